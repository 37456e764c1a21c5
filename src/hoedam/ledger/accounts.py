"""Users of the web application: who there is, and what each may do.

Every change of an account stands in the history, which holds names, roles and e-mail addresses, and never a password
or anything made of one. A ledger without accounts belongs to whoever can open it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from hoedam.errors import AccountInvalid, DecisionInvalid
from hoedam.ledger import history, passwords
from hoedam.ledger.persons import folded, named
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import account, attempt, session

ROLES = ("reader", "coder", "reviewer", "approver", "admin")  # each may do what those before it may
ADMIN = ROLES[-1]
STATED = ("role", "active", "email", "provider")  # what the history says of an account
ADD, ROLE, PASSWORD, ENABLE, DISABLE, EMAIL, BIND = ACTIONS = (
    "user_add", "user_role", "user_password", "user_enable", "user_disable", "user_email", "user_bind",
)  # fmt: skip

_EMAIL = re.compile(r"[!-?A-~]{1,64}@[!-?A-~]{1,190}")  # ASCII: no other letter may pass for one of it


@dataclass(frozen=True, slots=True)
class Account:
    """One user. Who is not active cannot sign in; what they did stays theirs."""

    name: str
    role: str
    active: bool
    email: str | None = None


def allows(role: str, needed: str) -> bool:
    """Whether a role may do what another is needed for."""
    return ROLES.index(role) >= ROLES.index(needed)


def users(connection: Connection) -> list[Account]:
    """All users by name, also those that are not active."""
    return [of_row(row) for row in connection.execute(select(account).order_by(account.c.folded))]


def has_users(connection: Connection) -> bool:
    """Whether anybody must sign in."""
    return connection.scalar(select(account.c.id).limit(1)) is not None


def add_user(ledger: Ledger, name: str, password: str | None, role: str, by: str, email: str | None = None) -> Account:
    """Make an account; without a password its user signs in through a provider, who knows the e-mail address.

    Raises AccountInvalid where the name or address is taken, the password is none to trust, or the first user is no
    admin; DecisionInvalid where a name is no name.
    """
    name, by = named(name), named(by)
    kept = passwords.hashed(password, name) if password is not None else None
    made = Account(name, _role(role), True, _email(email))
    stated = {"role": made.role, "active": True, "email": made.email, "provider": None}
    with ledger.write() as connection:
        _check_new(connection, name, stated)
        entry = history.append(connection, by, ADD, _subject(name), {"name": name, "before": None, "after": stated})
        row = {"name": name, "folded": folded(name), "password": kept, "entry": entry, **stated}
        connection.execute(account.insert(), [row])
    return made


def _check_new(connection: Connection, name: str, stated: Mapping[str, Any]) -> None:
    if row := find(connection, name):
        raise AccountInvalid(f"there is a user {row.name} already: choose another name, or change that account.")
    _check_email(connection, stated["email"])
    if stated["role"] != ADMIN and not has_users(connection):
        raise AccountInvalid(f"the first user must be able to make the others: add one with the role {ADMIN} first.")


def set_role(ledger: Ledger, name: str, role: str, by: str) -> None:
    """Give a user another role. Raises AccountInvalid for the last active admin."""
    _change(ledger, name, ROLE, by, {"role": _role(role)})


def set_active(ledger: Ledger, name: str, active: bool, by: str) -> None:
    """Let a user in, or no more; then every session of theirs ends. Raises AccountInvalid for the last active admin."""
    _change(ledger, name, ENABLE if active else DISABLE, by, {"active": active})


def set_email(ledger: Ledger, name: str, email: str | None, by: str) -> None:
    """Set the address by which a provider names a user, or take it away; whoever used the old one is let go."""
    _change(ledger, name, EMAIL, by, {"email": _email(email), "provider": None})


def set_password(ledger: Ledger, name: str, password: str, by: str) -> None:
    """Give a user another password: every session of theirs ends, and a lock is lifted.

    Raises AccountInvalid where the password is none to trust.
    """
    kept = passwords.hashed(password, name)
    with ledger.write() as connection:
        row = known(connection, name)
        _write(connection, row, PASSWORD, named(by), {})
        connection.execute(update(account).where(account.c.id == row.id).values(password=kept))
        _end_sessions(connection, row.id)
        connection.execute(delete(attempt).where(attempt.c.digest == passwords.digest(row.folded)))


def find(connection: Connection, name: str) -> Row[Any] | None:
    """The row of an account by its user's name; None where nobody has it, or nobody can."""
    try:
        key = folded(named(name))
    except DecisionInvalid:
        return None
    return connection.execute(select(account).where(account.c.folded == key)).first()


