"""Drafts become statements: each clause's act with its sectors, addressees, and the reply links."""

from dataclasses import dataclass, replace

from hoedam.extract.acts import coordinate, read_clauses
from hoedam.extract.codes import event_codes
from hoedam.extract.context import Context
from hoedam.extract.courtesy import courtesy_rule
from hoedam.extract.sectors import sectors_in
from hoedam.extract.statements import Draft, StatementReader
from hoedam.language.ko.marks import sentences_inside
from hoedam.model import Act, ActName, Attribution, Statement

_CONTESTED = {"주장하", "반박하", "부인하", "항변하"}


@dataclass(frozen=True, slots=True)
class Doing:
    """One act in the making: text start..end, and the rule that decided."""

    act: ActName
    start: int
    end: int
    rule: str


def read_doings(context: Context, reader: StatementReader, draft: Draft) -> list[Doing]:
    """What a draft does, clause by clause."""
    if draft.form == "narrated":
        return _narrated(context, reader, draft)
    doings: list[Doing] = []
    text = context.document.text
    reported = draft.rule.act if draft.rule else None
    pieces = [(s, e) for start, end in draft.content for s, e in sentences_inside(text, start, end)]
    if draft.form == "mixed" and len(draft.content) > 1:
        pieces = pieces[-1:]
    for number, (start, end) in enumerate(pieces):
        last = number == len(pieces) - 1
        doings += _sentence(context, reader, start, end, draft.mood if last else "", reported if last else None)
    if len(draft.speakers) > 1:  # a collective ~하겠다 is a joint deed
        doings = [replace(d, act="agree") if d.act == "pledge" else d for d in doings]
    return doings


def _sentence(
    context: Context, reader: StatementReader, start: int, end: int, mood: str, reported: ActName | None
) -> list[Doing]:
    frame = reader.frame(start, end, ())
    if not len(frame):
        return [Doing(reported or "inform", start, end, "inform.plain")]
    clauses = read_clauses(frame, 0, len(frame), context.document.text, mood, reported)
    return [
        Doing(clause.act, max(start, frame.starts[clause.lo]), min(end, frame.ends[clause.hi - 1]), clause.rule.id)
        for clause in clauses
        if frame.ends[clause.hi - 1] > frame.starts[clause.lo]
    ]


def _narrated(context: Context, reader: StatementReader, draft: Draft) -> list[Doing]:
    start, end = draft.content[0]
    act: ActName = (draft.rule.act if draft.rule else None) or "inform"
    rule = draft.rule.id if draft.rule else "narrated"
    if act not in ("agree", "request", "propose", "pledge"):
        return [Doing(act, start, end, rule)]
    frame = reader.frame(start, end, ())
    if not len(frame):
        return [Doing(act, start, end, rule)]
    return [Doing(act, frame.starts[lo], frame.ends[hi - 1], rule) for lo, hi in coordinate(frame, 0, len(frame))]


def make_statements(
    context: Context, drafts: list[Draft], doings: list[list[Doing]], links: list[int | None]
) -> tuple[Statement, ...]:
    """The statements, `s1`, `s2`, … in the order of the text."""
    return tuple(
        _statement(context, f"s{i + 1}", draft, doings[i], links[i]) for i, draft in enumerate(drafts)
    )


def _statement(context: Context, name: str, draft: Draft, doings: list[Doing], link: int | None) -> Statement:
    span = context.document.span
    return Statement(
        id=name,
        speakers=draft.speakers,
        form=draft.form,
        content=tuple(span(start, end) for start, end in draft.content),
        cue=span(*draft.cue) if draft.cue else None,
        attribution=Attribution(
            basis=draft.basis if draft.speakers else "none",
            certain=draft.certain,
            evidence=tuple(span(start, end) for start, end in draft.evidence),
            alternatives=draft.alternatives,
        ),
        acts=tuple(_act(context, doing) for doing in doings),
        relayed_by=draft.relayed_by,
        addressees=_addressees(context, draft),
        reply_to=f"s{link + 1}" if link is not None else None,
    )


def _act(context: Context, doing: Doing) -> Act:
    span = context.document.span(doing.start, doing.end)
    sectors = sectors_in(context.document.text, span.start, span.end)
    plover, cameo = event_codes(doing.act, sectors)
    return Act(
        act=doing.act, span=span, sectors=sectors, courtesy=courtesy_rule(doing.act, span.text) is not None,
        plover=plover, cameo=cameo, rule=doing.rule,
    )  # fmt: skip


def _addressees(context: Context, draft: Draft) -> tuple[str, ...]:
    """Those named as spoken to, or the other of two principals."""
    if draft.said_to:
        return draft.said_to
    principals = context.entities.principals
    if len(principals) == 2 and len(draft.speakers) == 1 and draft.speakers[0] in principals:
        return tuple(p for p in principals if p not in draft.speakers)
    return ()
