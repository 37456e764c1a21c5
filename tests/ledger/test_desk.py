"""Saved searches, what was seen, and how far each person has come."""

import pytest

from hoedam.errors import DecisionInvalid, SettingInvalid
from hoedam.ledger import Ledger, desk, documents, review
from hoedam.ledger.filters import Filter
from ledger.kit import reading


def records(ledger: Ledger, lines: int = 3) -> list[int]:
    """The numbers of the statements of a document with so many lines."""
    from sqlalchemy import select

    from hoedam.ledger.tables import record

    documents.add(ledger, reading("\n\n".join(f"{number}번 발언이다." for number in range(lines))))
    with ledger.read() as connection:
        chosen = select(record.c.id).where(record.c.kind == "statement").order_by(record.c.id)
        return list(connection.scalars(chosen))


def names(ledger: Ledger, person: str) -> list[str]:
    with ledger.read() as connection:
        return [one.name for one in desk.searches(connection, person)]


def test_a_search_is_kept_as_its_filter_says_it(ledger: Ledger) -> None:
    made = desk.save_search(ledger, "오세라", " 리튬  약속 ", "commitments", "act=pledge&country=카자흐스탄&words=리튬")
    with ledger.read() as connection:
        assert desk.searches(connection, " 오 세라") == [made]
    assert (made.name, made.which) == ("리튬 약속", "commitments")
    assert made.filter == Filter.of(words="리튬", country="KAZ", act="pledge")
    assert made.query.startswith("words=%EB%A6%AC%ED%8A%AC&country=KAZ")


def test_one_of_the_same_name_gives_way_and_others_have_their_own(ledger: Ledger) -> None:
    desk.save_search(ledger, "Oh", "open", "commitments", "")
    newer = desk.save_search(ledger, "Oh", "open", "statements", "act=agree")
    theirs = desk.save_search(ledger, "Lee", "open", "matters", "")
    with ledger.read() as connection:
        assert desk.searches(connection, "Oh") == [newer]
    desk.forget_search(ledger, "Oh", theirs.id)
    assert names(ledger, "Lee") == ["open"]
    desk.forget_search(ledger, "lee", theirs.id)
    desk.forget_search(ledger, "Lee", 99)
    assert names(ledger, "Lee") == [] and names(ledger, "Oh") == ["open"]


@pytest.mark.parametrize(
    ("name", "which", "query", "says"),
    [
        ("", "commitments", "", "give the search a name"),
        ("a" * 101, "commitments", "", "give the search a name"),
        ("a\x00", "commitments", "", "give the search a name"),
        ("x", "users", "", "'users' is no list"),
        ("x", "commitments", "colour=red", "colour is nothing to filter by"),
        ("x", "commitments", "since=soon", "is no date"),
    ],
)
def test_what_is_no_search(ledger: Ledger, name: str, which: str, query: str, says: str) -> None:
    with pytest.raises(SettingInvalid, match=says):
        desk.save_search(ledger, "Oh", name, which, query)
    with pytest.raises(DecisionInvalid):
        desk.save_search(ledger, "", "x", "commitments", "")


def test_a_person_has_two_hundred_at_most(ledger: Ledger) -> None:
    for number in range(200):
        desk.save_search(ledger, "Oh", f"{number}", "matters", "")
    with pytest.raises(SettingInvalid, match="there are 200 saved searches"):
        desk.save_search(ledger, "Oh", "one more", "matters", "")
    desk.save_search(ledger, "Oh", "7", "matters", "act=agree")  # in the place of another


def test_what_each_has_seen(ledger: Ledger) -> None:
    one, other, third = records(ledger)

    def seen(person: str) -> set[int]:
        with ledger.read() as connection:
            return desk.seen(connection, person, [one, other, third, 10_000])

    assert seen("Oh") == set()
    desk.mark_seen(ledger, "Oh", [one, other, one, 10_000])
    desk.mark_seen(ledger, "oh ", [other])
    desk.mark_seen(ledger, "Lee", [third])
    assert seen("Oh") == {one, other} and seen("Lee") == {third}
    with ledger.read() as connection:
        assert desk.seen(connection, "Oh", [other, third]) == {other}
        assert desk.seen(connection, "Oh", []) == set()
    with pytest.raises(DecisionInvalid):
        desk.mark_seen(ledger, "", [one])


def test_how_far_each_has_come(ledger: Ledger) -> None:
    one, other, third = records(ledger)
    review.accept(ledger, one, "Oh")
    review.reject(ledger, other, "Oh")
    review.undo(ledger, other, "Oh")
    review.accept(ledger, third, "Lee")
    review.sign_off(ledger, one, "Lee")
    with ledger.read() as connection:
        mine = desk.decided_by(connection, "Oh")
        assert {name: count for name, count in mine.items() if count} == {"accept": 1, "reject": 1}
        assert desk.decided_by(connection, "Lee")["sign_off"] == 1
        assert set(desk.decided_by(connection, "nobody").values()) == {0}
        assert set(desk.decided_by(connection, "Oh", since="2999").values()) == {0}
