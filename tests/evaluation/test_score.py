"""The scorer, held together with the reference scorer on made-up gold and readings."""

import importlib.util
import json
import random
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoedam.evaluation.gold import load_gold
from hoedam.evaluation.score import Tally, headline, score
from hoedam.model import (
    Act,
    ActName,
    Attribution,
    Commitment,
    Document,
    Engine,
    Entity,
    Form,
    Matter,
    Meeting,
    MeetingKind,
    Reading,
    Span,
    Statement,
    StatusEvent,
    Strength,
    Time,
)

_SPEC = importlib.util.spec_from_file_location("reference_score", Path(__file__).with_name("reference_score.py"))
assert _SPEC and _SPEC.loader
reference: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(reference)

TEXT = "총리는 항만을 넓히겠다고 밝혔다. 대통령은 협정을 올해 안에 맺자고 답했다. 양측은 함께 조사하기로 했다."
WORDS = TEXT.split()
FORMS, ACTS, STRENGTHS, MEETINGS = (get_args(kind) for kind in (Form, ActName, Strength, MeetingKind))
SECTORS = ["trade.fta", "trade", "transport.ports", "energy", "health"]
STATUSES = ["planned", "signed", "in_force", "delayed"]
DATES = ["2021", "2021-08", "2021-08-17", None]
NAMES = ["한도영", "한도영 대통령", "초헬리", "레반 초헬리", "외교부", "조지아"]
COUNTRIES = ["KOR", "GEO", None]
TYPES = ["person", "country", "organization"]


