"""How well readings are joined: B-cubed of utterances over copies, and the ranks of follow-ups.

B-cubed (Bagga & Baldwin 1998): for each piece, the share of its group that belongs with it (precision) and the share
of what belongs with it that is in its group (recall), averaged over pieces. A piece that was not read is alone; a
statement that is no piece of the gold is a piece of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from hoedam.evaluation.linking_gold import (
    GoldCopies,
    GoldFollowups,
    GoldPassage,
    GoldUtterance,
    files,
    load_copies,
    load_followups,
    pieces,
    place,
)
from hoedam.model import Reading, Statement
from hoedam.reader import Reader
from hoedam.resolve.clusters import cluster
from hoedam.resolve.followups import CommitmentStatus, followup_type, propose
from hoedam.resolve.settle import settle
from hoedam.resolve.sightings import Party, Sighting, sightings, with_keys, with_light
from hoedam.settings import Settings

FLOORS = "floors.json"


@dataclass(slots=True)
class Linking:
    """Figures by name, 0 to 1, and the differences, a line each."""

    figures: dict[str, float] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the gold: its group in the gold, and that which it was put in."""

    gold: str
    found: str
    text: str


def measure(folder: Path, *, heldout: bool) -> Linking:
    """All figures of one set of the gold in a folder. Raises GoldInvalid before any reading."""
    copies = [(path.stem, load_copies(path)) for path in files(folder, "copies", heldout=heldout)]
    followups = [(path.stem, load_followups(path)) for path in files(folder, "followups", heldout=heldout)]
    result = Linking()
    for measured in (_utterances(copies), _perfect(copies), _followups(followups)):
        result.figures |= measured.figures
        result.differences += measured.differences
    return result


def digest(folder: Path, *, heldout: bool) -> str:
    """The digest of one set of the gold, names and words."""
    sha = sha256()
    for kind in ("copies", "followups"):
        for path in files(folder, kind, heldout=heldout):
            sha.update(f"{kind}/{path.name}".encode() + b"\0" + path.read_bytes() + b"\0")
    return "sha256:" + sha.hexdigest()


def read(text: str, published: str) -> Reading:
    """The reading of a text published on a day."""
    return Reader(Settings(published=date.fromisoformat(published))).read(text)


def b_cubed(items: Sequence[Piece]) -> tuple[float, float]:
    """(precision, recall) of the groups that pieces were put in."""
    both = Counter((piece.gold, piece.found) for piece in items)
    gold, found = Counter(piece.gold for piece in items), Counter(piece.found for piece in items)
    precision = sum(count * count / found[key[1]] for key, count in both.items()) / len(items)
    recall = sum(count * count / gold[key[0]] for key, count in both.items()) / len(items)
    return round(precision, 4), round(recall, 4)


def _utterances(golds: Sequence[tuple[str, GoldCopies]]) -> Linking:
    """Copies read by the engine, all meetings in one pool."""
    seen: list[Sighting] = []
    readings: dict[tuple[str, str], Reading] = {}
    for name, gold in golds:
        for key, copy in gold.copies.items():
            reading = readings[name, key] = read(copy.text, copy.published)
            seen += (sighting for sighting in sightings(reading) if sighting.kind == "statement")
    groups = cluster(seen)
    where = {member.evidence: f"g{at}" for at, group in enumerate(groups) for member in group}
    items = [piece for name, gold in golds for piece in _items(name, gold, readings, where)]
    precision, recall = b_cubed(items)
    result = Linking({"utterance_precision": precision, "utterance_recall": recall}, _wrong(items))
    _score_settled(golds, readings, groups, result)
    return result


def _items(
    name: str, gold: GoldCopies, readings: dict[tuple[str, str], Reading], where: dict[str, str]
) -> Iterable[Piece]:
    """The pieces of one meeting, and the statements that are no piece."""
    taken = set()
    for at, utterance in enumerate(gold.utterances):
        for copy, words in pieces(utterance.pieces):
            reading = readings[name, copy]
            statement = statement_at(reading, words)
            if statement:
                taken.add((copy, statement.id))
            evidence = f"{reading.document.id}#{statement.id}" if statement else ""
            yield Piece(f"{name}:{at}", where.get(evidence, f"unread:{name}:{copy}:{words}"), f"{name}/{copy} {words}")
    for copy in gold.copies:
        reading = readings[name, copy]
        for statement in reading.statements:
            if (copy, statement.id) not in taken:
                evidence = f"{reading.document.id}#{statement.id}"
                yield Piece(evidence, where[evidence], f"{name}/{copy} ({statement.content[0].text[:30]})")


