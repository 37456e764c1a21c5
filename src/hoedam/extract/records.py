"""Drafts become statements: each clause's act with its sectors, addressees, and the reply links."""

import re

import msgspec

from hoedam.extract.acts import coordinate, read_clauses
from hoedam.extract.codes import event_codes
from hoedam.extract.context import Context
from hoedam.extract.courtesy import courtesy_rule
from hoedam.extract.drafts import Draft
from hoedam.extract.predicates import PredicateRule
from hoedam.extract.sectors import sectors_in
from hoedam.extract.statements import StatementReader
from hoedam.language.ko.marks import sentences_inside
from hoedam.model import Act, ActName, Attribution, Statement

_WE_BOTH = re.compile(r"(?:우리 )?(?:두|양) (?:정상|장관|나라)[은는이가]\s|우리 양국[은이]\s")
_BLAMES = re.compile(r"항의|철회|시정|강한 유감|강력히? ?유감")
_GIVES = re.compile(r"[가-힣](?<![을를]) ?(?:줄 것|주기|주시기|주실 것)")
_WITH = re.compile(  # 한국과 협의체를, 페루와 함께; not 부지와 인력을
    r"(?:국|나라|측|정부|당국|연합|대통령|총리|장관|기업|업체|회사|대학|기관|은행|공사|단체|연구소|연구원)들?(?:과|와) |(?:과|와) (?![가-힣·]{1,8}[을를의에] )|서로|양국|합의|함께|공동으로"
)
_SIGNED = re.compile(
    r"(?:채택|서명|체결|조인|가서명)(?:하고|하며|하는 한편|한 데 이어)[,\s]*$"
)  # done, not decided with what follows
_WITH_BODY = re.compile(
    r"(?:정부|측|부처|당국|기업|업체|회사|대학|기관|연구소|연구원|은행|공사|단체|의회|총리|대통령|장관|나라|[가-힣]{2}부|[가-힣]{2}청)들?(?:과|와)\s"
)
# … 기업의 참여를 바란다; … 정부가 나서기를 기대한다: a deed, not a state of things (확대되기를)
_WISHED = re.compile(
    r"\s*(?:측|정부|기업|기업인|회사|당국|국민|업체|투자자|은행|전문가|연구진|의회)?(?:들)?"
    r"(?:의 (?:[가-힣]+ ){0,2}(?:참여|협조|지원|협력|관심|역할|기여|동참|투자|진출|이해|지지|성원|도움|노력|결단|배려)[을를]"
    r"|(?:이|가|도|께서|에서) [^,]{0,60}?(?<!되)(?<!지)기[를도]?)"
)

_DOES = re.compile(r"\s*(?:측|정부|당국)?(?:이|가|은|는|도|에서|께서)\s")
_TOLD = re.compile(r"(?:[했였었았]|고 있|[해어아] ?왔)(?:다|습니다|어요|죠)?[.\s]*$")


class Doing(msgspec.Struct, frozen=True):
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
    doings = [_told_of_others(context, draft, _asked_of(context, draft, doing)) for doing in doings]
    doings = [_both_sides(text, doing) for doing in doings]
    if draft.contested:  # an agreement that one side alone claims
        doings = [msgspec.structs.replace(d, act="inform") if d.act == "agree" else d for d in doings]
    if len(draft.speakers) > 1:  # a collective ~하겠다, ~하자 is a joint deed
        doings = [msgspec.structs.replace(d, act="agree") if d.act in ("pledge", "propose") else d for d in doings]
    return doings


def _both_sides(text: str, doing: Doing) -> Doing:
    """우리 두 정상은 … 나갈 것이다 is a joint deed; 멕시코는 … 하기로 했다 is that state's alone."""
    words = text[doing.start : doing.end]
    if doing.act == "pledge" and _WE_BOTH.match(words):
        return msgspec.structs.replace(doing, act="agree")
    return doing


def _asked_of(context: Context, draft: Draft, doing: Doing) -> Doing:
    """A wish for what the other side does (귀국 기업의 참여를 바란다) is a request."""
    if doing.act != "hope" or len(draft.speakers) != 1:
        return doing
    text = context.document.text
    words = text[doing.start : doing.end]
    mine = context.entities.country_of(draft.speakers[0])
    named = [
        m for m in context.entities.within(doing.start, doing.end) if m.role in ("country", "side", "organization")
    ]
    theirs = [
        m.end for m in named if len(m.entities) == 1 and context.entities.country_of(m.entities[0]) not in (mine, None)
    ]
    addressed = [doing.start + m.end() for m in re.finditer(r"귀국|귀측|상대국", words)]
    asked = any(_WISHED.match(text, end, doing.end) for end in (*theirs, *addressed))
    return msgspec.structs.replace(doing, act="request", rule="request.wished") if asked else doing


