"""Documents as a list: in order, narrowed, paged without loss, with what waits in each."""

import msgspec
import pytest

from hoedam.errors import SettingInvalid
from hoedam.ledger import Ledger, documents, library, queue, review
from hoedam.ledger.filters import Filter
from ledger.kit import reading


def fill(ledger: Ledger) -> None:
    stories = (
        ("한·조지아 정상회담", "2021-08-17", "새벽일보"), ("항만 협력 논의", "2022-01-05", "가온통신"),
        ("날짜 없는 글", None, "새벽일보"), ("정상 통화", "2022-01-05", "새벽일보"),
    )  # fmt: skip
    for title, published, publisher in stories:
        made = reading(f"{title} 소식이다.", published=published or "2021", publisher=publisher, strength="pledged")
        said = msgspec.structs.replace(made.document, title=title, published=published)
        documents.add(ledger, msgspec.structs.replace(made, document=said))


def titles(ledger: Ledger, **given: object) -> list[str | None]:
    with ledger.read() as connection:
        filter = Filter.of(**given)
        found = [row.title for row in library.rows(connection, filter)]
        assert library.count(connection, filter) == len(found)
        return found


def test_the_newest_come_first_and_those_without_a_date_last(ledger: Ledger) -> None:
    fill(ledger)
    assert titles(ledger) == ["정상 통화", "항만 협력 논의", "한·조지아 정상회담", "날짜 없는 글"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 9])
def test_pages_lose_and_repeat_nothing(ledger: Ledger, limit: int) -> None:
    fill(ledger)
    found: list[str] = []
    after = None
    with ledger.read() as connection:
        while True:
            page = library.page(connection, after=after, limit=limit)
            assert 0 < len(page.rows) <= limit
            found += [row.id for row in page.rows]
            if page.after is None:
                break
            after = page.after
        assert found == [row.id for row in library.rows(connection)]


def test_a_list_is_narrowed_by_the_document_and_by_what_is_in_it(ledger: Ledger) -> None:
    fill(ledger)
    assert titles(ledger, publisher=("가온통신",)) == ["항만 협력 논의"]
    assert titles(ledger, words="정상 -통화") == ["한·조지아 정상회담"]
    assert titles(ledger, since="2021-09", until="2022") == ["정상 통화", "항만 협력 논의"]
    assert len(titles(ledger, country=("KAZ",))) == 4
    assert titles(ledger, country=("GEO",)) == []
    with ledger.read() as connection:
        assert library.facet_counts(connection, Filter(), "publisher") == [("새벽일보", 3), ("가온통신", 1)]
        assert library.facet_counts(connection, Filter(), "year") == [("2022", 2), ("2021", 1)]
        with pytest.raises(SettingInvalid):
            library.facet_counts(connection, Filter(), "digest")
        with pytest.raises(SettingInvalid):
            library.page(connection, after="yesterday")


def test_rows_tell_what_waits(ledger: Ledger) -> None:
    fill(ledger)
    with ledger.read() as connection:
        first = library.newest(connection, 1)[0]
        assert (first.id, first.statements, first.commitments, first.waiting) == ("d4", 1, 1, 2)
        assert library.with_digest(connection, first.digest) == 4
        assert library.with_digest(connection, "sha256:none") is None
        waiting = queue.queue(connection, queue.Waits(document=4))[0].record
    review.accept(ledger, waiting, "김데스크")
    with ledger.read() as connection:
        assert library.newest(connection, 1)[0].waiting == 1
        assert library.standings(connection, 4)[f"r{waiting}"].state == "checked"
