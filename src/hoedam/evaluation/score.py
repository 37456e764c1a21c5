"""Per-field figures of readings against gold.

Statements are paired one to one by how much of the same text they cover (intersection over union of characters,
white space apart): at least 0.8 for direct and mixed, 0.5 for indirect and narrated. Every other field is scored on
the pairs, so that a missed statement counts against recall and not a second time against its speaker.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from hoedam.evaluation.gold import Gold, GoldAct, GoldCommitment, GoldEntity, GoldMatter, GoldStatement, locate
from hoedam.model import Act, Commitment, Entity, Matter, Reading, Span, Statement, spans_of

Figure = dict[str, float]

PAIR_AT = {"direct": 0.8, "mixed": 0.8, "indirect": 0.5, "narrated": 0.5}


class Tally:
    """Counts per field: hits, spurious and missed records, or how many of how many were right."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}

    def found(self, field: str, hit: int, spurious: int, missed: int) -> None:
        """Count records of a field that is scored by precision and recall."""
        self._counts.setdefault(field, Counter()).update(hit=hit, spurious=spurious, missed=missed)

    def right(self, field: str, ok: bool) -> None:
        """Count one decision of a field that is scored by accuracy."""
        self._counts.setdefault(field, Counter()).update(right=int(ok), of=1)

    def figures(self) -> dict[str, Figure]:
        """Per field: accuracy and n, or p, r, f1 and n (of the gold), to four decimals."""
        return {field: _figure(counts) for field, counts in self._counts.items()}


def headline(figure: Figure) -> float:
    """The one number of a figure: F1, or accuracy."""
    return figure["f1"] if "f1" in figure else figure["accuracy"]


def _figure(n: Counter[str]) -> Figure:
    if "of" in n:
        return {"accuracy": round(n["right"] / n["of"], 4), "n": n["of"]}
    p, r = _share(n["hit"], n["spurious"]), _share(n["hit"], n["missed"])
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "n": n["hit"] + n["missed"]}


def _share(hit: int, other: int) -> float:
    return hit / (hit + other) if hit + other else 0.0


def score(gold: Gold, reading: Reading, tally: Tally) -> list[str]:
    """Count one reading into `tally`; returns the differences, one a line."""
    return _Scorer(gold, reading, tally).score()