def statement_at(reading: Reading, words: str) -> Statement | None:
    """The statement whose content shares most with a piece of the document, at least a third of it."""
    span = place(reading.document.text, words)
    if span is None:
        return None
    best = max(reading.statements, key=lambda s: _overlap(s, *span), default=None)
    return best if best and _overlap(best, *span) * 3 >= span[1] - span[0] else None


def _overlap(statement: Statement, start: int, end: int) -> int:
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in statement.content)


def _wrong(items: Sequence[Piece]) -> list[str]:
    """Gold groups that were split, and groups that were glued."""
    by_gold, by_found = defaultdict(list), defaultdict(list)
    for piece in items:
        by_gold[piece.gold].append(piece)
        by_found[piece.found].append(piece)
    split = (group for group in by_gold.values() if len({piece.found for piece in group}) > 1)
    glued = (group for group in by_found.values() if len({piece.gold for piece in group}) > 1)
    return [f"split: {_list(group, 'found')}" for group in split] + [
        f"glued: {_list(group, 'gold')}" for group in glued
    ]


def _list(group: Sequence[Piece], side: str) -> str:
    return " | ".join(f"{piece.text} [{getattr(piece, side)[-14:]}]" for piece in group)


def _score_settled(
    golds: Sequence[tuple[str, GoldCopies]], readings: dict[tuple[str, str], Reading],
    groups: Sequence[tuple[Sighting, ...]], result: Linking,
) -> None:  # fmt: skip
    """Whether groups of several documents settle on the right speaker and act; by the first piece that was read."""
    by_evidence = {member.evidence: group for group in groups for member in group}
    speaker, act, several = 0, 0, 0
    for name, gold in golds:
        for utterance in gold.utterances:
            group = _group_of(name, utterance, readings, by_evidence)
            if len({member.document for member in group}) < 2:
                continue
            several += 1
            settled = settle(group)
            right = _same_side(gold, utterance, settled.speakers.value)
            speaker += right
            act += utterance.act in settled.acts.value
            if not right or utterance.act not in settled.acts.value:
                said = [party.name for party in settled.speakers.value]
                result.differences.append(
                    f"settled: {name} {next(pieces(utterance.pieces))[1]}: {said} {settled.acts.value}, "
                    f"not {utterance.speaker} {utterance.act}"
                )
    result.figures |= {"settled_speaker": _ratio(speaker, several), "settled_act": _ratio(act, several)}


def _group_of(
    name: str, utterance: GoldUtterance, readings: dict[tuple[str, str], Reading],
    by_evidence: dict[str, tuple[Sighting, ...]],
) -> tuple[Sighting, ...]:  # fmt: skip
    for copy, words in pieces(utterance.pieces):
        reading = readings[name, copy]
        statement = statement_at(reading, words)
        if statement:
            return by_evidence[f"{reading.document.id}#{statement.id}"]
    return ()


def _same_side(gold: GoldCopies, utterance: GoldUtterance, found: Sequence[Party]) -> bool:
    """Whether the settled speakers are those of the gold; of a collective, the same states will do."""
    want = [gold.people[name] for name in utterance.speaker]
    if len(want) > 1:
        return {person.country for person in want} == {party.country for party in found}
    return len(found) == 1 and found[0].name == want[0].name


def _perfect(golds: Sequence[tuple[str, GoldCopies]]) -> Linking:
    """The same with statements as the gold has them, so that only the joining is measured."""
    made = {f"{name}/{copy}/{words}": _made(name, gold, utterance, copy, words) for name, gold in golds
            for utterance in gold.utterances for copy, words in pieces(utterance.pieces)}  # fmt: skip
    by_document: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in made.values():
        by_document[sighting.document].append(sighting)
    pool = [sighting for group in by_document.values() for sighting in with_light(tuple(group))]
    where = {m.evidence: f"g{at}" for at, group in enumerate(cluster(pool)) for m in group}
    items = [
        Piece(f"{name}:{at}", where[made[f"{name}/{copy}/{words}"].evidence], f"perfect {name}/{copy} {words}")
        for name, gold in golds
        for at, utterance in enumerate(gold.utterances)
        for copy, words in pieces(utterance.pieces)
    ]
    precision, recall = b_cubed(items)
    return Linking({"perfect_precision": precision, "perfect_recall": recall}, _wrong(items))


