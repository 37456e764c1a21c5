"""Countries: names, pairs (한·미, 한미일, 韓-英), sides (카자흐 측, 우리 정부), and a state with the word after it.

Handled: 카자흐스탄은 · 체코공화국 · 호주산 · 미측 · 캄보디아 정부 · 인도네시아 외교부 · 한미동맹 · 한·아세안 · 방한 ·
한-가나 외교장관회담 · 대북. A word that only looks like a state is told by the rules for homographs.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from hoedam.extract.anchors import HEADLINES, PARTICLE, Anchor, closes, opens
from hoedam.extract.entity_tables import Named, tables
from hoedam.extract.patterns import compiled
from hoedam.extract.subjects import Draft, Subject, World
from hoedam.model import Block

_RUN_LEFT = re.compile(r"[가-힣A-Za-z一-龥]{1,9}$")
_RUN_RIGHT = re.compile(r"[가-힣A-Za-z一-龥]{1,14}")
_BEFORE = {"주", "재", "대", "방", "친", "반", "탈", "각", "옛", "구"}
_LEADERS = re.compile(
    r" ?(?:양국 |두 |세 |3국 )?(정상|총리|대통령|(?:외교|국방|통상|산업|경제)?장관|(?:외교)?차관)(?![가-힣]*회[담의])"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compiled forms of the tables: marks of pairs, glue, sides, suffixes, organisations after a country."""
    table, after = tables().countries, tables().organizations.after_country
    marks = re.compile(r"(?<=[가-힣A-Za-z一-龥])[" + re.escape("".join(table.marks)) + r"](?=[가-힣A-Za-z一-龥])")
    formal = "|".join(sorted(table.formal, key=len, reverse=True))
    side = re.compile(rf" ?(?:{'|'.join(sorted(table.sides, key=len, reverse=True))})")
    suffix = re.compile(rf"(?P<formal>{formal})|(?:{'|'.join(sorted(table.suffixes, key=len, reverse=True))})")
    word = rf"(?:{'|'.join(after.words)}|[가-힣]{{1,14}}?(?:{'|'.join(after.endings)}))"
    return marks, re.compile("|".join(table.glue)), side, suffix, re.compile(rf" ?(?P<name>{word})")


def is_state(text: str, start: int, end: int) -> bool:
    """Whether a word of the table means the state here (이란, 인도, 수단 …)."""
    rule = tables().homographs.get(text[start:end])
    if rule is None:
        return True
    before = rule.not_before and f"(?:{rule.not_before.rstrip('$')})$"
    if before and compiled(before).search(text[max(0, start - 12) : start]):
        return False
    if rule.not_after and compiled(rule.not_after).match(text, end):
        return False
    return not rule.only_after or compiled(rule.only_after).match(text, end) is not None


def state_of(word: str) -> str | None:
    """The state (ISO3) that a whole word names: 체코, 체코공화국, 미, 美."""
    states, table = tables().states, tables().countries
    if word in states:
        return states[word]
    if len(word) == 1:
        return table.syllables[word] if word in table.alone else table.hanja.get(word)
    suffix = next((ending for ending in table.formal if word.endswith(ending)), None)
    return states.get(word[: -len(suffix)]) if suffix else None


def read_country(text: str, anchor: Anchor, world: World) -> Draft | None:
    """The mention that a state's name makes with what follows: a side, an organisation or the country."""
    start, end, _, iso3, block = anchor
    if not is_state(text, start, end) or not _free(text, start):
        return None
    country = world.country(iso3, text[start:end] if block.kind not in HEADLINES else None)
    headline = block.kind in HEADLINES
    after = _side(text, end, block)
    if after:
        return Draft(start, after, "side", (country,), headline)
    organization = _organization(text, start, end, country, world, block)
    if organization:
        return Draft(
            start, organization[0], "organization", (organization[1],), headline, inner=((start, end, country),)
        )
    shut = _shut(text, end)
    return Draft(start, shut, "country", (country,), headline) if shut else None


def _free(text: str, start: int) -> bool:
    return opens(text, start) or (text[start - 1] in _BEFORE and opens(text, start - 1))


def _shut(text: str, end: int) -> int | None:
    """Where the mention of a state ends: after 공화국, before 산, 인 and particles; None inside another word."""
    if closes(text, end) is not None:
        return end
    suffix = _patterns()[3].match(text, end)
    if suffix is None:
        return None
    if suffix["formal"] and closes(text, suffix.end()) is not None:
        return suffix.end()
    return end


def _side(text: str, end: int, block: Block) -> int | None:
    side = _patterns()[2].match(text, end, block.end)
    if side is None or closes(text, side.end()) is None:
        return None
    return side.end()


def _organization(
    text: str, start: int, end: int, country: Subject, world: World, block: Block
) -> tuple[int, Subject] | None:
    if text[end : end + 1] != " " and not "가" <= text[end : end + 1] <= "힣":
        return None
    found = _patterns()[4].match(text, end, block.end)
    while found is not None and closes(text, found.end()) is None:
        found = None
    table = tables().organizations.after_country
    if (
        found is None
        or found["name"] in table.excluded
        or found["name"].endswith(tuple(table.excluded_endings))
        or PARTICLE.match(text, end)
        or text[start - 1] in tables().countries.marks
    ):
        return None
    return found.end(), world.organization(text[start : found.end()], country.country)


