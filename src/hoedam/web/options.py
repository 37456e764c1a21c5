"""How the application is served: one frozen object, built at the edge and handed down."""

from dataclasses import dataclass

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")  # as they stand in a request's Host, without the port


@dataclass(frozen=True, slots=True)
class Options:
    """`person`: who decides where no users are kept. `hosts`: names under which it may be asked, without port.

    `largest`: bytes of a request's body; an upload above is refused.
    """

    person: str = "desk"
    hosts: tuple[str, ...] = LOOPBACK
    largest: int = 32_000_000