def _told_of_others(context: Context, draft: Draft, doing: Doing) -> Doing:
    """“이란 측이 이자 지급을 요구하고 있다”: what the other side asks or proposes is only told."""
    if doing.act not in ("request", "propose", "invite", "warn") or len(draft.speakers) != 1:
        return doing
    text, mine = context.document.text, context.entities.country_of(draft.speakers[0])
    first = next(iter(context.entities.within(doing.start, doing.end)), None)
    if first is None or mine is None or not _TOLD.search(text, doing.start, doing.end):
        return doing
    others = {context.entities.country_of(id) for id in first.entities} - {mine, None}
    told = bool(others) and _DOES.match(text, first.end) is not None
    return msgspec.structs.replace(doing, act="inform", rule="inform.plain") if told else doing


def _sentence(
    context: Context, reader: StatementReader, start: int, end: int, mood: str, reported: ActName | None
) -> list[Doing]:
    frame = reader.frame(start, end, ())
    if not len(frame):
        return [Doing(reported or "inform", start, end, "inform.plain")]
    text = context.document.text
    doings = []
    for clause in read_clauses(frame, 0, len(frame), text, mood, reported):
        first, last = max(start, frame.starts[clause.lo]), min(end, frame.ends[clause.hi - 1])
        while first < last and text[first] in " ,;·":
            first += 1  # the comma closes the clause before
        if first < last:
            doings.append(Doing(clause.act, first, last, clause.rule.id))
    return doings


def _told_as_noun(text: str, rule: PredicateRule, cue: tuple[int, int]) -> bool:
    """…할 용의가 있음을 밝혔다, 계속할 것임을 확인했다: the nominalised clause says what was done."""
    return rule.act is None or (rule.id.startswith("say.") and text[cue[0] + 1 : cue[0] + 2] == "을")


def _narrated(context: Context, reader: StatementReader, draft: Draft) -> list[Doing]:
    start, end = draft.content[0]
    if draft.rule is not None and draft.cue and _told_as_noun(context.document.text, draft.rule, draft.cue):
        inner = _sentence(context, reader, start, draft.cue[0], "", draft.rule.act)
        return [*inner[:-1], msgspec.structs.replace(inner[-1], end=end)] if inner else []
    if draft.contested and draft.rule is not None and draft.rule.act == "agree":
        return [Doing("inform", start, end, draft.rule.id)]
    act: ActName = (draft.rule.act if draft.rule else None) or "inform"
    if act == "hope" and _GIVES.search(context.document.text, start, end):
        act = "request"  # …해 줄 것을 희망했다
    if act in ("regret", "concern") and _BLAMES.search(draft.situation):
        act = "criticise"  # 강한 유감을 표명하고 철회를 요구했다
    if act == "agree" and len(draft.speakers) == 1 and not _WITH.search(context.document.text, start, end):
        act = "pledge"  # what one side decides is its own deed
    if act == "accept" and len(draft.speakers) > 1:
        act = "agree"  # 두 정상은 …하는 데 동의했다
    rule = draft.rule.id if draft.rule else "narrated"
    if act not in ("agree", "request", "propose", "pledge"):
        return [_asked_of(context, draft, Doing(act, start, end, rule))]
    frame = reader.frame(start, end, ())
    if not len(frame):
        return [Doing(act, start, end, rule)]
    pieces = [(lo + (frame.kind(lo) == "S"), hi) for lo, hi in coordinate(frame, 0, len(frame))]
    spans = [(frame.starts[lo], min(end, frame.ends[hi - 1])) for lo, hi in pieces]
    kept = [span for span in spans[:-1] if not _SIGNED.search(context.document.text[slice(*span)])]
    return [Doing(act, *span, rule) for span in (*kept, spans[-1])]


def make_statements(
    context: Context, drafts: list[Draft], doings: list[list[Doing]], links: list[int | None]
) -> tuple[Statement, ...]:
    """The statements, `s1`, `s2`, … in the order of the text."""
    statements: list[Statement] = []
    for i, draft in enumerate(drafts):
        link = links[i]
        jest = link is not None and any(act.courtesy for act in statements[link].acts)
        statements.append(_statement(context, f"s{i + 1}", draft, doings[i], link, jest))
    return tuple(statements)


def _statement(
    context: Context, name: str, draft: Draft, doings: list[Doing], link: int | None, jest: bool
) -> Statement:
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
        acts=tuple(_act(context, draft, doing, jest) for doing in doings),
        relayed_by=draft.relayed_by,
        addressees=_addressees(context, draft),
        reply_to=f"s{link + 1}" if link is not None else None,
    )


def _act(context: Context, draft: Draft, doing: Doing, jest: bool) -> Act:
    """The act; `jest`: it answers small talk, and is small talk itself where it names no sector."""
    span = context.document.span(doing.start, doing.end)
    sectors = sectors_in(context.document.text, span.start, span.end)
    plover, cameo = event_codes(doing.act, sectors)
    return Act(
        act=doing.act, span=span, sectors=sectors,
        courtesy=courtesy_rule(doing.act, span.text, "" if sectors else draft.situation) is not None
        or (jest and not sectors and doing.act not in ("invite", "accept", "agree")),
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
