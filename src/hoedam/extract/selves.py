"""What is pledged can only be pledged by that side: doubt about a speaker who was not named.

Where no subject stands with a quotation, proximity gives the speaker. But who says that *X's* deputy
prime minister shall take charge, that *X's* government will build, or asks *Korea's* firms to take
part, does not speak for the other side. Then the content decides, `certain` is false, the one named
last stays as an alternative, and the issue `speaker_conflict` is raised.
"""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from hoedam.extract.context import Context
from hoedam.extract.drafts import Draft
from hoedam.extract.entities import Mention
from hoedam.extract.records import Doing
from hoedam.rules import load_table

_OWN_DEEDS = {"pledge", "accept"}
# X측 … (으)로 하여금 | X 정부가/는 | X가/는 … 하겠다
_AGENT = re.compile(
    r"(?!과의|와의|[과와에를을산행발제식] )\s*(?:측|정부|의회|당국|국영|국민)?\s*(?:[가-힣·]{1,12} ){0,2}?[가-힣·]{0,12}?(?<![과와에로])(?:로 하여금|에게 맡|이|가|은|는|도|에서|에서는|부터)(?=[\s,])"
)
_ASKED = re.compile(
    r"\s*(?:측|정부|기업|기업들|회사|당국|국민|업체|투자자|은행|전문가)?(?:들)?"
    r"(?:의 (?:[가-힣]+ ){0,2}(?:참여|협조|지원|협력|관심|역할|투자|진출|지지|도움)[을를]|(?:이|가|도|께서)(?=[\s,]))"
)
# only its master can open, waive or lower what lies in a state
_GRANTS = re.compile(
    r"받지 않겠|면제하|열어 (?:주|놓)|개방하|내주겠|내어 주|비워 두|낮추겠|인하하|깎아|허용하|부여하|폐지하겠|철폐하겠|풀겠|감면"
)
_OWNED = re.compile(r"\s*(?:[가-힣·]{1,10}\s?){0,3}(?:의|은|는|을|를)(?=[\s,])")


# what one gives to the other side, called by its name: 한국 기업에 부지를 내주겠다
_GIVEN = re.compile(
    r"\s*(?:측|정부|기업|기업인|회사|청년|학생|유학생|국민|근로자|노동자|관광객|투자자|연구진)?(?:들)?(?:에게|에는|에도|에|의 (?:진출|참여|투자|수출))(?=[\s,])"
)
_CONDITION = re.compile(
    r"[가-힣]면[\s,]|경우|[가-힣]라도 |도록 (?:돕|도와|지원|협력|요청|촉구|설득)|는 데(?:는|에는|에|도)? | 수 있게 "
)
_HOMECOMING = re.compile(r"\s*(?:에|로|으로) (?:돌아가|도착하|귀국하|귀임하)")


class SelfRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that only the home side, or only the other side, uses of itself."""

    id: str
    source: str
    side: Literal["home", "other"]
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[SelfRule, ...]


@lru_cache(maxsize=1)
def self_rules() -> tuple[SelfRule, ...]:
    """`rules/ko/selves.yaml`."""
    return load_table("ko/selves.yaml", _Table).rules


def check_selves(context: Context, drafts: list[Draft], doings: list[list[Doing]]) -> list[int]:
    """Moves drafts to the side that alone can have spoken; the indices of those moved."""
    moved: list[int] = []
    for i, draft in enumerate(drafts):
        if draft.basis != "continuation" or len(draft.speakers) != 1 or draft.relayed_by:
            continue
        mine = context.entities.country_of(draft.speakers[0])
        side = _only_side(context, doings[i], mine) if mine else None
        other = _voice_of(context, drafts[:i], side) if side else None
        if other and other != draft.speakers[0]:
            draft.alternatives, draft.speakers = draft.speakers, (other,)
            draft.certain, draft.basis = False, "self_reference"
            moved.append(i)
            _carry(drafts, i)
    return moved


def _carry(drafts: list[Draft], i: int) -> None:
    """Statements of the same sentence and those that only go on with it are the same speaker's."""
    for later in drafts[i + 1 :]:
        if later.basis != "continuation" or later.speakers != drafts[i].alternatives:
            return
        if later.sentence != drafts[i].sentence and not (later.follows and later.block == drafts[i].block):
            return
        later.speakers, later.alternatives = drafts[i].speakers, later.speakers
        later.certain = False


def _only_side(context: Context, doings: list[Doing], mine: str) -> str | None:
    """The state that alone can say this, if it is not `mine`."""
    for doing in doings:
        words = context.document.text[doing.start : doing.end]
        for mention in context.entities.within(doing.start, doing.end):
            country = _country(context, mention)
            if country is None:
                continue
            behind = context.document.text[mention.end : doing.end]
            if doing.act in _OWN_DEEDS and country != mine and _its_deed(mention, behind, words):
                return country
            if country == mine and mention.role in ("country", "side", "organization"):
                asked = doing.act == "request" and _ASKED.match(behind)
                given = doing.act in _OWN_DEEDS and mention.role != "organization" and _GIVEN.match(behind)
                if asked or given:
                    return _other_side(context, mine)
        if doing.act in _OWN_DEEDS and (side := _institution(context, words)) and side != mine:
            return side
    return None


def _institution(context: Context, words: str) -> str | None:
    """The side whose own institution a pledge names."""
    home = next((side for side in context.entities.sides if side == context.home), None)
    found = {rule.side for rule in self_rules() if any(word in words for word in rule.words)}
    if home is None or len(found) != 1:
        return None
    return home if found == {"home"} else _other_side(context, home)


def _other_side(context: Context, mine: str) -> str | None:
    others = [side for side in context.entities.sides if side != mine]
    return others[0] if len(others) == 1 else None


def _its_deed(mention: Mention, behind: str, words: str) -> bool:
    if mention.role == "place":
        return bool(_HOMECOMING.match(behind)) or bool(_OWNED.match(behind) and _GRANTS.search(words))
    # in a condition (X 측이 먼저 내놓으면 …) the other side's deed is only asked for, in a clause of its own (X가 되는 데) helped
    return bool(_AGENT.match(behind)) and not _CONDITION.search(behind)


def _country(context: Context, mention: Mention) -> str | None:
    if len(mention.entities) != 1 or mention.role not in ("country", "side", "organization", "place"):
        return None
    if context.document.text.startswith(("우리", "자국"), mention.start):
        return None  # whoever speaks says 우리
    return context.entities.country_of(mention.entities[0])


def _voice_of(context: Context, earlier: list[Draft], side: str) -> str | None:
    """Who speaks for a side: its principal, else whoever spoke for it before."""
    for principal in context.entities.principals:
        if context.entities.country_of(principal) == side:
            return principal
    for draft in reversed(earlier):
        if len(draft.speakers) == 1 and context.entities.country_of(draft.speakers[0]) == side:
            return draft.speakers[0]
    return None
