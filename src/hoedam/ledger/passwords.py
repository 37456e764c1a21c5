"""Passwords and tokens: what may be one, and what is kept of it.

Passwords are hashed with argon2id, with the second choice of RFC 9106 (64 MiB, three passes). Tokens are random and
long, so that a plain SHA-256 of them says nothing.
"""

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from hoedam.errors import AccountInvalid, LedgerBusy
from hoedam.ledger.persons import folded

SHORTEST, LONGEST = 10, 200  # characters
_DIFFERENT = 5  # letters that a password has at least

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_hashing = BoundedSemaphore(2)  # 64 MiB each: a flood of sign-ins must not fill the memory
_waiting = BoundedSemaphore(8)  # nor may it take every thread of who is at work


def hashed(password: str, name: str) -> str:
    """What is kept of a new password of a person. Raises AccountInvalid where it is none to trust."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountInvalid(
            f"a password has {SHORTEST} to {LONGEST} characters, this one has {len(password)}: choose another, "
            "such as four words that do not belong together."
        )
    if len(set(password)) < _DIFFERENT or folded(name) in folded(password):
        raise AccountInvalid(
            f"the password is easy to guess (fewer than {_DIFFERENT} different characters, or the name is in it): "
            "choose another, such as four words that do not belong together."
        )
    with _hashing:
        return _hasher.hash(_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one of which this was kept; takes as long where nothing was kept."""
    nobody = _nobody()
    with _hashing:
        try:
            _hasher.verify(kept or nobody, _bytes(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def token() -> str:
    """A new secret of 256 random bits, for cookies and headers."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a token."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def in_turn() -> Iterator[None]:
    """Where signing in waits for others to do so. Raises LedgerBusy where too many wait."""
    if not _waiting.acquire(blocking=False):
        raise LedgerBusy("many are signing in at this moment: try again in a moment.")
    try:
        yield
    finally:
        _waiting.release()


@cache
def _nobody() -> str:
    """What the password of a name that nobody has is compared with."""
    return _hasher.hash(secrets.token_bytes(32))


def _bytes(password: str) -> bytes:
    """The same password from every keyboard (NIST SP 800-63B 3.1.1.2 asks for NFKC or NFKD)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
