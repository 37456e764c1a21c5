"""What the reading could not settle is said, with a code and a span (definitions, section 11)."""

import re
from collections.abc import Iterator

from hoedam.extract.context import Context
from hoedam.extract.times import unresolved
from hoedam.model import Issue, Statement

_GAP = re.compile(r"\[(?:중략|이하 생략|생략|\.{3,}|…+)\]|\((?:중략|이하 생략)\)|<중략>")


def read_issues(
    context: Context, statements: tuple[Statement, ...], conflicts: list[int], withdrawn: list[int]
) -> tuple[Issue, ...]:
    """The issues of a reading, in the order of the text; indices of statements in doubt and of those corrected."""
    issues = [
        *_speakers(context, statements, conflicts), *_withdrawn(statements, withdrawn), *_marks(context), *_dates(context), *_gaps(context),
    ]  # fmt: skip
    return tuple(sorted(issues, key=lambda i: (i.span.start if i.span else -1, i.code)))


def _withdrawn(statements: tuple[Statement, ...], withdrawn: list[int]) -> Iterator[Issue]:
    for i in withdrawn:
        statement = statements[i]
        message = "a later relay corrects this wording"
        yield Issue(code="withdrawn", span=statement.content[0], about=statement.id, message=message)


def _speakers(context: Context, statements: tuple[Statement, ...], conflicts: list[int]) -> Iterator[Issue]:
    names = {e.id: e.name for e in context.entities.entities}
    for i in conflicts:
        statement = statements[i]
        named = ", ".join(names[e] for e in statement.attribution.alternatives)
        own = ", ".join(names[e] for e in statement.speakers)
        message = f"{named} was named last, but only the side of {own} can say this"
        yield Issue(code="speaker_conflict", span=statement.content[0], about=statement.id, message=message)
    for statement in statements:
        if not statement.speakers:
            message = "the text names nobody who can have said this"
            yield Issue(code="speaker_unknown", span=statement.content[0], about=statement.id, message=message)


def _marks(context: Context) -> Iterator[Issue]:
    for marked in context.marked.values():
        for at in marked.unpaired:
            span = context.document.span(at, at + 1)
            yield Issue(code="unbalanced_quotation", span=span, message="this quotation mark has no partner")


def _dates(context: Context) -> Iterator[Issue]:
    for time in unresolved(context.times):
        yield Issue(code="date_unresolved", span=time.span, about=time.id, message="nothing says which date this is")


def _gaps(context: Context) -> Iterator[Issue]:
    for block in context.blocks("paragraph", "list_item"):
        for match in _GAP.finditer(context.document.text, block.start, block.end):
            span = context.document.span(match.start(), match.end())
            yield Issue(code="text_gap", span=span, message="the text says that something is left out here")
