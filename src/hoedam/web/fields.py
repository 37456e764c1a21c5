"""The fields of a record in a form: how a value stands in it, how it comes back, and how people read it.

Each class is one way to fill something in, with a macro of its name in templates/parts/fields.html. `at` is the name
under which a field stands in a form; a value is that of the reading's JSON.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from hoedam.errors import DecisionInvalid, SettingInvalid
from hoedam.ledger.countries import code_of, country_name
from hoedam.model import Document
from hoedam.web.form import Form, Pair
from hoedam.web.quoting import quoted
from hoedam.web.words import Words

YES, NO = "yes", "no"


class Misfilled(DecisionInvalid):
    """A field of a form that cannot be taken as it is; `at` says which."""

    def __init__(self, at: str, sentence: str) -> None:
        super().__init__(sentence)
        self.at = at


@dataclass(frozen=True, slots=True)
class Paper:
    """What fields are read and told by: the document, the names of its records, the words of a language."""

    document: Document
    names: Mapping[str, str]
    words: Words

    @property
    def gettext(self) -> Callable[[str], str]:
        """A sentence in the language of the page."""
        return self.words.gettext


@dataclass(frozen=True)
class Field:
    """A field by its name in the record: `form`, or `attribution.basis`; `heading` is its label, `of` what it holds.

    `needed`: it cannot be left empty. `codes`: what can be chosen.
    """

    name: str
    heading: str = ""
    of: str = ""
    codes: tuple[str, ...] = ()
    needed: bool = False
    parts: tuple["Field", ...] = ()

    widget: ClassVar[str] = "text"

    @property
    def title(self) -> str:
        """The code of its heading among the labels of fields."""
        return self.heading or self.name.rpartition(".")[2]

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        """The value as it stands in a form."""
        yield at, "" if value is None else str(value)

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        """The value that a form gives. Raises Misfilled where it gives none that makes sense."""
        text = form.one(at)
        if self.needed and not text:
            raise Misfilled(at, paper.gettext("“{}” is needed: fill it in.").format(self.label(paper)))
        return text or None

    def told(self, value: Any, paper: Paper) -> list[str]:
        """The value in lines that people read."""
        return [] if value in (None, "") else [str(value)]

    def label(self, paper: Paper) -> str:
        """What people call it."""
        return paper.words.label("field", self.title)


class Text(Field):
    """Words on one line."""


class Day(Field):
    """A date or a TIMEX3 value."""

    widget: ClassVar[str] = "day"


class Number(Field):
    """A whole number."""

    widget: ClassVar[str] = "number"

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        text = form.one(at)
        if text and not (text.isascii() and text.isdecimal()):
            raise Misfilled(at, paper.gettext("“{}” is no number: give one such as 5.").format(text))
        return int(text) if text else None


class Listed(Field):
    """Several words or names, by comma."""

    widget: ClassVar[str] = "listed"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        yield at, ", ".join(value)

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return [one.strip() for one in form.one(at).split(",") if one.strip()]

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [", ".join(value)] if value else []


class State(Field):
    """One state, by its code or name."""

    widget: ClassVar[str] = "state"

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return _state(form.one(at), at, paper) if form.one(at) else None

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [country_name(value, paper.words.language)] if value else []


class States(Field):
    """Several states: those that the document speaks of, and others by code or name."""

    widget: ClassVar[str] = "states"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        yield from ((at, code) for code in value)

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        more = [one for one in form.one(f"{at}.more").split(",") if one.strip()]
        return list(dict.fromkeys([*form.all(at), *(_state(name, f"{at}.more", paper) for name in more)]))

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [" · ".join(country_name(code, paper.words.language) for code in value)] if value else []


def _state(name: str, at: str, paper: Paper) -> str:
    try:
        return code_of(name)
    except SettingInvalid as error:
        sentence = paper.gettext("“{}” is no state: give its code, as KAZ, or its Korean or English name.")
        raise Misfilled(at, sentence.format(name.strip())) from error


class Choice(Field):
    """One of some codes; `of` is the group of their labels."""

    widget: ClassVar[str] = "choice"

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [paper.words.label(self.of, value)] if value else []


class Flag(Field):
    """True or false."""

    widget: ClassVar[str] = "flag"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        yield at, YES if value else ""

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return form.one(at) == YES

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [paper.words.gettext("yes")] if value else []


class Certain(Field):
    """Whether the speaker is certain; where nothing is chosen, it follows from whether a person named one."""

    widget: ClassVar[str] = "certain"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        return iter(())

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return {YES: True, NO: False}.get(form.one(at))

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [paper.words.gettext("yes") if value else paper.words.gettext("no, in doubt")]


class One(Field):
    """One record of the document, of the kind `of`."""

    widget: ClassVar[str] = "one"

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [paper.names.get(value, value)] if value else []


class Many(Field):
    """Records of the document, of the kind `of`."""

    widget: ClassVar[str] = "many"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        yield from ((at, one) for one in value)

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return list(dict.fromkeys(form.all(at)))

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [", ".join(paper.names.get(one, one) for one in value)] if value else []


class Ordered(Many):
    """Records of the document whose order matters, a row for each."""

    widget: ClassVar[str] = "ordered"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        yield from ((f"{at}.{number}", one) for number, one in enumerate(value))

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return list(dict.fromkeys(form.one(f"{at}.{number}") for number in form.rows(at)))


class Sectors(Field):
    """Sectors by their ids."""

    widget: ClassVar[str] = "sectors"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        yield from ((at, one) for one in value)

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return list(dict.fromkeys(form.all(at)))

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [paper.words.label.sectors(tuple(value))] if value else []


class Quote(Field):
    """A span of the document, given by its words; the place tells apart words that stand there more than once."""

    widget: ClassVar[str] = "span"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        if value:
            yield f"{at}.words", value["text"]
            yield f"{at}.place", f"{value['start']}-{value['end']}"

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        words = form.one(f"{at}.words")
        if not words:
            if self.needed:
                raise Misfilled(
                    f"{at}.words",
                    paper.gettext("“{}” needs words of the document: quote them.").format(self.label(paper)),
                )
            return None
        try:
            return quoted(paper.document, words, form.one(f"{at}.place"), form.one(f"{at}.which"), paper.gettext)
        except DecisionInvalid as error:
            raise Misfilled(f"{at}.words", str(error)) from error

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [f"“{value['text']}”"] if value else []


class Rows(Field):
    """Several values of some parts each, a row for each; a row that says nothing, or that is taken away, is none."""

    widget: ClassVar[str] = "rows"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        for number, row in enumerate(value):
            for part in self.parts:
                yield from part.shown(f"{at}.{number}.{part.name}", row.get(part.name))

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        return [
            {part.name: part.read(form, f"{at}.{number}.{part.name}", paper) for part in self.parts}
            for number in form.rows(at)
            if not form.one(f"{at}.{number}.gone")
        ]

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [
            " · ".join(line for part in self.parts for line in part.told(row.get(part.name), paper)) for row in value
        ]


class Spans(Rows):
    """Several spans of the document."""

    widget: ClassVar[str] = "spans"

    def shown(self, at: str, value: Any) -> Iterator[Pair]:
        for number, span in enumerate(value):
            yield from _SPAN.shown(f"{at}.{number}", span)

    def read(self, form: Form, at: str, paper: Paper) -> Any:
        kept = [number for number in form.rows(at) if form.one(f"{at}.{number}.words")]
        found = [_SPAN.read(form, f"{at}.{number}", paper) for number in kept]
        return sorted(found, key=lambda span: span["start"])

    def told(self, value: Any, paper: Paper) -> list[str]:
        return [line for span in value for line in _SPAN.told(span, paper)]


_SPAN = Quote("span")


def kept_rows(rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows of which nothing was changed as they were before, with what no form shows of them (rules, event codes)."""
    return [next((old for old in before if all(old.get(name) == row[name] for name in row)), row) for row in rows]
