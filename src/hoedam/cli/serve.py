"""`hoedam serve`: the ledger in a browser."""

import getpass
from ipaddress import ip_address
from typing import TYPE_CHECKING

import click

from hoedam.cli import options
from hoedam.errors import SettingInvalid

if TYPE_CHECKING:
    from hoedam.web import Options


@click.command()
@options.ledger()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8050, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="A name under which it may be asked, as desk.example."
)
@options.person()
def command(ledger: str | None, host: str, port: int, hosts: tuple[str, ...], person: str | None) -> None:
    """Open a ledger in the browser: read, review, follow.

    It listens on this machine alone unless told otherwise, asks no other host for anything, and goes on until it is stopped
    (Ctrl-C). Where nobody has been made a user, whoever sits here may do everything, under the name of
    --by; to be reached from other machines it needs users.
    """
    from hoedam.ledger import Ledger
    from hoedam.web import serving

    _check_host(host)
    with Ledger.open(ledger, create=True) as opened:
        serving.run(opened, _options(host, hosts, person), host, port, say=click.echo)


def _options(host: str, hosts: tuple[str, ...], person: str | None) -> "Options":
    from hoedam.web.options import LOOPBACK, Options

    own = () if host in ("0.0.0.0", "::") else (f"[{host}]" if ":" in host else host,)
    return Options(person=person or getpass.getuser(), hosts=tuple(dict.fromkeys((*LOOPBACK, *own, *hosts))))


def _check_host(host: str) -> None:
    try:
        loopback = host == "localhost" or ip_address(host).is_loopback
    except ValueError as error:
        raise SettingInvalid(f"{host} is no address to listen on: give one as 127.0.0.1 or 0.0.0.0.") from error
    if not loopback:
        raise SettingInvalid(f"{host} can be reached by others, and this ledger has no users: leave --host out.")
