"""A reading as a page shows it: no letter lost, every mark over its words, answers under what they answer."""

import msgspec
import pytest

from hoedam.model import Issue, Span
from hoedam.web.evidence import Shown, shown
from ledger.kit import reading
from ledgers import sample, sample_names


def texts(page: Shown) -> list[str]:
    return ["".join(part.text for part in one.segments) for one in page.paragraphs]


@pytest.mark.parametrize("name", sample_names())
def test_no_letter_is_lost_and_every_mark_lies_over_its_words(name: str) -> None:
    made = sample(name)
    page = shown(made)
    text = made.document.text
    assert texts(page) == [text[block.start : block.end] for block in made.document.blocks]
    for statement in made.statements:
        words = "".join(
            part.text for one in page.paragraphs for part in one.segments
            if statement.id in part.ids and any(span.start <= part.start < span.end for span in statement.content)
        )  # fmt: skip
        assert words == "".join(span.text for span in statement.content)


def test_every_statement_opens_once_in_the_order_of_the_text() -> None:
    page = shown(sample("2019-wire"))
    opened = [card.id for one in page.paragraphs for part in one.segments for card in part.opens]
    assert opened == [card.id for card in page.cards]
    assert [card.number for card in page.cards] == list(range(1, len(opened) + 1))
    answer = next(card for card in page.cards if card.reply)
    assert answer.reply and answer.reply.number < answer.number and answer.depth == 1


def test_statements_that_answer_each_other_end() -> None:
    """A person's correction may close a ring."""
    made = reading("우리는 무역관을 연다.\n우리는 그것을 반긴다.")
    first, second = made.statements
    ring = (msgspec.structs.replace(first, reply_to="s2"), msgspec.structs.replace(second, reply_to="s1"))
    page = shown(msgspec.structs.replace(made, statements=ring))
    assert [card.number for card in page.cards] == [1, 2]


def test_a_stretch_begins_once_though_other_marks_cut_it() -> None:
    made = reading("우리는 무역관을 연다.\n우리는 그것을 반긴다.")
    page = shown(made, at=made.document.span(4, 19))
    parts = [part for one in page.paragraphs for part in one.segments if "at" in part.kinds]
    assert "".join(part.text for part in parts) == "무역관을 연다.우리는 그것"
    assert [part.first for part in parts] == [True, False]


def test_issues_stand_where_they_are() -> None:
    made = reading("우리는 무역관을 연다.\n우리는 그것을 반긴다.")
    span = Span(4, 8, made.document.text[4:8])
    issues = (
        Issue(code="date_unresolved", span=span, message="which day"), Issue(code="text_gap", message="cut"),
        Issue(code="speaker_unknown", span=span, about="s2", message="who"),
    )  # fmt: skip
    page = shown(msgspec.structs.replace(made, issues=issues))
    assert [one.code for one in page.issues] == ["text_gap"]
    assert [one.code for one in page.paragraphs[0].issues] == ["date_unresolved"]
    assert [one.code for one in page.cards[1].issues] == ["speaker_unknown"]
    assert any("issue" in part.kinds and part.doubts for part in page.paragraphs[0].segments)
