"""What stands in a form, whether it was sent or is about to be shown: names and values, some of them in numbered rows.

    acts.0.act = pledge
    acts.0.span.words = …

A form that is shown says the same pairs that a browser would send back untouched, so that the two can be compared.
"""

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, Request

from hoedam.errors import DecisionInvalid

Pair = tuple[str, str]


class Form:
    """The pairs of a form; an empty value is as good as none."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self.pairs = tuple((name, value.replace("\r\n", "\n").strip()) for name, value in pairs)

    def all(self, name: str) -> list[str]:
        """The values of a name that say something, in their order."""
        return [value for one, value in self.pairs if one == name and value]

    def one(self, name: str) -> str:
        """The value of a name; empty where there is none."""
        return next(iter(self.all(name)), "")

    def number(self, name: str) -> int | None:
        """The value of a name as a whole number; None where there is none. Raises DecisionInvalid for what is none."""
        value = self.one(name)
        if value and not (value.isdecimal() and len(value) < 19):
            raise DecisionInvalid(f"{value[:40]!r} is no number here: go back and send the form again.")
        return int(value) if value else None

    def part(self, name: str) -> list[Pair]:
        """The pairs of one field that say something."""
        return [pair for pair in self.pairs if pair[1] and (pair[0] == name or pair[0].startswith(f"{name}."))]

    def rows(self, name: str) -> list[int]:
        """The numbers of the rows of a field that say something."""
        numbers = {pair[0][len(name) + 1 :].partition(".")[0] for pair in self.part(name)}
        return sorted(int(number) for number in numbers if number.isdecimal())

    def same(self, other: "Form", name: str) -> bool:
        """Whether another form says the same of one field, in whatever order."""
        return sorted(self.part(name)) == sorted(other.part(name))


async def sent(request: Request) -> Form:
    """The form of a request, for handlers that ask for it as a dependency; files are passed over.

    One of its values may be as large as all that is taken at once: a pasted text is.
    """
    found = await request.form(max_part_size=request.app.state.options.largest)
    return Form((name, value) for name, value in found.multi_items() if isinstance(value, str))


Filled = Annotated[Form, Depends(sent)]  # the type of a handler's form