class _Scorer:
    def __init__(self, gold: Gold, reading: Reading, tally: Tally) -> None:
        self.gold = gold
        self.reading = reading
        self.tally = tally
        self.text = reading.document.text
        self.entities = {entity.id: entity for entity in reading.entities}
        self.notes: list[str] = []

    def score(self) -> list[str]:
        for span in spans_of(self.reading):
            self.tally.right("spans_true", self.text[span.start : span.end] == span.text)
        self._statements()
        self._commitments()
        self._times()
        self._meetings()
        for field in ("agreements", "bodies", "projects"):
            self._matters(field, getattr(self.gold, field), getattr(self.reading, field))
        return self.notes

    def _statements(self) -> None:
        gold, found = self.gold.statements, self.reading.statements
        covers = [self._where(s.content, s.nth) for s in gold]
        paired = pairs(covers, [self._cover(s.content) for s in found], [PAIR_AT[s.form] for s in gold])
        self._recall("statements", [s.optional for s in gold], len(found), paired)
        matched = dict(paired)
        for at, statement in enumerate(gold):
            if not statement.optional:
                form = "direct" if statement.form == "mixed" else statement.form
                self.tally.right(f"recall_{form}", at in matched)
        by_id = {s.id: found[matched[at]].id for at, s in enumerate(gold) if at in matched}
        for at, other in paired:
            self._statement(gold[at], found[other], by_id)
        self._missed([f"{s.id}: {s.content[0][:50]}" for s in gold], [s.optional for s in gold], "missed", paired)
        spurious = set(range(len(found))) - set(matched.values())
        self.notes += [f"spurious {found[j].form}: {_first(found[j])[:50]}" for j in sorted(spurious)]

    def _statement(self, gold: GoldStatement, found: Statement, by_id: dict[str, str]) -> None:
        right = self.tally.right
        ok = any(self._same(names, found.speakers) for names in (gold.speakers, *gold.also_speakers))
        right("speaker", ok)
        right("form", found.form in (gold.form, *gold.also_form))
        if not ok:
            self.notes.append(f"speaker {gold.id}: want {list(gold.speakers)}, got {self._names(found.speakers)}")
        if gold.certain is not None:
            right("doubt", found.attribution.certain == gold.certain)
        if gold.reply_to:
            answered = by_id.get(gold.reply_to)
            right("reply_to", answered is not None and found.reply_to == answered)
        if gold.relayed_by:
            right("relayed_by", self._same(gold.relayed_by, found.relayed_by))
        self._acts(gold, found)
        if any(act.courtesy is not None for act in gold.acts):
            right("courtesy", any(act.courtesy for act in found.acts))

    def _acts(self, gold: GoldStatement, found: Statement) -> None:
        want, have = Counter(act.act for act in gold.acts), Counter(act.act for act in found.acts)
        hit = act_hits(gold.acts, found.acts)
        self.tally.found("acts", hit, have.total() - hit, want.total() - hit)
        if want.total() > hit or have.total() > hit:
            self.notes.append(f"acts {gold.id}: want {dict(want)}, got {dict(have)}")
        groups, seen = _groups(act.sectors for act in gold.acts), _groups(act.sectors for act in found.acts)
        self.tally.found("sectors", len(groups & seen), len(seen - groups), len(groups - seen))

    def _commitments(self) -> None:
        gold, found = self.gold.commitments, self.reading.commitments
        covers = [self._where([c.text], c.nth) for c in gold]
        paired = pairs(covers, [self._cover([c.content]) for c in found], [0.5] * len(gold))
        self._recall("commitments", [c.optional for c in gold], len(found), paired)
        for at, other in paired:
            self._commitment(gold[at], found[other])
        self._missed([c.text[:60] for c in gold], [c.optional for c in gold], "missed commitment:", paired)
        spurious = set(range(len(found))) - {j for _, j in paired}
        for j in sorted(spurious):
            self.notes.append(f"spurious commitment ({found[j].strength}): {found[j].content.text[:60]}")

    def _commitment(self, gold: GoldCommitment, found: Commitment) -> None:
        also = gold.owner if gold.also_owner is None else gold.also_owner
        self.tally.right("commitment_strength", found.strength in (gold.strength, *gold.also))
        self.tally.right("commitment_owner", set(found.owner) in (set(gold.owner), set(also)))
        if gold.due:
            due = {time.id: time.value for time in self.reading.times}.get(found.due or "")
            self.tally.right("commitment_due", due == gold.due)
        if gold.softened is not None:
            self.tally.right("softened", found.softened == gold.softened)

    def _times(self) -> None:
        covers = [(time, self._cover([time.span])) for time in self.reading.times]
        for want in self.gold.times:
            where = self._where([want.text], want.nth)
            near = [time.value for time, cover in covers if cover & where]
            self.tally.right("times", want.value in near)
            if want.value not in near:
                self.notes.append(f"time {want.text}: want {want.value}, got {near}")

    def _meetings(self) -> None:
        for want in self.gold.meetings:
            ok = any(
                m.kind == want.kind and m.date == want.date and self._same(want.participants, m.participants)
                for m in self.reading.meetings
            )
            self.tally.right("meetings", ok)
            if not ok:
                got = [(m.kind, m.date, self._names(m.participants)) for m in self.reading.meetings]
                self.notes.append(f"meeting {want.kind} {want.date}: got {got}")

    def _matters(self, field: str, gold: Sequence[GoldMatter], found: Sequence[Matter]) -> None:
        for want in gold:
            near = [m for m in found if _within(want.name, m.name)]
            ok = bool({event.status for m in near for event in m.status} & {want.status, *want.also})
            self.tally.right(field, bool(near))
            self.tally.right("matter_status", ok)
            if not ok:
                got = [(m.name, [event.status for event in m.status]) for m in near]
                self.notes.append(f"{field} {want.name}: want {want.status}, got {got}")

    def _recall(self, field: str, optional: list[bool], found: int, paired: list[tuple[int, int]]) -> None:
        """An optional record counts neither when found nor when missed."""
        hit = sum(1 for at, _ in paired if not optional[at])
        self.tally.found(field, hit, found - len(paired), optional.count(False) - hit)

    def _missed(self, texts: list[str], optional: list[bool], what: str, paired: list[tuple[int, int]]) -> None:
        hit = {at for at, _ in paired}
        self.notes += [f"{what} {text}" for at, text in enumerate(texts) if at not in hit and not optional[at]]

    def _where(self, pieces: Iterable[str], nth: int = 1) -> set[int]:
        """The code points that pieces of gold text cover, white space apart."""
        found = (locate(self.text, piece, nth) for piece in pieces)
        return self._points(where for where in found if where)

    def _cover(self, spans: Iterable[Span]) -> set[int]:
        return self._points((span.start, span.end) for span in spans)

    def _points(self, ranges: Iterable[tuple[int, int]]) -> set[int]:
        return {at for start, end in ranges for at in range(start, end) if not self.text[at].isspace()}

    def _names(self, ids: Iterable[str]) -> list[str | None]:
        return [self.entities[id].name if id in self.entities else None for id in ids]

    def _same(self, names: Iterable[str], ids: Iterable[str]) -> bool:
        """Whether gold keys and a reading's ids mean the same; of a collective, the same sides will do."""
        want = [self.gold.entities[name] for name in names]
        found = [self.entities[id] for id in ids if id in self.entities]
        if len(want) > 1 and len(found) > 1:
            sides = {entity.country for entity in want}
            if None not in sides and sides == {entity.country for entity in found}:
                return True
        return len(found) == len(want) and all(any(same_entity(g, f) for f in found) for g in want)


