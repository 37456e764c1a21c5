"""The measures of linking: B-cubed against figures worked by hand, and gold that is wrong is refused."""

from pathlib import Path

import pytest

from hoedam.errors import GoldInvalid
from hoedam.evaluation.linking import Piece, b_cubed, digest, shortfalls
from hoedam.evaluation.linking_gold import files, load_copies, load_followups, place

GOLD = Path(__file__).parents[2] / "gold_linking"


def pieces(*pairs: str) -> list[Piece]:
    return [Piece(gold, found, "") for gold, found in pairs]


def test_b_cubed() -> None:
    assert b_cubed(pieces("ax", "ax", "by")) == (1.0, 1.0)
    assert b_cubed(pieces("ax", "ay")) == (1.0, 0.5)
    assert b_cubed(pieces("ax", "bx")) == (0.5, 1.0)
    assert b_cubed(pieces("ax", "ax", "bx", "by")) == (0.6667, 0.75)


@pytest.mark.parametrize(
    ("piece", "found"),
    [("나 다", "나 다"), ("나…라", "나 다 라"), ("나…없다", None), ("없다", None), ("라…나", None)],
)
def test_place(piece: str, found: str | None) -> None:
    text = "가 나 다 라"
    at = place(text, piece)
    assert (text[slice(*at)] if at else None) == found


def test_the_gold_is_whole() -> None:
    for heldout in (False, True):
        assert all(load_copies(path).utterances for path in files(GOLD, "copies", heldout=heldout))
        assert all(load_followups(path).queries for path in files(GOLD, "followups", heldout=heldout))
        assert digest(GOLD, heldout=heldout).startswith("sha256:")


def test_a_piece_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "date: 2021-08-17\npeople: {a: {name: 가, country: KOR}}\n"
        "copies: {a: {kind: news, published: 2021-08-17, text: 나 다}}\n"
        "utterances: [{speaker: [a], act: pledge, pieces: {a: [라]}}]\n",
        encoding="utf-8",
    )
    with pytest.raises(GoldInvalid, match="does not say"):
        load_copies(path)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldInvalid):
        files(tmp_path, "copies", heldout=False)


def test_shortfalls() -> None:
    assert shortfalls({"a": 0.9}, {"a": 0.9}) == []
    assert shortfalls({"a": 0.9}, {"a": 0.91, "b": 0.5}) == ["a is 0.9, its floor 0.91", "b is 0.0, its floor 0.5"]