def _made(name: str, gold: GoldCopies, utterance: GoldUtterance, copy: str, words: str) -> Sighting:
    """A statement as a reading without mistakes would have it."""
    text = gold.copies[copy].text
    start, end = place(text, words) or (0, 0)
    named = utterance.says.get(copy, utterance.speaker)
    doubtful = copy in utterance.doubtful
    parties = {
        key: Party(type=p.type, name=p.name, country=p.country, office=p.office) for key, p in gold.people.items()
    }
    others = tuple(party for key, party in parties.items() if key not in named)
    return with_keys(Sighting(
        kind="statement", local=f"{start}", document=f"{name}/{copy}", document_kind=gold.copies[copy].kind,
        published=gold.copies[copy].published, date=gold.date, date_basis="meeting", words=text[start:end],
        countries=tuple(sorted({p.country for p in gold.people.values()})),
        speakers=tuple(parties[key] for key in named), certain=not doubtful, alternatives=others if doubtful else (),
        acts=(utterance.acts.get(copy, utterance.act),),
    ))  # fmt: skip


def _followups(golds: Sequence[tuple[str, GoldFollowups]]) -> Linking:
    """Every query against all later passages of all relations."""
    later: list[Sighting] = []
    ids: dict[str, str] = {}
    for name, gold in golds:
        for passage in gold.later:
            found = _seen(passage)
            later += found
            ids |= {sighting.document: f"{name}/{passage.id}" for sighting in found}
    first, within, right, statuses, types, typed, queries = 0, 0, 0, 0, 0, 0, 0
    result = Linking()
    for name, gold in golds:
        for query in gold.queries:
            queries += 1
            want = {f"{name}/{id}": status for id, status in query.follows.items()}
            commitment = _commitment(gold, query.commitment)
            if commitment is None:
                right += len(want)
                result.differences.append(f"followup: {name}: no commitment read at {query.commitment!r}")
                continue
            ranked: dict[str, str | None] = {}
            for proposal in propose(commitment, later):
                ranked.setdefault(ids[proposal.later.document], proposal.status)
            top = list(ranked)[:5]
            first += _right_at_1(top, want)
            within += len(want.keys() & set(top))
            right += len(want)
            statuses += sum(ranked.get(id) == status for id, status in want.items())
            if query.type:
                typed += 1
                types += followup_type(commitment) == query.type
            _note(result, name, query.commitment, want, ranked, (query.type, followup_type(commitment)))
    result.figures = {
        "followup_precision_at_1": _ratio(first, queries),
        "followup_recall_at_5": _ratio(within, right),
        "followup_status": _ratio(statuses, right),
        "followup_type": _ratio(types, typed),
    }
    return result


def _right_at_1(top: Sequence[str], want: Collection[str]) -> bool:
    """Whether the first proposal follows up; where nothing does, whether nothing is proposed."""
    return top[0] in want if top else not want


def _note(
    result: Linking, name: str, words: str, want: dict[str, CommitmentStatus], ranked: dict[str, str | None],
    types: tuple[str | None, str | None],
) -> None:  # fmt: skip
    top = list(ranked)[:5]
    if not _right_at_1(top, want) or any(ranked.get(id) != status for id, status in want.items()):
        found = [f"{id} {ranked[id]}" for id in top]
        result.differences.append(f"followup: {name}: {words!r}: {found}, not {want}")
    if types[0] and types[0] != types[1]:
        result.differences.append(f"type: {name}: {words!r}: {types[1]}, not {types[0]}")


def _seen(passage: GoldPassage) -> list[Sighting]:
    kinds = ("statement", "commitment", "meeting", "agreement", "body", "project")
    return [s for s in sightings(read(passage.text, passage.published)) if s.kind in kinds]


def _commitment(gold: GoldFollowups, words: str) -> Sighting | None:
    """The commitment that shares these words; else the statement that does."""
    for passage in gold.earlier:
        found = [s for s in _seen(passage) if words in s.words or (s.words and s.words in words)]
        for kind in ("commitment", "statement"):
            for sighting in found:
                if sighting.kind == kind:
                    return sighting
    return None


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def shortfalls(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Figures that are below their floors, a line each."""
    return [f"{name} is {figures.get(name, 0.0)}, its floor {least}"
            for name, least in floors.items() if figures.get(name, 0.0) < least]  # fmt: skip


class LinkingFloors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The floors of one set, and the digest of the gold that they were taken on."""

    digest: str
    floors: dict[str, float]


def load_floors(folder: Path) -> dict[str, LinkingFloors]:
    """The floors of each set, `gold` and `heldout`, in the folder's floors.json."""
    return msgspec.json.decode((folder / FLOORS).read_bytes(), type=dict[str, LinkingFloors])


def write_floors(folder: Path) -> None:
    """Store the figures of both sets, rounded down to two decimals."""
    floors = {}
    for name, heldout in (("gold", False), ("heldout", True)):
        figures = measure(folder, heldout=heldout).figures
        rounded = {figure: int(value * 100) / 100 for figure, value in figures.items()}
        floors[name] = LinkingFloors(digest(folder, heldout=heldout), rounded)
    (folder / FLOORS).write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=2) + b"\n")
