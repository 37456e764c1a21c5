"""`hoedam users`: who may work in the web application, and what each may do."""

import sys

import click

from hoedam.cli import options
from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.labels import Labels, Language, locale_language
from hoedam.ledger import Ledger, accounts

_NAME = click.argument("name")
_ROLE = click.Choice(list(accounts.ROLES))
_STDIN = click.option("--password-stdin", is_flag=True, help="Take the password from the first line of standard input.")


@click.group()
def command() -> None:
    """Say who may work in the web application, and what each may do.

    A reader reads; a coder checks and corrects records; a reviewer decides what is one thing and what became of it;
    an approver signs off; an admin looks after the users. Each may do what those before may. Every change stands in the
    history; a password never does.
    """


@command.command(name="list")
@options.ledger()
@options.language()
def show_users(ledger: str | None, lang: Language | None) -> None:
    """List all users."""
    labels = Labels(lang or locale_language())
    with Ledger.open(ledger) as opened, opened.read() as connection:
        found = accounts.users(connection)
    columns = tuple(labels("field", name) for name in ("name", "role", "account", "email"))
    rows = tuple(_row(one, labels) for one in found)
    show_sections(console(), [Section(labels("heading", "users"), columns, rows)])


def _row(user: accounts.Account, labels: Labels) -> tuple[str, ...]:
    return (
        user.name,
        labels("role", user.role),
        labels("account", "active" if user.active else "disabled"),
        user.email or "-",
    )


@command.command()
@_NAME
@click.option("--role", type=_ROLE, required=True, help="What the user may do; the first one is an admin.")
@click.option("--email", metavar="ADDRESS", help="By which a sign-in provider (OIDC) names the user.")
@click.option("--no-password", is_flag=True, help="The user signs in through a provider only.")
@_STDIN
@options.person()
@options.ledger()
def add(
    name: str,
    role: str,
    email: str | None,
    no_password: bool,
    password_stdin: bool,
    person: str,
    ledger: str | None,
) -> None:
    """Add a user; the password is asked for."""
    with Ledger.open(ledger) as opened:
        password = None if no_password else _password(password_stdin)
        made = accounts.add_user(opened, name, password, role, person, email)
    click.echo(f"{made.name} is {made.role} now.")


@command.command(name="role")
@_NAME
@click.argument("role", type=_ROLE)
@options.person()
@options.ledger()
def set_role(name: str, role: str, person: str, ledger: str | None) -> None:
    """Give a user another role."""
    with Ledger.open(ledger) as opened:
        accounts.set_role(opened, name, role, person)
    click.echo(f"{name} is {role} now.")


@command.command(name="password")
@_NAME
@_STDIN
@options.person()
@options.ledger()
def set_password(name: str, password_stdin: bool, person: str, ledger: str | None) -> None:
    """Give a user another password, which is asked for; all sessions of that user end, and a lock is lifted."""
    with Ledger.open(ledger) as opened:
        accounts.set_password(opened, name, _password(password_stdin), person)
    click.echo(f"{name} has another password; whoever was signed in as {name} must sign in again.")


@command.command(name="email")
@_NAME
@click.argument("address", required=False)
@options.person()
@options.ledger()
def set_email(name: str, address: str | None, person: str, ledger: str | None) -> None:
    """Set the address by which a sign-in provider names a user; without ADDRESS take it away."""
    with Ledger.open(ledger) as opened:
        accounts.set_email(opened, name, address, person)
    click.echo(f"{name} is known to a provider as {address}." if address else f"No provider signs {name} in.")


@command.command()
@_NAME
@options.person()
@options.ledger()
def disable(name: str, person: str, ledger: str | None) -> None:
    """Let a user in no more: all sessions of that user end, and keys to the API are refused."""
    with Ledger.open(ledger) as opened:
        accounts.set_active(opened, name, False, person)
    click.echo(f"{name} can no longer sign in.")


@command.command()
@_NAME
@options.person()
@options.ledger()
def enable(name: str, person: str, ledger: str | None) -> None:
    """Let a user in again."""
    with Ledger.open(ledger) as opened:
        accounts.set_active(opened, name, True, person)
    click.echo(f"{name} can sign in.")


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return click.prompt("Password", hide_input=True, confirmation_prompt=True)
