"""Gold files: strict about fields, names and texts; what counts as which set."""

from pathlib import Path

import pytest

from hoedam.errors import GoldInvalid
from hoedam.evaluation.gold import (
    check_spans,
    digest,
    find_gold,
    is_negative,
    load_gold,
    load_passages,
    locate,
    text_file,
)
from hoedam.evaluation.run import by_set

TEXT = '한도영 대통령은 30일 "항만을 넓히겠다"고 밝혔다. 이어 "항만을 넓히겠다"고 다시 말했다.'
GOLD = """
document: {published: 2021-08-30, kind: news, language: ko}
entities: {han: {type: person, name: 한도영, country: KOR}}
statements:
  - {id: s1, speakers: [han], form: direct, content: ["항만을 넓히겠다"], nth: 2, acts: [{act: pledge}]}
times: [{text: 30일, value: 2021-08-30}]
"""


def gold_file(folder: Path, text: str = GOLD, name: str = "made.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".md").write_text(TEXT, encoding="utf-8")
    return path


def test_dates_and_numbers_stay_text(tmp_path: Path) -> None:
    gold = load_gold(gold_file(tmp_path, GOLD + "projects: [{name: 항만, status: planned, date: 2021}]\n"))
    assert gold.times[0].value == "2021-08-30"
    assert gold.projects[0].date == "2021"
    assert gold.statements[0].nth == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (GOLD + "notes: none\n", "notes"),
        (GOLD.replace("form: direct", "form: verbatim"), "verbatim"),
        (GOLD.replace("speakers: [han]", "speakers: [hna]"), "statement s1: no entity hna"),
        (GOLD.replace("acts:", "reply_to: s9, acts:"), "no statement s9"),
        (GOLD.replace("times:", "entities: {}\ntimes:"), "stands twice"),
        ("statements: [", "made.yaml"),
    ],
)
def test_what_is_wrong_is_named(wrong: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(GoldInvalid, match=says):
        load_gold(gold_file(tmp_path, wrong))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("nth: 2", "nth: 3", "statement s1.*3 times"),
        ("text: 30일", "text: 31일", "time 31일"),
        ("{act: pledge}", "{act: pledge, text: 항만을 줄이겠다}", "act of s1"),
    ],
)
def test_a_text_that_is_not_there_is_named(old: str, new: str, says: str, tmp_path: Path) -> None:
    path = gold_file(tmp_path, GOLD.replace(old, new))
    with pytest.raises(GoldInvalid, match=rf"made\.yaml: {says}"):
        check_spans(path, load_gold(path), TEXT)


def test_the_right_texts_are_there(tmp_path: Path) -> None:
    path = gold_file(tmp_path)
    check_spans(path, load_gold(path), TEXT)


def test_locate_counts_occurrences() -> None:
    assert locate("가나가나가", "가나가", 2) == (2, 5)
    assert locate("가나가나가", "가나가", 3) is None


def test_the_text_beside_gold(tmp_path: Path) -> None:
    path = gold_file(tmp_path, name="gold.yaml")
    path.with_suffix(".md").rename(tmp_path / "article.md")
    assert text_file(path).name == "article.md"
    (tmp_path / "article.md").unlink()
    with pytest.raises(GoldInvalid, match="text is missing"):
        text_file(path)


def test_held_out_gold_is_read_only_where_it_is_named(tmp_path: Path) -> None:
    open_, held = gold_file(tmp_path / "gold", name="times/a.yaml"), gold_file(tmp_path / "gold", name="heldout/b.yaml")
    assert find_gold([tmp_path / "gold"]) == [open_]
    found = find_gold([tmp_path / "gold", tmp_path / "gold" / "heldout"])
    assert by_set(found) == {"gold": [open_], "heldout": [held]}


def test_no_gold_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.yaml"):
        with pytest.raises(GoldInvalid, match="no gold file"):
            find_gold([path])


def test_the_digest_follows_texts_and_not_places(tmp_path: Path) -> None:
    first, second = gold_file(tmp_path / "x", name="times/a.yaml"), gold_file(tmp_path / "y", name="times/a.yaml")
    assert digest([first]) == digest([second])
    first.with_suffix(".md").write_text(TEXT + " ", encoding="utf-8")
    assert digest([first]) != digest([second])


def test_passages(tmp_path: Path) -> None:
    path = tmp_path / "negative" / "talk.yaml"
    path.parent.mkdir()
    path.write_text("- {id: a, text: 논의할 예정이다., published: 2021-01-02, why: a preview}\n", encoding="utf-8")
    assert is_negative(path)
    assert load_passages(path)[0].statements == 0
