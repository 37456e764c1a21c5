"""What was promised and what was asked, after the G7/G20 Research Group (definitions, section 6).

A commitment is drawn from an act: `agree` → agreed, `pledge` and `accept` → pledged, a plan stated as
fact → planned, `propose` → proposed, `request` and `invite` → requested. Small talk, previews and
words that nobody could check give none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from hoedam.extract.context import Context
from hoedam.extract.drafts import Draft
from hoedam.extract.entities import Mention
from hoedam.extract.sectors import sectors_in
from hoedam.model import Act, Commitment, Span, Statement, Strength, Time
from hoedam.rules import load_table

_STRENGTH: dict[str, Strength] = {
    "agree": "agreed", "pledge": "pledged", "accept": "pledged",
    "propose": "proposed", "request": "requested", "invite": "requested",
}  # fmt: skip
_IF = {"면", "으면", "다면", "ㄴ다면", "는다면", "라면", "이라면", "거든"}
_WISHES = {"좋", "감사하", "고맙", "하", "되", "안"}  # …면 좋겠다 is a wish, not a condition
_NOT_DUE = re.compile(
    r"\s*(?:부터|이후|이래|간(?![가-힣])|동안|만에|째|이상|열리|열릴|개최|예정된|(?:[가-힣]+ ){0,2}(?:[가-힣]*박람회|엑스포|올림픽|월드컵|수교|기념|주년)|에 (?:열리|열릴|개최|있을|예정된)|회의|회담|정상회의|총회|대회|엑스포|박람회|기준|현재|대비)"
)
_DEADLINE = re.compile(r"연내|[내안]$|늦어도")
_BY_THEN = re.compile(r"\s*(?:말|초|중순)?\s*(?:까지|안에|안으로|이내|내에|내로|내(?=\s)|중(?=\s|에)|전까지|전에)")
_CAUSED = re.compile(r"\s*(?:측)?\s*(?:[가-힣]{1,10}\s?){0,2}(?:으?로 하여금|에게 (?:맡|지시|일러))")
_CONDITION = re.compile(r"[가-힣]면[\s,]|경우|는 데(?:는|에는|에|도)? ")
_SUBJECT = re.compile(r"\s?(?:측|정부)?(?:은|는|이|가)\s")
_BOTH = re.compile(r"양국|두 나라|양측|양 정부")
_JOINTLY = re.compile(r"^[\s,]*(?:양국|양측|두 나라)(?: [가-힣·]+){0,2}?(?:이|가|은|는)\s")
_ASKED = re.compile(
    r"\s*(?:측|정부|기업|기업들|회사|당국|업체|은행)?(?:들)?(?:의|이|가|께서|도|에|에게|에도|측에|은|는)(?=[\s,])"
)


class CommitmentPattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern over a clause's words."""

    id: str
    source: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class CommitmentTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`rules/ko/commitments.yaml`."""

    softened: tuple[CommitmentPattern, ...]
    not_commitments: tuple[CommitmentPattern, ...]
    plans: tuple[CommitmentPattern, ...]
    previews: tuple[CommitmentPattern, ...]


@lru_cache(maxsize=1)
def commitment_table() -> CommitmentTable:
    """The table, read once."""
    return load_table("ko/commitments.yaml", CommitmentTable)


@lru_cache(maxsize=8)
def _pattern(group: str) -> re.Pattern[str]:
    rules: tuple[CommitmentPattern, ...] = getattr(commitment_table(), group)
    return re.compile("|".join(f"(?:{expanded(rule.pattern)})" for rule in rules))


def expanded(pattern: str) -> str:
    """A pattern of the table with its `{ㄹ}`, any syllable that closes in ㄹ, written out."""
    return pattern.replace("{ㄹ}", "[" + "".join(chr(0xAC00 + 28 * n + 8) for n in range(399)) + "]")


def read_commitments(
    context: Context, drafts: Sequence[Draft], statements: tuple[Statement, ...]
) -> tuple[Commitment, ...]:
    """The commitments and asks, `c1`, `c2`, … in the order of the text."""
    taken_up = _taken_up(statements)
    found: list[Commitment] = []
    for i, (statement, draft) in enumerate(zip(statements, drafts, strict=True)):
        partner = _partner(context, drafts, i)
        found += _of_statement(context, statement, draft, partner, statement.id in taken_up)
    found += _own_plans(context, statements)
    found.sort(key=lambda c: c.content.start)
    return tuple(msgspec.structs.replace(c, id=f"c{i + 1}") for i, c in enumerate(found))


def _taken_up(statements: tuple[Statement, ...]) -> set[str]:
    """Ids of proposals that the same text shows accepted."""
    answers = {"accept", "agree", "concur"}
    return {s.reply_to for s in statements if s.reply_to and any(a.act in answers for a in s.acts)}


def _partner(context: Context, drafts: Sequence[Draft], i: int) -> tuple[str, ...]:
    """The state on the other side of the talk: of the nearest other speaker, else of the document."""
    mine = _countries(context, drafts[i].speakers)
    near = sorted(
        range(max(0, i - 4), min(len(drafts), i + 5)),
        key=lambda j: (abs(drafts[j].sentence - drafts[i].sentence), j > i),
    )
    for j in near:
        theirs = _countries(context, drafts[j].speakers)
        if len(theirs) == 1 and theirs[0] not in mine and abs(drafts[j].sentence - drafts[i].sentence) <= 3:
            return theirs
    return tuple(side for side in context.entities.sides if side not in mine)[:1]


def _of_statement(
    context: Context, statement: Statement, draft: Draft, partner: tuple[str, ...], taken_up: bool
) -> Iterator[Commitment]:
    for act in statement.acts:
        strength = commitment_strength(act)
        if strength is None or not statement.speakers or draft.withdrawn or draft.contested:
            continue
        if strength == "proposed" and taken_up:
            strength = "agreed"
        owner = _owner(context, statement, draft, act, strength, partner)
        if not owner or (strength == "requested" and _absent(context, owner)):
            continue
        mine = _countries(context, statement.speakers)
        group = _stateless(context, statement.speakers) if strength in ("agreed", "proposed") else ()
        with_whom = mine if len(mine) > 1 or group else (*mine, *(c for c in partner if c not in mine))
        made = _commitment(context, statement.id, act.span, act.sectors, strength, owner, with_whom, act.rule)
        yield msgspec.structs.replace(made, owner_entities=group) if group else made


def _absent(context: Context, owner: tuple[str, ...]) -> bool:
    """Whether who is asked takes no part and nobody of theirs is named: 미국에 중단을 촉구했다 among two others."""
    here = {e.country for e in context.entities.entities if e.type == "person"}
    return not {*owner} & {*context.entities.sides, *here}


def commitment_strength(act: Act) -> Strength | None:
    """The strength of the commitment that an act makes, or None where it makes none."""
    words = act.span.text
    if (act.courtesy and act.act not in ("invite", "accept")) or _pattern("not_commitments").search(words):
        return None
    if act.act in ("pledge", "inform") and _pattern("plans").search(words):
        return None if _pattern("previews").search(words) else "planned"
    return _STRENGTH.get(act.act)


def _commitment(
    context: Context, statement: str | None, content: Span, sectors: tuple[str, ...], strength: Strength,
    owner: tuple[str, ...], with_whom: tuple[str, ...], rule: str | None,
) -> Commitment:  # fmt: skip
    sides = context.entities.sides
    others = sides if len(sides) > 2 and {*owner} <= {*sides} else with_whom
    condition = _condition(context, content)
    deed = condition.end if condition else content.start  # a date in the condition is not the deed's
    due = _due(context, deed, content.end) if rule is None or not rule.startswith("invite") else None
    return Commitment(
        id="", statement=statement, strength=strength, owner=owner, content=content, sectors=sectors,
        softened=bool(_pattern("softened").search(content.text)),
        counterpart=tuple(side for side in others if side not in owner),
        due=due.id if due else None, condition=condition, rule=rule,
    )  # fmt: skip


# -- who must act -------------------------------------------------------------------------------


def _owner(
    context: Context, statement: Statement, draft: Draft, act: Act, strength: Strength, partner: tuple[str, ...]
) -> tuple[str, ...]:
    mine = _countries(context, statement.speakers)
    sides = context.entities.sides
    if strength in ("agreed", "proposed") or (len(mine) == 1 and _JOINTLY.search(act.span.text)):
        if len(mine) > 1 or _stateless(context, statement.speakers):
            return tuple(sorted(mine))
        return tuple(sorted({*mine, *(sides if len(sides) > 2 else partner)}))
    if strength == "requested":
        return _asked(context, act, draft, mine) or partner
    return _caused(context, act, mine) or _told_of(context, act, mine) or tuple(sorted(mine))


def _stateless(context: Context, ids: Sequence[str]) -> tuple[str, ...]:
    """Those of several who are no state's: the union or the group with which a state agreed (한·EU, 한-중앙아시아)."""
    by_id = context.entities.by_id
    return tuple(id for id in ids if len(ids) > 1 and by_id(id).type == "organization" and by_id(id).country is None)


