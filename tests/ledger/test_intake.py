"""What is added is read once, in versions; a bad line never stops the rest; reading again keeps what was given."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from hoedam.errors import DecisionInvalid, LedgerUnusable
from hoedam.ledger import Ledger, documents, rereading
from hoedam.ledger.intake import Intake, Tally
from hoedam.ledger.pieces import Pieces
from hoedam.ledger.tables import document
from hoedam.reader import Outcome, Reader
from ledgers import sample

TEXT = (
    "한도영 대통령은 17일 청와대에서 레반 초헬리 조지아 총리와 회담을 열었다. 한 대통령은 “무역관을 열겠다”고 밝혔다."
)


def take(ledger: Ledger, *sources: object, stdin: bytes = b"", **more: object) -> Tally:
    return Intake(ledger, **more).take(Pieces(map(str, sources), stdin=BytesIO(stdin)))  # type: ignore[arg-type]


def counts(tally: Tally) -> tuple[int, int, int, int]:
    return tally.new, tally.versions, tally.known, len(tally.failed)


def lines(path: Path, *objects: object) -> Path:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in objects), encoding="utf-8")
    return path


def test_a_folder_is_added_once_and_a_changed_file_is_a_new_version(ledger: Ledger, tmp_path: Path) -> None:
    story = tmp_path / "docs" / "story.md"
    story.parent.mkdir()
    story.write_text(TEXT, encoding="utf-8")
    (story.parent / "b.txt").write_text(TEXT + " 끝.", encoding="utf-8")
    assert counts(take(ledger, story.parent)) == (2, 0, 0, 0)
    assert counts(take(ledger, story.parent)) == (0, 0, 2, 0)
    story.write_text(TEXT.replace("17일", "18일"), encoding="utf-8")
    assert counts(take(ledger, story.parent)) == (0, 1, 1, 0)
    with ledger.read() as connection:
        rows = connection.execute(
            select(document).where(document.c.address == str(story)).order_by(document.c.id)
        ).all()
    assert [row.current for row in rows] == [False, True]
    assert rows[1].replaces == rows[0].id and rows[1].version == 2


def test_the_second_run_reads_nothing(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "story.md"
    path.write_text(TEXT, encoding="utf-8")
    take(ledger, path)

    def read_many(self: Reader, sources: Iterator[object], workers: int) -> Iterator[Outcome]:
        assert list(sources) == []
        return iter(())

    monkeypatch.setattr(Reader, "read_many", read_many)
    assert counts(take(ledger, path, path)) == (0, 0, 2, 0)


def test_lines_of_readings_and_of_texts(ledger: Ledger, tmp_path: Path) -> None:
    reading = sample("2022-readout")
    raw = {
        "text": TEXT,
        "url": "https://a.example/1",
        "published": "2021-08-17",
        "title": "회담",
        "publisher": "새벽일보",
    }
    page = {"html": f"<html><body><p>{TEXT} 끝.</p></body></html>", "address": "page 2"}
    path = lines(tmp_path / "x.jsonl", reading.to_json(), raw, page)
    assert counts(take(ledger, path)) == (3, 0, 0, 0)
    assert counts(take(ledger, path)) == (0, 0, 3, 0)
    with ledger.read() as connection:
        rows = connection.execute(select(document).order_by(document.c.address)).all()
    assert [row.address for row in rows if row.digest != reading.document.id] == ["https://a.example/1", "page 2"]
    row = next(row for row in rows if row.address == "https://a.example/1")
    assert (row.title, row.publisher, row.published) == ("회담", "새벽일보", "2021-08-17")


def test_a_changed_text_of_an_address_is_a_new_version(ledger: Ledger, tmp_path: Path) -> None:
    first, second = ({"text": text, "url": "https://a.example/1"} for text in (TEXT, TEXT + " 고쳤다."))
    assert counts(take(ledger, lines(tmp_path / "x.ndjson", first, second))) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "x.jsonl:2 is no reading and no text"),
        ({"text": TEXT, "foo": 1}, "unknown field `foo`"),
        ({"url": "a"}, "must have either `text` or `html`"),
        ({"text": "a", "html": "b"}, "must have either `text` or `html`"),
        ({"text": TEXT + "!", "published": "2021-02-30"}, "x.jsonl:2: '2021-02-30' is not a date"),
        ({"text": "..."}, "x.jsonl:2: "),
        ({"schema": "hoedam.reading/9"}, "x.jsonl:2"),
        ("[]", "x.jsonl:2"),
    ],
)
def test_a_bad_line_does_not_stop_the_rest(tmp_path: Path, bad: object, says: str) -> None:
    path = lines(tmp_path / "x.jsonl", {"text": TEXT}, bad, {"text": TEXT + " 끝."})
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        tally = take(ledger, path)
    assert counts(tally) == (2, 0, 0, 1)
    assert says in tally.failed[0]


def test_a_reading_whose_words_are_not_in_its_text_is_refused(tmp_path: Path) -> None:
    broken = sample("2022-readout").to_json().replace('"text":"권 대통령"', '"text":"남 대통령"', 1)
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        assert len(take(ledger, lines(tmp_path / "x.jsonl", broken)).failed) == 1


def test_standard_input_is_a_document_or_lines(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        assert counts(take(ledger, "-", stdin=TEXT.encode())) == (1, 0, 0, 0)
        both = [{"text": TEXT}, {"text": TEXT + " 끝."}]
        data = "\n".join(map(json.dumps, both)).encode()
        assert counts(take(ledger, "-", stdin=data)) == (1, 0, 1, 0)


def test_missing_and_binary_files_are_listed(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        tally = take(ledger, tmp_path / "none.md", tmp_path / "b.txt")
    assert len(tally.failed) == 2 and "none.md does not exist" in tally.failed[0]


def test_two_workers_add_the_same(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.jsonl", *({"text": f"{TEXT} {number}번."} for number in range(6)))
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        assert counts(take(ledger, path, path, workers=2)) == (6, 0, 6, 0)


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.jsonl", *({"text": f"{TEXT} {number}번."} for number in range(4)))
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        asked = iter([False, False, True])
        stopped = take(ledger, path, stop=lambda: next(asked, True))
        assert 0 < stopped.done < 4
        assert counts(take(ledger, path)) == (4 - stopped.new, 0, stopped.new, 0)


def test_known_documents_of_an_older_engine_are_counted_and_read_again(ledger: Ledger, tmp_path: Path) -> None:
    path = lines(tmp_path / "x.jsonl", {"text": TEXT, "published": "2021-08-17", "title": "회담", "agency": "새벽통신"})
    take(ledger, path)
    with ledger.write() as connection:
        old = msgspec.structs.replace(sample("2022-readout").engine, version="0.0.1")
        connection.execute(update(document).values(engine=msgspec.json.encode(old).decode()))
    assert take(ledger, path).older == 1
    numbers = rereading.chosen(ledger, [])
    assert len(numbers) == 1
    assert [(one.document, bool(one.changes), one.error) for one in rereading.reread(ledger, numbers)] == [
        (numbers[0], False, None)
    ]
    assert rereading.chosen(ledger, []) == [] and rereading.chosen(ledger, [], every=True) == numbers
    with ledger.read() as connection:
        now = documents.machine_reading(connection, numbers[0]).document
    assert (now.published, now.title, now.agency) == ("2021-08-17", "회담", "새벽통신")


def test_a_document_of_which_only_a_reading_was_given_is_read_from_its_text(ledger: Ledger) -> None:
    reading = sample("2022-readout")
    number = documents.add(ledger, msgspec.structs.replace(reading, statements=(), commitments=(), issues=())).id
    (done,) = rereading.reread(ledger, [number])
    assert done.changes and len(done.changes.new) >= len(reading.statements)
    with ledger.read() as connection:
        assert len(documents.effective_reading(connection, number).statements) == len(reading.statements)


def test_documents_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        with pytest.raises(LedgerUnusable, match="no document d9"):
            rereading.chosen(ledger, ["d9"])
        with pytest.raises(DecisionInvalid):
            rereading.chosen(ledger, ["r9"])


def test_a_damaged_original_is_an_error_of_its_document(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.jsonl", {"text": TEXT}, {"text": TEXT + " 끝."})
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        take(ledger, path)
        with ledger.write() as connection:
            connection.exec_driver_sql(
                "UPDATE original SET packed = (SELECT packed FROM original ORDER BY digest LIMIT 1)"
            )
        done = list(rereading.reread(ledger, rereading.chosen(ledger, [], every=True)))
    assert sorted(one.error is None for one in done) == [False, True]
