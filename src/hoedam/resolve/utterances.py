"""Are two statements reports of the same words of the same speaker at the same meeting?

Between outlets the ending, spacing, numbers, order, verb, title and even the act vary, sentences are split, merged and
dropped, and a speaker may be doubtful or wrong. What stays are the content words: two statements are one where the
shorter one's words stand in the longer, the meeting is one, and the speakers may be.
"""

from typing import TYPE_CHECKING

from hoedam.resolve.days import apart
from hoedam.resolve.judged import Likeness
from hoedam.resolve.names import same_party
from hoedam.resolve.stems import coverage, mass, shared, strong

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Party, Sighting

_LEAST = 0.55  # of the shorter statement's words
_LEAST_DOUBTFUL = 0.7  # where the speaker is not sure
_LEAST_OTHER = 0.85  # of both, where the speakers are said to be different persons
_RETOLD = 0.38  # of both statements' words, where the speaker is sure and what they share is told nowhere else
_RETOLD_ENOUGH = 1.8  # weight of such words
_OTHER_NUMBERS = 0.2  # more of the words, where the numbers are other ones
_OTHER = 0.3  # the score of speakers that are said to be different
_ENOUGH = 1.5  # weight of shared words that join
_ENOUGH_SURE = 0.48  # the same times their share of both, where speaker and act are the same
_HOME = "KOR"
_WELCOMED = "환대"
_BARE = frozenset({"thank", "congratulate", "welcome", "praise", "condole", "accept", "concur", "support", "invite"})


def same_utterance(a: "Sighting", b: "Sighting") -> Likeness | None:
    """How sure it is that two statements are one utterance; None where they are not."""
    met = same_occasion(a, b)
    who = met and same_speakers(a, b)
    if not met or not who or not who.score or rivals(a, b):
        return None
    said = _bare(a, b, who) or _only_one(a, b, who) or same_words(a, b, who)
    if not said:
        return None
    return Likeness(round(said.score * min(who.score + 0.1, 1.0), 4), said.reasons + who.reasons + met.reasons)


def same_occasion(a: "Sighting", b: "Sighting") -> Likeness | None:
    """Whether two sightings may be of one meeting: a state in common, and dates that a slip of a day explains."""
    distance = apart(a.date, b.date)
    if distance is not None and distance > (1 if a.date_basis == b.date_basis == "meeting" else 2):
        return None
    if not _share_state(a.countries, b.countries):
        return None
    if distance is None:
        long = min(mass(a.stems), mass(b.stems)) >= 4.0
        return Likeness(0.7, ("date_unknown",)) if long and not (a.date and b.date) else None
    return Likeness(1.0, ("same_day",)) if distance == 0 else Likeness(0.9, ("date_near",))


def rivals(a: "Sighting", b: "Sighting") -> bool:
    """Whether one document has two speakers say it: an ask and its answer, or one thing said by both in turn."""
    return a.document == b.document and a.certain and b.certain and same_speakers(a, b).score <= _OTHER