class Pair:
    """A gold file and a reading of the same made-up text, drawn from one random source."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.text = " ".join(draw.choices(WORDS, k=draw.randint(8, 40)))

    def many(self, make: Any, most: int = 5) -> list[Any]:
        return [make() for _ in range(self.draw.randint(0, most))]

    def some(self, values: list[Any], most: int = 2) -> list[Any]:
        return self.draw.sample(values, self.draw.randint(0, min(most, len(values))))

    def words(self) -> tuple[int, int]:
        start = self.draw.randrange(len(self.text) - 2)
        return start, min(len(self.text), start + self.draw.randint(1, 30))

    def piece(self) -> str:
        while True:
            start, end = self.words()
            if self.text[start:end].strip():
                return self.text[start:end].strip()

    def span(self) -> Span:
        while True:
            start, end = self.words()
            if self.text[start:end].strip():
                return Span(start, end, self.text[start:end])

    def entity(self) -> dict[str, Any]:
        kind = self.draw.choice(TYPES)
        country = self.draw.choice(COUNTRIES)
        return {"type": kind, "name": self.draw.choice(NAMES), **({"country": country} if country else {})}

    def gold(self) -> dict[str, Any]:
        self.keys = {f"e{i}": self.entity() for i in range(self.draw.randint(2, 5))}
        statements: list[dict[str, Any]] = []
        for i in range(self.draw.randint(0, 6)):
            statements.append(self.gold_statement(f"s{i}", [s["id"] for s in statements]))
        return {
            "document": {"published": "2021-08-17", "kind": "news", "language": "ko"},
            "entities": self.keys,
            "statements": statements,
            "commitments": self.many(self.gold_commitment),
            "times": self.many(lambda: {"text": self.piece(), "value": self.draw.choice(DATES)}),
            "meetings": self.many(self.gold_meeting, 2),
            "agreements": self.many(self.gold_matter, 2),
            "bodies": self.many(self.gold_matter, 2),
            "projects": self.many(self.gold_matter, 2),
        }

    def who(self, least: int = 0) -> list[str]:
        return self.draw.sample(list(self.keys), self.draw.randint(least, 2))

    def gold_statement(self, id: str, earlier: list[str]) -> dict[str, Any]:
        draw = self.draw
        made: dict[str, Any] = {"id": id, "speakers": self.who(), "form": draw.choice(FORMS), "content": [self.piece()]}
        made["acts"] = [self.gold_act() for _ in range(draw.randint(1, 3))]
        options: dict[str, Any] = {
            "certain": draw.random() < 0.5,
            "relayed_by": self.who(1),
            "also_form": self.some(list(FORMS)),
            "also_speakers": [self.who()],
            "optional": True,
        }
        if earlier:
            options["reply_to"] = draw.choice(earlier)
        made |= {key: options[key] for key in self.some(sorted(options), 3)}
        return made

    def gold_act(self) -> dict[str, Any]:
        made: dict[str, Any] = {"act": self.draw.choice(ACTS[:5]), "also": self.some(list(ACTS[:5]))}
        made["sectors"] = self.some(SECTORS)
        if self.draw.random() < 0.3:
            made["courtesy"] = True
        return made

    def gold_commitment(self) -> dict[str, Any]:
        draw = self.draw
        made = {"strength": draw.choice(STRENGTHS), "owner": draw.choice([["KOR"], ["GEO"], ["KOR", "GEO"]])}
        options = {
            "softened": draw.random() < 0.5,
            "due": draw.choice(DATES[:3]),
            "also": self.some(list(STRENGTHS)),
            "also_owner": ["GEO", "KOR"],
            "optional": True,
        }
        return made | {"text": self.piece()} | {key: options[key] for key in self.some(sorted(options), 3)}

    def gold_meeting(self) -> dict[str, Any]:
        kind, day = self.draw.choice(MEETINGS[:3]), self.draw.choice(DATES)
        return {"kind": kind, "date": day, "place": None, "participants": self.who()}

    def gold_matter(self) -> dict[str, Any]:
        return {"name": self.draw.choice(NAMES), "status": self.draw.choice(STATUSES), "also": self.some(STATUSES)}

    def reading(self, gold: dict[str, Any]) -> Reading:
        entities = [self.entity() for _ in range(self.draw.randint(1, 4))] + self.some(list(gold["entities"].values()))
        made = tuple(Entity(id=f"n{i}", mentions=(self.span(),), **e) for i, e in enumerate(entities))
        self.ids = [entity.id for entity in made]
        times = tuple(
            Time(id=f"t{i}", span=self.span(), value=self.draw.choice(DATES), anchor="published") for i in range(3)
        )
        statements = [self.statement(f"s{i}", gold) for i in range(self.draw.randint(0, 7))]
        return Reading(
            engine=Engine(version="0", rules="-", analyser="-"),
            document=Document(id="d", kind="news", language="ko", text=self.text, blocks=()),
            entities=made,
            times=times,
            statements=tuple(statements),
            commitments=tuple(self.commitment(f"c{i}", gold) for i in range(self.draw.randint(0, 6))),
            meetings=tuple(self.many(self.meeting, 3)),
            agreements=tuple(self.many(self.matter, 2)),
            bodies=tuple(self.many(self.matter, 2)),
            projects=tuple(self.many(self.matter, 2)),
        )

    def near(self, pieces: list[str]) -> Span:
        """Often the span of a gold piece, or nearly; else anything."""
        if pieces and self.draw.random() < 0.8:
            piece = self.draw.choice(pieces)
            start = self.text.find(piece)
            end = min(len(self.text), start + len(piece) + self.draw.randint(-1, 2))
            if end > start:
                return Span(start, end, self.text[start:end])
        return self.span()

    def statement(self, id: str, gold: dict[str, Any]) -> Statement:
        draw = self.draw
        content = (self.near([s["content"][0] for s in gold["statements"]]),)
        acts = tuple(
            Act(
                act=draw.choice(ACTS[:5]),
                span=content[0],
                sectors=tuple(self.some(SECTORS)),
                courtesy=draw.random() < 0.2,
            )
            for _ in range(draw.randint(1, 3))
        )
        return Statement(
            id=id,
            speakers=tuple(self.some(self.ids)),
            form=draw.choice(FORMS),
            content=content,
            cue=None,
            attribution=Attribution(basis="subject", certain=draw.random() < 0.5),
            acts=acts,
            relayed_by=tuple(self.some(self.ids)),
            reply_to=draw.choice([None, "s0", "s1"]),
        )

    def commitment(self, id: str, gold: dict[str, Any]) -> Commitment:
        draw = self.draw
        return Commitment(
            id=id,
            strength=draw.choice(STRENGTHS),
            owner=tuple(self.some(["KOR", "GEO"])),
            content=self.near([c["text"] for c in gold["commitments"]]),
            sectors=(),
            softened=draw.random() < 0.5,
            due=draw.choice([None, "t0", "t1"]),
        )

    def meeting(self) -> Meeting:
        kind, day = self.draw.choice(MEETINGS[:3]), self.draw.choice(DATES)
        return Meeting(id="m", kind=kind, date=day, participants=tuple(self.some(self.ids)), evidence=(self.span(),))

    def matter(self) -> Matter:
        status = tuple(StatusEvent(status=s, span=self.span()) for s in self.some(STATUSES))
        return Matter(id="x", name=self.draw.choice(NAMES), mentions=(self.span(),), status=status)


def both(gold: dict[str, Any], reading: Reading, folder: Path) -> None:
    """Ours and the reference's figures and differences are the same."""
    path = folder / "made.yaml"
    path.write_text(yaml.safe_dump(gold, allow_unicode=True, sort_keys=False), encoding="utf-8")
    ours, theirs, lines = Tally(), reference.Tally(), []
    notes = score(load_gold(path), reading, ours)
    reference.score(yaml.safe_load(path.read_text(encoding="utf-8")), json.loads(reading.to_json()), theirs, lines)
    assert ours.figures() == theirs.table()
    assert notes == lines


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_same_figures_as_the_reference(seed: int, tmp_path: Path) -> None:
    pair = Pair(random.Random(seed))
    gold = pair.gold()
    both(gold, pair.reading(gold), tmp_path)


def test_an_empty_reading_and_empty_gold(tmp_path: Path) -> None:
    pair = Pair(random.Random(1))
    gold = {"document": {"published": "2021-08-17", "kind": "news", "language": "ko"}, "entities": {}}
    document = Document(id="d", kind="news", language="ko", text=pair.text, blocks=())
    both(gold, Reading(engine=Engine(version="0", rules="-", analyser="-"), document=document), tmp_path)


def test_headline_is_f1_or_accuracy() -> None:
    tally = Tally()
    tally.found("statements", 3, 1, 1)
    tally.right("speaker", True)
    tally.right("speaker", False)
    figures = tally.figures()
    assert figures["statements"] == {"p": 0.75, "r": 0.75, "f1": 0.75, "n": 4}
    assert {field: headline(figure) for field, figure in figures.items()} == {"statements": 0.75, "speaker": 0.5}


@pytest.mark.parametrize("hit", [0, 1])
def test_nothing_found_is_zero_not_an_error(hit: int) -> None:
    tally = Tally()
    tally.found("acts", hit, 0, 0)
    assert tally.figures()["acts"]["f1"] == hit