def find_provided(connection: Connection, provider: str, email: str | None) -> Row[Any] | None:
    """The row of whom a provider signed in: of who is tied to it, else of who has the address and is tied to nobody."""
    tied = connection.execute(select(account).where(account.c.provider == provider)).first()
    if tied or not email:
        return tied
    free = select(account).where(account.c.email == email.strip().lower(), account.c.provider.is_(None))
    return connection.execute(free).first()


def known(connection: Connection, name: str) -> Row[Any]:
    """As `find`. Raises AccountInvalid where nobody has the name."""
    row = find(connection, name)
    if row is None:
        raise AccountInvalid(f"there is no user {name[:100]!r}: see `hoedam users list`.")
    return row


def of_row(row: Row[Any]) -> Account:
    """What others may know of an account."""
    return Account(row.name, row.role, row.active, row.email)


def bind(connection: Connection, row: Row[Any], provider: str) -> None:
    """Tie an account to whom a provider signed in, so that nobody else is let in by the same address later."""
    _write(connection, row, BIND, row.name, {"provider": provider})


def _change(ledger: Ledger, name: str, action: str, by: str, values: Mapping[str, Any]) -> None:
    with ledger.write() as connection:
        row = known(connection, name)
        _write(connection, row, action, named(by), values)


def _write(connection: Connection, row: Row[Any], action: str, by: str, values: Mapping[str, Any]) -> None:
    before = {one: row._mapping[one] for one in STATED}
    after = before | dict(values)
    if after == before and action != PASSWORD:
        return
    _check_admins(connection, row, after)
    if after["email"] != before["email"]:
        _check_email(connection, after["email"])
    said = {"name": row.name, "before": before, "after": after}
    entry = history.append(connection, by, action, _subject(row.name), said)
    connection.execute(update(account).where(account.c.id == row.id).values(entry=entry, **after))
    if not after["active"]:
        _end_sessions(connection, row.id)


def _check_admins(connection: Connection, row: Row[Any], after: Mapping[str, Any]) -> None:
    if after["active"] and after["role"] == ADMIN:
        return
    others = select(func.count()).where(account.c.role == ADMIN, account.c.active, account.c.id != row.id)
    if not connection.scalar(others):
        raise AccountInvalid(f"{row.name} is the last active {ADMIN}: make another user {ADMIN} first.")


def _check_email(connection: Connection, email: str | None) -> None:
    if email and (row := connection.execute(select(account).where(account.c.email == email)).first()):
        raise AccountInvalid(f"{email} is the address of {row.name}: give another.")


def _end_sessions(connection: Connection, number: int) -> None:
    connection.execute(delete(session).where(session.c.account == number))


def _role(role: str) -> str:
    if role not in ROLES:
        raise AccountInvalid(f"{role[:40]!r} is no role: choose among {', '.join(ROLES)}.")
    return role


def _email(email: str | None) -> str | None:
    if email is None:
        return None
    if not _EMAIL.fullmatch(email.strip()):
        raise AccountInvalid(f"{email[:40]!r} is no e-mail address: give one such as kim@mofa.example.")
    return email.strip().lower()


def _subject(name: str) -> str:
    return f"user:{name}"
