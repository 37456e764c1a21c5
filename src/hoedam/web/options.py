"""How the application is served: one frozen object, built at the edge and handed down."""

from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")  # as they stand in a request's Host, without the port


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider, and as whom this application is known there."""

    issuer: str
    client: str
    secret: str

    @property
    def name(self) -> str:
        """What people know it by: its host."""
        return urlsplit(self.issuer).hostname or self.issuer


@dataclass(frozen=True, slots=True)
class Options:
    """`person`: who decides where no users are kept. `hosts`: names under which it may be asked, without port.

    `largest`: bytes of a request's body; an upload above is refused. `alone`: only this machine reaches it, so that a ledger
    without users may be opened. `secure`: browsers reach it by https. `provider`: who signs people in, beside passwords.
    """

    person: str = "desk"
    hosts: tuple[str, ...] = LOOPBACK
    largest: int = 32_000_000
    alone: bool = True
    secure: bool = False
    provider: Provider | None = None
