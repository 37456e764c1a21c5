"""Words of two reports beside each other."""

from hoedam.resolve.aligned import Piece, align

QUOTED = "항만 현대화에 한국 기업이 참여해 달라"


def test_the_same_words_are_the_same_whatever_their_marks() -> None:
    assert align(QUOTED, "“항만 현대화에 한국 기업이 참여해 달라.”") == (
        Piece("same", "“항만 현대화에 한국 기업이 참여해 달라.”"),
    )


def test_what_differs_stands_where_it_stands() -> None:
    assert align(QUOTED, "특히 항만 현대화에 우리 기업이 참여해 주기 바란다") == (
        Piece("added", "특히"),
        Piece("same", "항만 현대화에"),
        Piece("other", "우리", "한국"),
        Piece("same", "기업이 참여해"),
        Piece("other", "주기 바란다", "달라"),
    )
    assert align(QUOTED, "항만 현대화에 참여해 달라") == (
        Piece("same", "항만 현대화에"),
        Piece("missing", "한국 기업이"),
        Piece("same", "참여해 달라"),
    )
