"""The forms of a verb's stem that endings are cut down to."""

import pytest

from hoedam.resolve.stems import stems
from hoedam.resolve.verbs import forms


@pytest.mark.parametrize(
    ("lemma", "some"),
    [
        ("고치다", {"고치", "고친", "고칠", "고쳐", "고쳤"}),
        ("만들다", {"만들", "만드", "만든", "만들어"}),
        ("돕다", {"도와", "도운", "도울", "도왔"}),
        ("짓다", {"지어", "지은", "지을", "지었"}),
        ("싣다", {"실어", "실은", "실었"}),
        ("나르다", {"날라", "날랐"}),
        ("치르다", {"치러", "치렀"}),
        ("모으다", {"모아", "모은", "모았"}),
        ("바꾸다", {"바꿔", "바꾼", "바꿨"}),
        ("정하다", {"정한", "정해"}),
        ("심다", {"심", "심어", "심었"}),
    ],
)
def test_forms(lemma: str, some: set[str]) -> None:
    assert some <= forms(lemma)


@pytest.mark.parametrize(
    ("lemma", "other"), [("사다", "사기"), ("사다", "사서"), ("짓다", "진"), ("갈다", "간"), ("치르다", "칠러")]
)
def test_other_words_are_no_forms(lemma: str, other: str) -> None:
    assert other not in forms(lemma)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("낡은 관을 갈았다", "낡은 관의 교체"),
        ("노선이 늘어났다", "노선을 확대했다"),
        ("정수장을 손봤다", "정수장을 수리했다"),
        ("철도의 신호", "철도와 신호를"),
        ("14일 댐을 지었다", "댐을 건설했다"),
    ],
)
def test_reports_with_verbs_of_one_deed(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_a_verb_s_stem_is_no_word_of_its_own() -> None:
    assert stems("막 교체") == ("막", "교체")
    assert stems("사기 조직") == ("사기", "조직")
