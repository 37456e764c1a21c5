"""Keys to the API: each stands for its user, with that user's role, until it is revoked.

Only the digest of a key is kept; it is shown once, when it is made. A key sleeps while its user is not active.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, update

from hoedam.errors import AccountInvalid
from hoedam.ledger import history, passwords
from hoedam.ledger.accounts import Account, known, of_row
from hoedam.ledger.persons import named
from hoedam.ledger.store import Ledger, now
from hoedam.ledger.tables import account, api_key

MAKE, REVOKE = "key_make", "key_revoke"
_PREFIX = "hoedam_"  # so that one that was left in a file is found
_MOST = 20  # keys of one user
_LONGEST = 100  # characters of a label


@dataclass(frozen=True, slots=True)
class Key:
    """A key as its user sees it later."""

    id: int
    label: str
    at: str  # when it was made, ISO 8601, UTC
    revoked: bool


def make_key(ledger: Ledger, name: str, label: str, by: str) -> str:
    """A new key for a user, in clear this once; the label says what it is for.

    Raises AccountInvalid for no label, or where the user has twenty keys.
    """
    label, secret = " ".join(label.split()), _PREFIX + passwords.token()
    if not label or len(label) > _LONGEST or not label.isprintable():
        raise AccountInvalid(f"say in at most {_LONGEST} letters what the key is for.")
    with ledger.write() as connection:
        row = known(connection, name)
        if len(list(connection.execute(_standing(row.id)))) >= _MOST:
            raise AccountInvalid(f"{row.name} has {_MOST} keys: revoke one first.")
        entry = history.append(connection, named(by), MAKE, f"user:{row.name}", {"user": row.name, "label": label})
        values = {"account": row.id, "label": label, "digest": passwords.digest(secret), "at": now(), "entry": entry}
        connection.execute(api_key.insert(), [values])
    return secret


def by_key(connection: Connection, token: str) -> Account | None:
    """Whose key this is; None where it was revoked, or never was, or its user is not active."""
    chosen = (
        select(account)
        .join(api_key, api_key.c.account == account.c.id)
        .where(api_key.c.digest == passwords.digest(token), api_key.c.undone.is_(None), account.c.active)
    )
    row = connection.execute(chosen).first()
    return of_row(row) if row else None


def keys(connection: Connection, name: str) -> list[Key]:
    """The keys of a user in the order in which they were made, also those that were revoked."""
    rows = connection.execute(
        select(api_key).where(api_key.c.account == known(connection, name).id).order_by(api_key.c.id)
    )
    return [Key(row.id, row.label, row.at, row.undone is not None) for row in rows]


def revoke_key(ledger: Ledger, name: str, key: int, by: str) -> None:
    """End a key of a user for good. Raises AccountInvalid where the user has no such key."""
    with ledger.write() as connection:
        row = known(connection, name)
        made = connection.execute(_standing(row.id).where(api_key.c.id == key)).first()
        if made is None:
            raise AccountInvalid(f"{row.name} has no key {key} that could be revoked: see the list of keys.")
        said = {"user": row.name, "label": made.label, "entry": made.entry}
        entry = history.append(connection, named(by), REVOKE, f"user:{row.name}", said)
        connection.execute(update(api_key).where(api_key.c.id == key).values(undone=entry))


def _standing(number: int) -> Select[Any]:
    return select(api_key).where(api_key.c.account == number, api_key.c.undone.is_(None))