def pairs(gold: list[set[int]], found: list[set[int]], least: list[float]) -> list[tuple[int, int]]:
    """One-to-one pairs of (gold, found), the best overlap first, each at least `least` of its gold."""
    rows = sorted(((_iou(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in rows:
        if overlap >= least[i] and i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return list(paired.items())


def _iou(a: set[int], b: set[int]) -> float:
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if a or b else 0.0


def act_hits(gold: Sequence[GoldAct], found: Sequence[Act]) -> int:
    """How many acts are right; a gold act missed may be met by one of those it names as also right."""
    want, have = Counter(act.act for act in gold), Counter(act.act for act in found)
    missing, spare = want - have, have - want
    hits = (want & have).total()
    for act in gold:
        other = next((name for name in act.also if spare[name] > 0), None)
        if missing[act.act] > 0 and other:
            spare[other] -= 1
            missing[act.act] -= 1
            hits += 1
    return hits


def same_entity(gold: GoldEntity, found: Entity) -> bool:
    """The same country; or the same type, and one name part of the other."""
    if gold.type == "country":
        return found.type == "country" and found.country == gold.country
    named = bool(_compact(gold.name) and _compact(found.name))
    return found.type == gold.type and named and _within(gold.name, found.name)


def _within(a: str, b: str) -> bool:
    a, b = _compact(a), _compact(b)
    return a in b or b in a


def _compact(name: str) -> str:
    return "".join(filter(str.isalnum, name))


def _groups(sectors: Iterable[Sequence[str]]) -> set[str]:
    return {sector.split(".")[0] for ids in sectors for sector in ids}


def _first(statement: Statement) -> str:
    return statement.content[0].text if statement.content else ""