def _told_of(context: Context, act: Act, mine: tuple[str, ...]) -> tuple[str, ...]:
    """멕시코는 … 협조하기로 했다, told by the other side: the state that is the clause's subject."""
    text = context.document.text
    for mention in context.entities.within(act.span.start, min(act.span.end, act.span.start + 8)):
        countries = _named(context, mention)
        told = len(countries) == 1 and countries[0] not in mine and _SUBJECT.match(text, mention.end)
        if told and not _CONDITION.search(text, mention.end, act.span.end):
            return countries
    return ()


def _countries(context: Context, ids: Sequence[str]) -> tuple[str, ...]:
    found = (context.entities.country_of(entity_id) for entity_id in ids)
    return tuple(dict.fromkeys(country for country in found if country))


def _named(context: Context, mention: Mention) -> tuple[str, ...]:
    """The states that a mention names; 우리 and 정부 alone name whoever speaks."""
    text = context.document.text
    own = text.startswith(("우리", "자국", "정부"), mention.start) or text.endswith("우리 ", 0, mention.start)
    return () if own else _countries(context, mention.entities)


def _asked(context: Context, act: Act, draft: Draft, mine: tuple[str, ...]) -> tuple[str, ...]:
    """The state asked: named in the request as the one to act, or the one spoken to."""
    text = context.document.text
    asked: tuple[str, ...] = ()
    for mention in context.entities.within(act.span.start, act.span.end):
        countries = _named(context, mention)
        if len(countries) == 1 and countries[0] not in mine and _ASKED.match(text, mention.end):
            asked = countries  # the last: who is to act stands nearest to the verb
    return asked or tuple(c for c in _countries(context, draft.said_to) if c not in mine)


