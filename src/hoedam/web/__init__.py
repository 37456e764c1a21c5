"""The web application: a ledger in the browser of a desk.

    from hoedam.web import make

    app = make(ledger, Options())

One process, no request to any other host. What stands where: docs/web.md.
"""

from hoedam.web.app import make
from hoedam.web.options import Options

__all__ = ["Options", "make"]
