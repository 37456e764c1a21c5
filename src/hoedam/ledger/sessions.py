"""Signing in and out, and who a cookie belongs to.

Of a session only the digest of its token is kept. It ends after twelve hours without use, after seven days at the
latest, and at once when its user gets another password or is no longer active.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from hoedam.errors import SignInLocked, SignInRefused
from hoedam.ledger import passwords
from hoedam.ledger.accounts import Account, bind, find, find_provided, of_row
from hoedam.ledger.persons import folded
from hoedam.ledger.store import Ledger, now
from hoedam.ledger.tables import account, attempt
from hoedam.ledger.tables import session as sessions

IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
FAILURES = 5  # within LOCK: then nobody signs in under that name for as long
LOCK = timedelta(minutes=15)
_REFRESH = timedelta(minutes=10)  # so that not every page that is looked at is written down


def sign_in(ledger: Ledger, name: str, password: str) -> str:
    """A new session's token, for a cookie.

    Raises SignInRefused for a wrong name or password, and does not tell which; SignInLocked after five failures
    within fifteen minutes, for a right password too.
    """
    with passwords.in_turn():
        row = _verified(ledger, name, password)
    with ledger.write() as connection:
        newest = connection.execute(select(account).where(account.c.id == row.id)).one()
        if not newest.active or newest.password != row.password:  # changed in this very moment
            raise _refused()
        return start(connection, row.id)


def sign_in_provided(ledger: Ledger, issuer: str, subject: str, email: str | None) -> str:
    """A new session's token for whom a provider signed in; `email` only where the provider has verified it.

    The first time ties the account to this subject, so that nobody who is given the address later gets in by it.
    Raises SignInRefused where there is no such account, or it is not active.
    """
    provider = f"{issuer} {subject}"
    with ledger.write() as connection:
        row = find_provided(connection, provider, email)
        if row is None or not row.active:
            raise SignInRefused("there is no account for you here: ask who looks after the users for one.")
        if row.provider is None:
            bind(connection, row, provider)
        return start(connection, row.id)


def check_password(ledger: Ledger, name: str, password: str) -> None:
    """Ask a user for their password again; counts and refuses as `sign_in` does."""
    with passwords.in_turn():
        _verified(ledger, name, password)


def _verified(ledger: Ledger, name: str, password: str) -> Row[Any]:
    """The account with this name and password. An attempt counts as failed until it has succeeded: many at once
    must not be many guesses."""
    key = passwords.digest(folded(name))
    with ledger.write() as connection:
        _refuse_locked(connection, key)
        row = find(connection, name)
        connection.execute(attempt.insert(), [{"digest": key, "at": now()}])
    right = passwords.matches(row.password if row else None, password)
    if row is None or not right or not row.active:
        raise _refused()
    with ledger.write() as connection:
        connection.execute(delete(attempt).where(attempt.c.digest == key))
    return row


def _refused() -> SignInRefused:
    return SignInRefused(
        "the name or the password is wrong: check both, or ask who looks after the users for another password."
    )


def _refuse_locked(connection: Connection, key: str) -> None:
    connection.execute(delete(attempt).where(attempt.c.at < _ago(2 * LOCK)))
    last = select(attempt.c.at).where(attempt.c.digest == key).order_by(attempt.c.at.desc()).limit(FAILURES)
    failed = [datetime.fromisoformat(at) for at in connection.scalars(last)]
    if len(failed) == FAILURES and failed[0] - failed[-1] < LOCK and datetime.now(UTC) - failed[0] < LOCK:
        raise SignInLocked(
            f"there were {FAILURES} failed sign-ins under this name: wait {LOCK.seconds // 60} minutes, or ask who looks "
            "after the users for another password."
        )


def start(connection: Connection, number: int) -> str:
    """Begin a session of an account, and return its token."""
    token, at = passwords.token(), now()
    over = or_(sessions.c.used < _ago(IDLE), sessions.c.made < _ago(LONGEST))
    connection.execute(delete(sessions).where(over))
    values = {"digest": passwords.digest(token), "account": number, "made": at, "used": at}
    connection.execute(sessions.insert(), [values])
    return token


def session(connection: Connection, token: str) -> Account | None:
    """Whose session a token is; None where it has ended, or never was."""
    row = _row(connection, token)
    return of_row(row) if row else None


def keep(ledger: Ledger, token: str) -> Account | None:
    """As `session`, and note that it is in use, once in ten minutes."""
    with ledger.read() as connection:
        row = _row(connection, token)
    if row and row.used < _ago(_REFRESH):
        with ledger.write() as connection:
            chosen = sessions.c.digest == passwords.digest(token)
            connection.execute(update(sessions).where(chosen).values(used=now()))
    return of_row(row) if row else None


def _row(connection: Connection, token: str) -> Row[Any] | None:
    chosen = (
        select(account, sessions.c.used)
        .join(sessions, sessions.c.account == account.c.id)
        .where(
            sessions.c.digest == passwords.digest(token),
            sessions.c.used > _ago(IDLE),
            sessions.c.made > _ago(LONGEST),
            account.c.active,
        )
    )
    return connection.execute(chosen).first()


def sign_out(ledger: Ledger, token: str) -> None:
    """End a session; nothing where it has ended."""
    with ledger.write() as connection:
        connection.execute(delete(sessions).where(sessions.c.digest == passwords.digest(token)))


def _ago(time: timedelta) -> str:
    return (datetime.now(UTC) - time).isoformat(timespec="microseconds")
