"""`hoedam serve`: the ledger in a browser."""

import getpass
import os
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import click

from hoedam.cli import options
from hoedam.errors import SettingInvalid

if TYPE_CHECKING:
    from hoedam.ledger import Ledger
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
@click.option("--https", is_flag=True, help="Browsers reach it by https, through a proxy that holds the certificate.")
@options.person()
def command(ledger: str | None, host: str, port: int, hosts: tuple[str, ...], https: bool, person: str | None) -> None:
    """Open a ledger in the browser: read, review, follow.

    It listens on this machine alone unless told otherwise, asks no other host for anything, and goes on until it is stopped
    (Ctrl-C). Where nobody has been made a user, whoever sits here may do everything, under the name of
    --by; to be reached from other machines it needs users. How a team is served, and how people sign in through a
    provider (OpenID Connect), stands in docs/how-to-serve-a-team.md.
    """
    from hoedam.ledger import Ledger
    from hoedam.web import serving
    from hoedam.web.provider import configured

    provider = configured(os.environ)
    alone = _is_loopback(host) and not hosts and not https
    with Ledger.open(ledger, create=True) as opened:
        if not alone or provider:
            _check_users(opened)
        chosen = _options(host, hosts, person, alone=alone, secure=https, provider=provider)
        serving.run(opened, chosen, host, port, say=click.echo)


def _options(host: str, hosts: tuple[str, ...], person: str | None, **more: Any) -> "Options":
    from hoedam.web.options import LOOPBACK, Options

    own = () if host in ("0.0.0.0", "::") else (f"[{host}]" if ":" in host else host,)
    names = tuple(dict.fromkeys(name.lower() for name in (*LOOPBACK, *own, *hosts)))
    return Options(person=person or getpass.getuser(), hosts=names, **more)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError as error:
        raise SettingInvalid(f"{host} is no address to listen on: give one as 127.0.0.1 or 0.0.0.0.") from error


def _check_users(ledger: "Ledger") -> None:
    from hoedam.ledger import accounts

    with ledger.read() as connection:
        if not accounts.has_users(connection):
            raise SettingInvalid(
                f"others could reach {ledger.address}, and it has no users: make one first (`hoedam users add NAME --role "
                "admin`), or leave --host, --allow-host and --https out."
            )
