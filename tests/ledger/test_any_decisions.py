"""Whatever persons decide in whatever order: the chain holds, the machine's version stands, what holds is valid."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import or_, select

from hoedam.errors import DecisionInvalid, LedgerBusy
from hoedam.ledger import Ledger, documents, history, merges, proof, review, tracking
from hoedam.ledger.queue import DOUBTS, FEW_DOCUMENTS, REOPENED, STRENGTHS, UNREVIEWED, Queued, queue
from hoedam.ledger.tables import decision, facet, item, record
from hoedam.model import Reading
from ledger.kit import reading

TEXTS = (("하나", "원전 건설을 돕겠다\n직항 노선을 늘리겠다"), ("둘", "원전 건설을 돕겠다\n희토류 광산을 열겠다"))
PEOPLE = st.sampled_from(["김코더", "이주무", "박과장"])
PICK = st.integers(0, 40)
CHANGES = st.sampled_from(
    [
        {"speakers": []}, {"speakers": ["e1"]}, {"form": "indirect"}, {"form": "nonsense"}, {"content": [{"start": 0, "end": 3}]},
        {"content": {"start": 3, "end": 6}}, {"content": {"start": 0, "end": 999}}, {"strength": "agreed"}, {"owner": ["KOR"]},
        {"name": "김 대통령"}, {"reply_to": "s1"}, {"statement": "s2"}, {"statement": None},
    ]
)  # fmt: skip


ASTRAY = (
    select(facet)
    .join(record, record.c.id == facet.c.record)
    .where(or_(facet.c.kind != record.c.kind, facet.c.item.is_distinct_from(record.c.item)))
)


def weighed(one: Queued) -> list[int]:
    """What the reasons of a queued record weigh."""
    return [{**DOUBTS, **STRENGTHS, FEW_DOCUMENTS: 1, UNREVIEWED: 0, REOPENED: 0}.get(why, 1) for why in one.reasons]


class Desk(RuleBasedStateMachine):
    """Two documents of four statements; every rule is a decision that may be refused."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.ledger = Ledger.open(str(Path(self._folder.name) / "ledger.sqlite"), create=True)
        self.numbers: list[int] = []
        for name, text in TEXTS:
            made = reading(text, publisher=name, speaker="서정민", strength="pledged", country="KAZ")
            self.numbers.append(documents.add(self.ledger, made, address=name).id)
        with self.ledger.read() as connection:
            self.machine = dict(map(tuple, connection.execute(select(record.c.id, record.c.machine))))
            self.readings = {number: documents.machine_reading(connection, number) for number in self.numbers}

    def teardown(self) -> None:
        self.ledger.close()
        self._folder.cleanup()

    def _record(self, pick: int) -> int:
        with self.ledger.read() as connection:
            ids = list(connection.scalars(select(record.c.id).order_by(record.c.id)))
        return ids[pick % len(ids)]

    def _items(self, kind: str) -> list[int]:
        with self.ledger.read() as connection:
            return list(connection.scalars(select(item.c.id).where(item.c.kind == kind).order_by(item.c.id)))

    @rule(pick=PICK, person=PEOPLE, which=st.sampled_from(["accept", "reject", "sign_off", "undo", "reopen"]))
    def decide(self, pick: int, person: str, which: str) -> None:
        with contextlib.suppress(DecisionInvalid):
            getattr(review, which)(self.ledger, self._record(pick), person)

    @rule(pick=PICK, person=PEOPLE, changes=CHANGES, revision=st.none() | st.integers(1, 3))
    def correct(self, pick: int, person: str, changes: dict[str, object], revision: int | None) -> None:
        with contextlib.suppress(DecisionInvalid, LedgerBusy):
            review.correct(self.ledger, self._record(pick), changes, person, revision=revision)

    @rule(document=st.integers(0, 1), person=PEOPLE, start=st.integers(0, 12))
    def add(self, document: int, person: str, start: int) -> None:
        span = {"start": start, "end": start + 4}
        fields = {"speakers": ["e1"], "form": "direct", "content": [span], "acts": [{"act": "pledge", "span": span}]}
        with contextlib.suppress(DecisionInvalid):
            review.add(self.ledger, self.numbers[document], "statement", fields, person)

    @rule(one=PICK, other=PICK, kind=st.sampled_from(["statement", "commitment", "entity"]), person=PEOPLE)
    def merge(self, one: int, other: int, kind: str, person: str) -> None:
        found = self._items(kind)
        with contextlib.suppress(DecisionInvalid, ZeroDivisionError):
            merges.merge(self.ledger, found[one % len(found)], found[other % len(found)], person, "시험")

    @rule(pick=PICK, person=PEOPLE)
    def split(self, pick: int, person: str) -> None:
        with contextlib.suppress(DecisionInvalid):
            merges.split(self.ledger, self._record(pick), person, "시험")

    @rule(pick=PICK, person=PEOPLE)
    def undo_merge(self, pick: int, person: str) -> None:
        with self.ledger.read() as connection:
            entries = list(connection.scalars(select(decision.c.entry).distinct().order_by(decision.c.entry)))
        if entries:
            with contextlib.suppress(DecisionInvalid):
                merges.undo(self.ledger, entries[pick % len(entries)], person)

    @rule(pick=PICK, person=PEOPLE, status=st.sampled_from(tracking.STATUSES))
    def track(self, pick: int, person: str, status: str) -> None:
        found = self._items("commitment")
        if found:
            tracking.set_status(self.ledger, found[pick % len(found)], status, "2022-01", person, source="누리집")

    @rule(document=st.integers(0, 1))
    def reread(self, document: int) -> None:
        documents.reread(self.ledger, self.numbers[document], self.readings[self.numbers[document]])

    @invariant()
    def everything_agrees(self) -> None:
        with self.ledger.read() as connection:
            assert history.broken(connection) is None
            assert list(proof.disagreements(connection)) == []
            kept = dict(map(tuple, connection.execute(select(record.c.id, record.c.machine))))
            assert {number: kept[number] for number in self.machine} == self.machine
            for number in self.numbers:
                held = documents.effective_reading(connection, number)
                held.check_spans()
                assert Reading.from_json(held.to_json()) == held
            self._decisions_hold(connection)
            assert not list(connection.execute(ASTRAY)), "a facet names another kind or item than its record has"
            weights = [(one.record, one.weight, sum(weighed(one))) for one in queue(connection, limit=99)]
            assert not [one for one in weights if one[1] != one[2]], weights

    def _decisions_hold(self, connection: object) -> None:
        rows = list(connection.execute(select(record)))  # type: ignore[attr-defined]
        homes = {row.id: row.item for row in rows if row.live and row.item is not None}
        for said in connection.execute(select(decision).where(decision.c.undone.is_(None))):  # type: ignore[attr-defined]
            one, other = homes.get(said.left_record), homes.get(said.right_record)
            if one is not None and other is not None:
                assert (one == other) is said.same
        alive = set(connection.scalars(select(item.c.id)))  # type: ignore[attr-defined]
        assert set(homes.values()) == alive


Desk.TestCase.settings = settings(
    max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyDecisions = Desk.TestCase
