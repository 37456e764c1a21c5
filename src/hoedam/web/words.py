"""Korean and English: the sentences of pages, dates and numbers.

Sentences stand in templates in English; their Korean is in locale/ko/*.po (gettext), one file a page. Codes of records have
their words in data/labels.yaml, for the command line too.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale, dates, numbers
from babel.messages.pofile import read_po

from hoedam.exports.periods import in_words, period
from hoedam.labels import Labels, Language
from hoedam.ledger.countries import country_name

LANGUAGES: tuple[Language, ...] = ("ko", "en")
_BELOW = "sentences.po"
# what a list is narrowed by → the group of its labels
_GROUPS = {
    "act": "act", "form": "form", "strength": "strength", "status": "progress", "state": "state", "kind": "kind",
    "meeting_kind": "meeting", "matter_status": "status", "doubt": "issue", "entity_type": "entity",
}  # fmt: skip
_STATES = ("country", "owner", "counterpart", "speaker_country")
_ANY = re.compile(r"%\\\((\w+)\\\)s")  # %(name)s, as re.escape leaves it


class Words:
    """Everything that depends on the language of a page."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.label = Labels(language)
        self._locale = Locale(language)
        self._messages = messages() if language == "ko" else {}

    def gettext(self, message: str) -> str:
        """A sentence in this language; English where it has no translation."""
        return self._messages.get(message, message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """A sentence about a number of things."""
        return self._messages.get(one) or (one if number == 1 else many)

    def sentence(self, text: str) -> str:
        """A sentence that was made in English below the pages, in this language: a refusal, what a reading doubts."""
        if self.language == "ko":
            for pattern, korean in sentences():
                if found := pattern.fullmatch(text):
                    return korean % {name: self._said(name, part) for name, part in found.groupdict().items()}
        return text

    def _said(self, name: str, text: str) -> str:
        """A part of a sentence: what was done, when, and of which list, have words of their own."""
        if name == "of":
            return self.gettext(text)
        try:
            return self.label("action", text) if name == "action" else self.moment(text) if name == "at" else text
        except (KeyError, ValueError):
            return text

    def filtered(self, name: str, value: str) -> str:
        """A value by which a list is narrowed, as people call it."""
        if name in _STATES:
            return country_name(value, self.language)
        if name == "sector":
            return self.label.sectors((value,))
        return self.gettext("yes") if name == "overdue" else self.label(_GROUPS.get(name, ""), value)

    def date(self, text: str | None) -> str:
        """An ISO 8601 date, as exact as it is known: 2021년 8월, 17 August 2021; what is no date stays as it is."""
        if not text:
            return ""
        try:
            return self._date(text)
        except ValueError:
            return text

    def _date(self, text: str) -> str:
        forms = {
            4: {"ko": "y년", "en": "y"},
            7: {"ko": "y년 M월", "en": "MMMM y"},
            10: {"ko": "y년 M월 d일", "en": "d MMMM y"},
        }
        day = text[:10]
        if len(day) not in forms or (len(text) not in (4, 7, 10) and "T" not in text):
            return in_words(text, self.language)  # TIMEX3 of another kind: 2021-Q3
        whole = date.fromisoformat(day + {4: "-01-01", 7: "-01", 10: ""}[len(day)])
        return dates.format_date(whole, forms[len(day)][self.language], locale=self._locale)

    def day(self, text: str | None) -> str:
        """As `date`, in short, for tables: 2021. 8. 17., 17 Aug 2021."""
        if not text or len(text) != 10:
            return self.date(text)
        form = "y. M. d." if self.language == "ko" else "d MMM y"
        return dates.format_date(date.fromisoformat(text), form, locale=self._locale)

    def due(self, value: str | None) -> str:
        """A TIMEX3 value as people say it: 2026년 상반기, the first half of 2026; vague ones as vague."""
        if not value:
            return ""
        return in_words(value, self.language) if period(value) else self.label("note", "vague")

    def moment(self, text: str) -> str:
        """An ISO 8601 moment, to the minute, in the time of this machine, which is named: 2026. 3. 2. 09:30 KST."""
        when = datetime.fromisoformat(text).astimezone()
        form = "y. M. d. HH:mm" if self.language == "ko" else "d MMM y HH:mm"
        return dates.format_datetime(when, form, locale=self._locale) + f" {when.tzname()}"

    def number(self, value: float) -> str:
        """1234 → 1,234."""
        return numbers.format_decimal(value, locale=self._locale)

    def percent(self, value: float) -> str:
        """0.25 → 25%."""
        return numbers.format_percent(value, locale=self._locale)


@cache
def words(language: Language) -> Words:
    """The words of a language."""
    return Words(language)


@lru_cache(maxsize=1)
def messages() -> dict[str, str]:
    """English sentence → Korean sentence, of all pages."""
    return dict(_pairs())


@lru_cache(maxsize=1)
def sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """English sentences of locale/ko/sentences.po as patterns, each `%(name)s` any words, with their Korean."""
    return tuple(
        (re.compile(_ANY.sub(r"(?P<\1>.*?)", re.escape(one)), re.DOTALL), said) for one, said in _of(_folder() / _BELOW)
    )


def _pairs() -> Iterator[tuple[str, str]]:
    for file in sorted(_folder().iterdir(), key=lambda one: one.name):
        if file.name != _BELOW:
            yield from _of(file)


def _folder() -> Traversable:
    return files("hoedam.web").joinpath("locale/ko")


def _of(file: Traversable) -> Iterator[tuple[str, str]]:
    with file.open("rb") as opened:
        for message in read_po(opened, locale="ko"):
            one = message.id[0] if isinstance(message.id, tuple | list) else message.id
            said = message.string[0] if isinstance(message.string, tuple | list) else message.string
            if one and said:
                yield one, said