def _caused(context: Context, act: Act, mine: tuple[str, ...]) -> tuple[str, ...]:
    """…로 하여금 moves the deed to that side."""
    text = context.document.text
    for mention in context.entities.within(act.span.start, act.span.end):
        countries = _named(context, mention)
        if len(countries) == 1 and countries != mine and _CAUSED.match(text, mention.end):
            return countries
    return ()


# -- when, and on what condition ------------------------------------------------------------------


def _due(context: Context, start: int, end: int) -> Time | None:
    """The deadline, or the date of the deed itself; not a start, a length or a past date."""
    text = context.document.text
    published = context.document.published or ""
    dated = []
    for time in context.times_in(start, end):
        value = time.value or ""
        if not value or value.startswith("P") or _NOT_DUE.match(text, time.span.end, end):
            continue
        if time.to and published and time.to < published[:10]:
            continue
        dated.append(time)
    deadlines = [t for t in dated if _DEADLINE.search(t.span.text) or _BY_THEN.match(text, t.span.end)]
    fixed = [t for t in dated if t.value != "FUTURE_REF"]
    return next(iter(deadlines or fixed or dated), None)


def _condition(context: Context, content: Span) -> Span | None:
    tokens = context.tokens
    lo, hi = tokens.between(content.start, content.end)
    for i in range(lo + 1, hi):
        conditional = (
            tokens.tags[i] == "EC" and tokens.forms[i] in _IF and (i + 1 == hi or tokens.forms[i + 1] not in _WISHES)
        )
        if (
            conditional
            or (tokens.tags[i] == "NNB" and tokens.forms[i] == "경우")
            or (tokens.forms[i] == "경우" and i > lo + 2)
        ):
            return context.document.span(content.start, tokens.ends[i])
    return None


# -- plans in a ministry's own voice ----------------------------------------------------------------


def _own_plans(context: Context, statements: tuple[Statement, ...]) -> Iterator[Commitment]:
    """…할 예정이다 in a ministry's own release: planned, by the issuing side."""
    if context.document.kind not in ("press_release", "readout"):
        return
    taken = [(s.content[0].start, s.content[-1].end) for s in statements]
    for block in context.blocks("paragraph", "list_item"):
        for start, end in context.marked[block.id].sentences:
            words = context.document.text[start:end]
            if not _pattern("plans").search(words) or _pattern("previews").search(words):
                continue
            if any(a < end and start < b for a, b in taken):
                continue
            span = context.document.span(start, end)
            owner = tuple(sorted(context.entities.sides)) if _BOTH.search(words) else (context.home,)
            sectors, sides = sectors_in(context.document.text, start, end), context.entities.sides
            yield _commitment(context, None, span, sectors, "planned", owner, sides, "plan.own_voice")
