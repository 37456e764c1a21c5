"""Are two agreements, bodies or projects one: the same parties, and a name that means the same?

Names vary by who the parties are called (한-카자흐, 양국 간, 대한민국 정부와 … 정부 간의), by marks, by MOU for 양해각서,
and by what is left out. What must agree is the kind of document and the words of its object.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hoedam.resolve.judged import Likeness
from hoedam.resolve.stems import coverage, mass, stems

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Sighting

_LEAST = 0.75  # of the shorter name's words
_LEAST_LONGER = 0.4  # of the longer one's: 차관급 정책협의회 is the 정책협의회
_MARKS = re.compile(r"[「」『』‘’“”'\"()（）]|\(MOU\)|(?:한국|한|양국)\s?[-·ㆍ‧・∼~]\s?[가-힣]+")
_PARTIES = re.compile(
    r"[가-힣 ]*정부와(?:의)?\s[가-힣 ]*정부\s?간의?|양국\s?(?:정부\s?)?간의?|양자|[가-힣]+와의|(?:업무)?에\s?관한|업무|분야에?서?의?"
)
_HEADS = {
    "mou": re.compile(r"양해각서|MOU|엠오유"),
    "treaty": re.compile(r"협정|조약|협약|FTA|CEPA"),
    "arrangement": re.compile(r"약정|의향서|각서"),
    "contract": re.compile(r"계약"),
    "statement": re.compile(r"성명|선언"),
    "joint_committee": re.compile(r"공동위"),
    "group": re.compile(r"협의체|협의회|워킹그룹|실무그룹|작업반"),
    "dialogue": re.compile(r"대화|포럼|회의"),
    "mission": re.compile(r"대사관|영사관|무역관|대표부|문화원"),
}


def same_matter(a: "Sighting", b: "Sighting") -> Likeness | None:
    """How sure it is that two agreements, bodies or projects are one; None where they are not."""
    if not _same_parties(a, b) or head(a.name) != head(b.name):
        return None
    first, second = object_stems(a.name), object_stems(b.name)
    if not first or not second:
        return None
    short, long = sorted((first, second), key=lambda words: (mass(words), words))
    if (inside := coverage(short, long, exact=True)) < _LEAST:
        return None
    if (around := coverage(long, short, exact=True)) < _LEAST_LONGER:
        return None
    reason = "same_name" if around >= 0.9 else "name_in_part"
    parties = "same_parties" if a.countries == b.countries else "party_in_common"
    return Likeness(round(0.6 * inside + 0.4 * around, 4), (reason, parties))


@lru_cache(maxsize=1 << 14)
def head(name: str) -> str | None:
    """What kind of thing a name's last head makes it: mou, treaty, arrangement …; None for projects and the rest."""
    found = [(match.end(), kind) for kind, pattern in _HEADS.items() for match in pattern.finditer(name)]
    return max(found)[1] if found else None


@lru_cache(maxsize=1 << 14)
def object_stems(name: str) -> tuple[str, ...]:
    """The words of what a matter is about: without its parties, marks and head."""
    bare = _PARTIES.sub(" ", _MARKS.sub(" ", name))
    for pattern in _HEADS.values():
        bare = pattern.sub(" ", bare)
    return stems(bare)


def _same_parties(a: "Sighting", b: "Sighting") -> bool:
    first, second = set(a.countries), set(b.countries)
    return not first or not second or first <= second or second <= first
