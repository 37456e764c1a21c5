"""There and back: what an annotator changed in Label Studio or doccano is what the ledger then says, in a person's name."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from tests.exports.readings import made, spot
from tests.exports.tools import Edit, doccano, labelstudio

from hoedam.exports.doccano import read_doccano
from hoedam.exports.labelstudio import read_labelstudio
from hoedam.exports.taking import Imported, take
from hoedam.ledger import Ledger, documents, verify
from hoedam.ledger.tables import record
from hoedam.model import Act, Commitment, Reading, Statement

TOOLS = {"labelstudio": (labelstudio, read_labelstudio), "doccano": (doccano, read_doccano)}
NEW = spot("서울에서 박 총리와 정상회담을 했다")
INSIDE = spot("정상회담을 했다")


@pytest.fixture(params=TOOLS)
def back(request: pytest.FixtureRequest, ledger: Ledger) -> Callable[..., Imported]:
    """A ledger with one document; what comes back of it after edits is put to the ledger."""
    documents.add(ledger, made())
    write, read = TOOLS[request.param]

    def there_and_back(*edits: Edit) -> Imported:
        with ledger.read() as connection:
            reading = documents.effective_reading(connection, 1)
        return take(ledger, read(write(reading, *edits)), "김코더", request.param)

    return there_and_back


def reading_of(ledger: Ledger) -> Reading:
    with ledger.read() as connection:
        return documents.effective_reading(connection, 1)


def statement(ledger: Ledger, local: str) -> Statement:
    return next(one for one in reading_of(ledger).statements if one.id == local)


def commitment(ledger: Ledger, local: str) -> Commitment:
    return next(one for one in reading_of(ledger).commitments if one.id == local)


def sound(ledger: Ledger) -> None:
    assert list(verify.faults(ledger)) == []


def test_nothing_changed_changes_nothing(ledger: Ledger, back: Callable[..., Imported]) -> None:
    assert back() == Imported()
    assert reading_of(ledger) == made()


def test_the_main_fields_come_back(ledger: Ledger, back: Callable[..., Imported]) -> None:
    done = back(
        lambda t: t.label("s1.content.0", "statement:indirect"), lambda t: t.label("s1.acts.0", "act:hope"),
        lambda t: t.say("s1.acts.0", "sectors", "energy.nuclear"), lambda t: t.say("s1.content.0", "flags", "doubtful"),
        lambda t: t.label("c1.content", "commitment:planned"), lambda t: t.say("c1.content", "flags", "softened"),
        lambda t: t.say("c1.content", "sectors", "energy.nuclear", "trade"),
        lambda t: t.say("c1.content", "owner", "KOR", "GEO"), lambda t: t.say("c1.content", "counterpart"),
        lambda t: t.say("s3.content.0", "flags"), lambda t: t.relink("s3.content.0", "replies_to", "s1.content.0"),
        lambda t: t.relink("s4.content.0", "said_by", "e2.mentions.2"), lambda t: t.say("s3.acts.0", "flags", "courtesy"),
    )  # fmt: skip
    assert (len(done.corrected), done.left) == (4, [])
    one, two, other = statement(ledger, "s1"), commitment(ledger, "c1"), statement(ledger, "s3")
    assert (one.form, one.acts[0].act, one.acts[0].sectors, one.attribution.certain) == (
        "indirect", "hope", ("energy.nuclear",), False
    )  # fmt: skip
    assert (two.strength, two.softened, two.sectors, two.owner, two.counterpart) == (
        "planned", True, ("energy.nuclear", "trade"), ("KOR", "GEO"), ()
    )  # fmt: skip
    assert (other.attribution.certain, other.reply_to, other.acts[0].courtesy) == (True, "s1", True)
    assert statement(ledger, "s4").speakers == ("e2",)
    sound(ledger)


def test_other_sectors_give_an_act_other_codes(ledger: Ledger, back: Callable[..., Imported]) -> None:
    before = statement(ledger, "s2").acts[0]
    back(lambda t: t.say("s2.acts.0", "sectors", "development"), lambda t: t.say("s2.acts.0", "flags", "courtesy"))
    after = statement(ledger, "s2").acts[0]
    assert isinstance(after, Act) and after.courtesy and after.plover and after.sectors == ("development",)
    assert before.act == after.act
    sound(ledger)


def test_a_new_statement_comes_back_with_its_acts_cue_and_commitment(
    ledger: Ledger, back: Callable[..., Imported]
) -> None:
    edits: tuple[Edit, ...] = (
        lambda t: t.add("x1", "statement:narrated", NEW), lambda t: t.relink("x1", "said_by", "e1.mentions.1"),
        lambda t: t.add("x2", "act:inform", INSIDE), lambda t: t.relink("x2", "part_of", "x1"),
        lambda t: t.say("x2", "sectors", "diplomacy.dialogue"),
        lambda t: t.add("x3", "commitment:planned", INSIDE), lambda t: t.say("x3", "owner", "KOR", "GEO"),
        lambda t: t.say("x1", "flags", "doubtful"),
    )  # fmt: skip
    done = back(*edits)
    assert (len(done.added), done.left) == (2, [])
    new, promise = reading_of(ledger).statements[-1], reading_of(ledger).commitments[-1]
    assert (new.content, new.speakers, new.attribution.certain) == ((NEW,), ("e1",), False)
    assert [(act.act, act.span, act.sectors) for act in new.acts] == [("inform", INSIDE, ("diplomacy.dialogue",))]
    assert (promise.strength, promise.owner, promise.content) == ("planned", ("KOR", "GEO"), INSIDE)
    sound(ledger)


def test_a_new_act_of_a_statement_that_is_there_is_added_to_it_once(
    ledger: Ledger, back: Callable[..., Imported]
) -> None:
    word = spot("사의를")
    edits: tuple[Edit, ...] = (
        lambda t: t.add("x1", "act:praise", word), lambda t: t.relink("x1", "part_of", "s3.content.0"),
        lambda t: t.add("x2", "cue", spot("했다")), lambda t: t.relink("x2", "part_of", "s3.content.0"),
    )  # fmt: skip
    done = back(*edits)
    assert (len(done.corrected), done.left) == (2, [])
    one = statement(ledger, "s3")
    assert [act.act for act in one.acts] == ["thank", "praise"] and one.cue == spot("했다")
    sound(ledger)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_comes_back_twice_is_known(ledger: Ledger, tool: str) -> None:
    documents.add(ledger, made())
    write, read = TOOLS[tool]
    edits: tuple[Edit, ...] = (
        lambda t: t.add("x1", "commitment:planned", INSIDE), lambda t: t.say("x1", "owner", "KOR"),
        lambda t: t.say("s1.acts.0", "sectors", "trade"), lambda t: t.add("x2", "act:praise", spot("사의를")),
        lambda t: t.relink("x2", "part_of", "s3.content.0"),
    )  # fmt: skip
    raw = write(made(), *edits)
    first, second = (take(ledger, read(raw), "김코더") for _ in range(2))
    assert (len(first.added), len(first.corrected), first.left) == (1, 2, [])
    assert (second.added, second.corrected, len(second.known), second.left) == ([], [], 3, [])
    with ledger.read() as connection:
        assert len(connection.execute(select(record).where(record.c.machine.is_(None))).all()) == 1
    sound(ledger)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda t: t.say("c1.content", "owner", "KOREA"), "no state"),
        (lambda t: t.say("c1.content", "sectors", "nowhere"), "no sector"),
        (lambda t: t.say("c1.content", "flags", "courtesy"), "that means nothing"),
        (lambda t: t.add("x1", "act:inform", NEW), "no record of its own"),
        (lambda t: t.add("x1", "statement:direct", NEW), "at least one act"),
        (lambda t: t.add("x1", "speaker", NEW), "no record of its own"),
    ],
)
def test_what_cannot_be_taken_over_is_said(ledger: Ledger, back: Callable[..., Imported], edit: Any, said: str) -> None:
    done = back(edit)
    assert len(done.left) == 1 and said in done.left[0]
    assert reading_of(ledger) == made()
    sound(ledger)