def read_fixed(text: str, anchor: Anchor, world: World) -> Draft | None:
    """방한, 대북, 주미: a word that holds a country."""
    start, end, _, iso3, block = anchor
    if not opens(text, start) or (text[start:end] == "대미" and text.startswith("를 장식", end)):
        return None
    if closes(text, end) is None and not text.startswith(("한", "할", "해", "했", "하", "대사"), end):
        return None
    return Draft(start, end, "country", (world.country(iso3),), block.kind in HEADLINES)


def read_syllable_side(text: str, anchor: Anchor, world: World) -> Draft | None:
    """미측, 북측, 美 정부."""
    start, end, _, iso3, block = anchor
    if not opens(text, start) or closes(text, end) is None:
        return None
    return Draft(start, end, "side", (world.country(iso3),), block.kind in HEADLINES)


def read_home_side(text: str, anchor: Anchor, world: World) -> Draft | None:
    """우리 측, 우리 정부; and 정부 alone where it is the subject and nobody else's."""
    start, end, kind, _, block = anchor
    shut = closes(text, end)
    if shut is None or not opens(text, start):
        return None
    if kind == "home" and (shut not in {"는", "가", "도"} or not _nobody_elses(text, start, block)):
        return None
    return Draft(start, end, "side", (world.country(world.home),), block.kind in HEADLINES)


def _nobody_elses(text: str, start: int, block: Block) -> bool:
    word = text[max(block.start, start - 12) : start].rstrip().rpartition(" ")[2]
    if word == "당시":  # 당시 정부는 is that of then; but 이란 당시 정부는
        before = text[max(block.start, start - 16) : start].rstrip().removesuffix("당시").rstrip()
        return not before or before.endswith((".", ",", "”", '"'))
    return word not in tables().countries.not_home_after and (state_of(word) is None)


def read_glued_pair(text: str, anchor: Anchor, world: World) -> Draft | None:
    """한미, 한미일 with no mark between: only those of the table, before what pairs stand before."""
    start, end, _, word, block = anchor
    if not opens(text, start) or not is_state(text, start, end) or not pair_ends(text, end):
        return None
    return _pair(text, start, end, list(_partners(word)), block, world)


def _partners(word: str) -> Iterator[str | Named]:
    partners, at = tables().partners, 0
    while at < len(word):
        size = next(size for size in range(min(8, len(word) - at), 0, -1) if word[at : at + size] in partners)
        yield partners[word[at : at + size]]
        at += size


def read_pairs(text: str, block: Block, world: World) -> Iterator[Draft]:
    """Pairs with a mark between: 한·미, 한-카자흐스탄, 일·중, 韓-英, 한·미·일, 한·아세안."""
    done = block.start
    for mark in _patterns()[0].finditer(text, block.start, block.end):
        if mark.start() < done:
            continue
        found = _chain(text, mark.start(), block)
        if found:
            start, done, partners = found
            yield _pair(text, start, done, partners, block, world)


def _chain(text: str, at: int, block: Block) -> tuple[int, int, list[str | Named]] | None:
    """(start, end, partners) of the chain of states around the mark at `at`."""
    known, marks = tables().partners, tables().countries.marks
    left = _RUN_LEFT.search(text[max(block.start, at - 10) : at])
    if left is None or left[0] not in known or len(left[0]) > 8:
        return None
    partners, end = [known[left[0]]], at
    while end < block.end and text[end] in marks:
        step = _partner_at(text, end + 1, block)
        if step is None:
            break
        end = step
        partners.append(known[text[_last_mark(text, end, marks) : end]])
    if len(partners) < 2 or not _worth_a_pair(text[at - len(left[0]) : end]):
        return None
    return at - len(left[0]), end, partners


def _last_mark(text: str, end: int, marks: list[str]) -> int:
    while text[end - 1] not in marks:
        end -= 1
    return end


def _worth_a_pair(words: str) -> bool:
    """Chains of single syllables must hold one that usually stands for a state (한·미, not 유·불)."""
    syllables = re.split(r"[^가-힣A-Za-z一-龥]", words)
    return any(len(word) > 1 or word in "한미중일러북남조" or (word >= "一" and word <= "龥") for word in syllables)


def _partner_at(text: str, start: int, block: Block) -> int | None:
    """Where the longest partner that starts here ends, if a pair may end there or go on."""
    run = _RUN_RIGHT.match(text, start, block.end)
    if run is None:
        return None
    known = tables().partners
    for size in range(min(8, len(run[0])), 0, -1):
        if run[0][:size] in known and pair_ends(text, start + size):
            return start + size
    return None


def pair_ends(text: str, end: int) -> bool:
    """Whether a pair or 양국 may end here: a boundary, a particle, or a noun that it is written against (한미동맹)."""
    return closes(text, end) is not None or _patterns()[1].match(text, end) is not None


def _pair(text: str, start: int, end: int, partners: list[str | Named], block: Block, world: World) -> Draft:
    """The pair, or the collective that it makes with what follows (한·체코 정상은, 일·중 두 총리)."""
    who = tuple(
        world.organization(p.name, p.country) if isinstance(p, Named) else world.country(p)
        for p in dict.fromkeys(partners)
    )
    headline = block.kind in HEADLINES
    leaders = _LEADERS.match(text, end, block.end)
    if leaders and closes(text, leaders.end()) is not None and not text.startswith((" 회", " 간", "회"), leaders.end()):
        kind = "head" if leaders[1] in {"정상", "총리", "대통령"} else "minister" if "장관" in leaders[1] else "vice"
        return Draft(start, leaders.end(), "collective", who, headline, group=(kind, len(who), leaders[1][:2]))
    return Draft(start, end, "pair", who, headline)
