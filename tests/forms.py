"""Forms of a page as a browser without scripts would send them."""

from collections.abc import Iterable
from html.parser import HTMLParser

Pair = tuple[str, str]


class Sheet:
    """One form: where it is sent, and what it says untouched; tests change it and send it."""

    def __init__(self, action: str, pairs: Iterable[Pair]) -> None:
        self.action = action
        self.pairs = list(pairs)

    def all(self, name: str) -> list[str]:
        """The values of a name."""
        return [value for one, value in self.pairs if one == name]

    def put(self, name: str, *values: str) -> "Sheet":
        """The same form with these values of a name, instead of those it had."""
        kept = [pair for pair in self.pairs if pair[0] != name]
        return Sheet(self.action, [*kept, *((name, value) for value in values)])

    def data(self, **more: str) -> dict[str, list[str]]:
        """What is sent."""
        found: dict[str, list[str]] = {}
        for name, value in [*self.pairs, *more.items()]:
            found.setdefault(name, []).append(value)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sheet] = []
        self._form: Sheet | None = None
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Sheet(said.get("action", ""), [])
            self.forms.append(self._form)
        elif tag == "input" and self._form and "name" in said:
            ticked = said.get("type") not in ("checkbox", "radio") or "checked" in said
            self._form.pairs += [(said["name"], said.get("value", ""))] if ticked else []
        elif tag == "select":
            self._select, self._options = said["name"], []
        elif tag == "option":
            self._options.append((said.get("value", ""), "selected" in said))
        elif tag == "textarea":
            self._area, self._text = said["name"], ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._form and self._select:
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self._form.pairs.append((self._select, chosen[0]))
        elif tag == "textarea" and self._form and self._area:
            self._form.pairs.append((self._area, self._text.replace("\n", "\r\n")))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data


def forms(page: str) -> list[Sheet]:
    """The forms of a page in their order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def form_to(page: str, end: str) -> Sheet:
    """The first form whose address, without its query, ends so."""
    return next(one for one in forms(page) if one.action.partition("?")[0].endswith(end))