def _share_state(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """A foreign state in common; at home alone, or with nothing known, that will do."""
    first, second = ({c for c in side if c != _HOME} for side in (a, b))
    return bool(first & second) if first and second else not (first or second) or not (a and b)


def same_speakers(a: "Sighting", b: "Sighting") -> Likeness:
    """Whether two statements may have one source: the same, one that a doubt allows, the other side's (score
    0.3: reports mistake the side), or another of the same side (0: they do not mistake a minister for the president)."""
    if not a.speakers or not b.speakers:
        return Likeness(0.7, ("speaker_unknown",))
    if _matched(a.speakers, b.speakers):
        return Likeness(1.0, ("same_speaker",))
    if _either(a, b) or _either(b, a):
        return Likeness(0.8, ("speaker_doubtful",))
    sides, others = ({p.country for p in s.speakers} for s in (a, b))
    if _other_persons(a.speakers, b.speakers):
        return Likeness(0.0, ("other_person_of_one_side",))
    if sides == others and None not in sides:
        return Likeness(0.8, ("same_side",))
    if sides & others - {None}:
        return Likeness(0.6, ("side_in_common",))
    return Likeness(_OTHER, ("speaker_differs",))


def _matched(a: tuple["Party", ...], b: tuple["Party", ...]) -> bool:
    return len(a) == len(b) and all(any(same_party(x, y) for y in b) for x in a)


def _other_persons(a: tuple["Party", ...], b: tuple["Party", ...]) -> bool:
    """Whether a state speaks by one person in one report and by another in the other: the president, the minister."""
    return any(x.country == y.country and x.type == y.type == "person" and not same_party(x, y)
               and not any(same_party(x, z) for z in b) for x in a for y in b)  # fmt: skip


def _either(a: "Sighting", b: "Sighting") -> bool:
    """Whether what a's doubt allows takes in b's speaker."""
    if a.certain and not a.alternatives:
        return False
    return any(same_party(x, y) for x in a.alternatives for y in b.speakers)


def same_words(a: "Sighting", b: "Sighting", who: Likeness, least: float = _LEAST) -> Likeness | None:
    """Whether the content is the same: `least` of the shorter one's words, by weight, stand in the longer one."""
    short, long = sorted((a.stems, b.stems), key=lambda words: (mass(words), words))
    common = shared(short, long)
    if not common or not any(map(strong, short)):
        return None
    light = frozenset((*a.light, *b.light))
    inside = shared(short, long, light) / mass(short, light)
    around = min(1.0, shared(long, short, light) / mass(long, light))
    sure = who.score == 1.0 and set(a.acts) & set(b.acts)
    if common < _ENOUGH and not (sure and common * min(inside, around) >= _ENOUGH_SURE):
        return None
    if who.score <= _OTHER and not set(a.acts) & set(b.acts):  # one asks, the other answers with the same words
        return None
    least = max(least, _least(a, b, who)) + _OTHER_NUMBERS * _numbers_differ(a.stems, b.stems)
    if inside < least or (who.score <= 0.6 and around < inside * least):
        return _retold(a, b, who, min(inside, around))
    reason = "same_words" if around >= 0.6 else "words_within"
    return Likeness(round(0.75 * inside + 0.25 * around, 4), (reason, *_extras(a, b)))


def _retold(a: "Sighting", b: "Sighting", who: Likeness, both: float) -> Likeness | None:
    """Whether one statement tells the other in words of its own: what is left of it is of this matter alone.

    The same speaker and act for certain, two telling words that no other statement of the documents has, no other number.
    """
    sure = who.score == 1.0 and a.certain and b.certain and set(a.acts) & set(b.acts)
    if not sure or a.document == b.document or both < _RETOLD or _numbers_differ(a.stems, b.stems):
        return None
    telling = tuple(stem for stem in a.stems if strong(stem) and stem not in a.light and stem not in a.states)
    alone = tuple(stem for stem in b.stems if stem not in b.light)
    return Likeness(round(both, 4), ("retold", *_extras(a, b))) if shared(telling, alone) >= _RETOLD_ENOUGH else None


def _numbers_differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether both give numbers, and none in common: 30 hospitals are not 200 teachers."""
    first, second = ({stem for stem in side if stem.isdigit()} for side in (a, b))
    return bool(first and second) and not first & second


def _least(a: "Sighting", b: "Sighting", who: Likeness) -> float:
    if who.score <= _OTHER:
        return _LEAST_OTHER
    surer = who.score == 1.0 or (who.score >= 0.8 and set(a.acts) & set(b.acts))
    return _LEAST if surer else _LEAST_DOUBTFUL


def _extras(a: "Sighting", b: "Sighting") -> tuple[str, ...]:
    """What else speaks for it."""
    acts = ("same_act",) if set(a.acts) & set(b.acts) else ("act_differs",) if a.acts and b.acts else ()
    return acts + (("same_sector",) if set(a.sectors) & set(b.sectors) else ())


def _bare(a: "Sighting", b: "Sighting", who: Likeness) -> Likeness | None:
    """Thanks, a bare consent and the like, where neither report says what for: the act, the speaker, and what it answers."""
    if a.document == b.document or who.score < 1.0 or max(mass(a.stems), mass(b.stems)) >= 1.0:
        return None
    acts = set(a.acts) & set(b.acts) & _BARE
    if not acts or set(a.acts) != set(b.acts):
        return None
    if a.answered and b.answered:
        short, long = sorted((a.answered, b.answered), key=lambda words: (mass(words), words))
        return Likeness(0.8, ("same_bare_act", "same_question")) if coverage(short, long) >= _LEAST else None
    return None if "accept" in acts else Likeness(0.7, ("same_bare_act",))


def _only_one(a: "Sighting", b: "Sighting", who: Likeness) -> Likeness | None:
    """Whether both are the only thanks, wishes, invitation or consent that their documents have of one speaker.

    One is told without its object, or they share a word of it; of a consent the questions must not differ either.
    """
    kinds = set(a.only) & set(b.only)
    if a.document == b.document or who.score < 1.0 or not (a.certain and b.certain) or not kinds:
        return None
    if kinds == {"accept"} and not _same_question(a, b):
        return None
    first, second = _object(a), _object(b)
    bare = not (first and second) and _WELCOMED not in first + second  # a guest's thanks are for that and say so
    if bare or "invite" in kinds or shared(first, second) >= 1.0:
        return Likeness(0.7, ("same_bare_act", "only_one"))
    return None


def _object(courtesy: "Sighting") -> tuple[str, ...]:
    """What a courtesy is for: its own telling words; of thanks that answer and do not say, those of what they answer."""
    own = tuple(stem for stem in courtesy.stems if strong(stem) and stem not in courtesy.states)
    return own or tuple(filter(strong, courtesy.answered)) * ("accept" not in courtesy.acts)


def _same_question(a: "Sighting", b: "Sighting") -> bool:
    """Whether nothing says that two consents answer two questions."""
    short, long = sorted((a.answered, b.answered), key=lambda words: (mass(words), words))
    return mass(short) < 1.0 or coverage(short, long) >= _LEAST
