"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from hoedam.errors import SettingInvalid
from hoedam.reader import to_date


class Day(click.ParamType[date]):
    """A date that exists, as 2021-08-17."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error that says what is wrong."""
        if isinstance(value, date):
            return value
        try:
            return to_date(value)
        except SettingInvalid as error:
            self.fail(str(error), param, ctx)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def published() -> Decorator:
    """--published DATE."""
    text = "Publication date, as 2021-08-17: taken over whatever the document says."
    return click.option("--published", type=Day(), metavar="DATE", help=text)


def language() -> Decorator:
    """--lang ko|en."""
    text = "Language of headings and labels; by default that of the locale."
    return click.option("--lang", type=click.Choice(["ko", "en"]), help=text)


def ledger() -> Decorator:
    """--ledger ADDRESS."""
    text = "The ledger: a file, or postgresql://USER@HOST/DATABASE; by default $HOEDAM_LEDGER, else hoedam.sqlite here."
    return click.option("--ledger", metavar="ADDRESS", help=text)


def workers() -> Decorator:
    """--workers N."""
    text = "Processes that read at the same time; each takes up to 900 MB."
    return click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help=text)


def quiet() -> Decorator:
    """--quiet."""
    return click.option("--quiet", is_flag=True, help="Say nothing but what failed.")


def person() -> Decorator:
    """--by NAME."""
    text = "Who decides: stands in the history. By default $HOEDAM_PERSON."
    return click.option("--by", "person", envvar="HOEDAM_PERSON", metavar="NAME", help=text)


def why(text: str) -> Decorator:
    """--why TEXT."""
    return click.option("--why", default="", metavar="TEXT", help=text)


def revision() -> Decorator:
    """--revision N."""
    text = "Decide only if nobody has decided since revision N, which the lists and `hoedam show` give."
    return click.option("--revision", type=click.IntRange(0), metavar="N", help=text)
