"""The web application: a ledger in the browser of a desk.

    from hoedam.web import Options, make

    app = make(ledger, Options())

One process, no request to any other host. What stands where: README.md beside this file. `onefile` makes a page of a
reading without any server, so `make`, with which the server's libraries come, is loaded when it is asked for.
"""

from typing import TYPE_CHECKING, Any

from hoedam.web.options import Options

if TYPE_CHECKING:
    from hoedam.web.app import make

__all__ = ["Options", "make"]


def __getattr__(name: str) -> Any:
    if name == "make":
        from hoedam.web.app import make

        return make
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
