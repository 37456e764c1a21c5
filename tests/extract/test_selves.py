"""The doubt rule: a pledge that only one side can make, standing after the other side's speaker.

`certain` is false, the one named last is the alternative, `speaker_conflict` is raised; and where the words fit the one
named last, or somebody is named with them, nothing of that.
"""

import pytest
from tests.extract.statement_texts import name_of, read
from tests.rows import rows

from hoedam.extract.selves import self_rules

# the copy has lost a paragraph: the guest was named last, and then the host speaks (or the other way round)
_KOR = "한도영 대통령은 17일 다우드 오마르 케냐 대통령과 회담했다. 한 대통령은 두 나라의 신뢰가 깊다고 평가했다.\n"
_KEN = "한도영 대통령은 17일 다우드 오마르 케냐 대통령과 회담했다. 오마르 대통령은 두 나라의 신뢰가 깊다고 평가했다.\n"

DOUBT = [
    ("deputy-made-to", _KOR + "그러면서 “케냐 측 재무장관으로 하여금 이 사업을 전담토록 하겠다”고 했다.", "다우드 오마르", "한도영"),
    ("own-government-named", _KOR + "이어 “케냐 정부가 용지를 무상으로 내놓겠다”고 했다.", "다우드 오마르", "한도영"),
    ("own-side-named", _KOR + "또 “케냐 측이 다음 달까지 세관을 열겠다”고 약속했다.", "다우드 오마르", "한도영"),
    ("beneficiary-by-its-name", _KOR + "이어 “한국 기업에 몸바사 산업단지를 내주겠다”고 했다.", "다우드 오마르", "한도영"),
    ("beneficiaries-by-name", _KOR + "아울러 “한국 유학생에게 장기 체류를 허용하겠다”고 했다.", "다우드 오마르", "한도영"),
    ("asks-the-other-by-name", _KOR + "특히 “한국 기업의 참여를 요청한다”고 했다.", "다우드 오마르", "한도영"),
    ("asks-the-other-s-government", _KOR + "이어 “한국 정부가 차관을 늘려 달라”고 했다.", "다우드 오마르", "한도영"),
    ("parliament-abroad", _KOR + "그러면서 “투자보장법을 하원에 올려 통과시키겠다”고 했다.", "다우드 오마르", "한도영"),
    ("institution-at-home", _KEN + "그러면서 “진행 상황을 국회에 보고하겠다”고 했다.", "한도영", "다우드 오마르"),
    ("agency-at-home", _KEN + "이어 “코이카 사업단을 내년에 파견하겠다”고 했다.", "한도영", "다우드 오마르"),
    ("home-government-named", _KEN + "또 “한국 정부가 철도 신호 기술을 이전하겠다”고 했다.", "한도영", "다우드 오마르"),
    ("beneficiary-abroad", _KEN + "이어 “케냐 청년에게 기술학교의 문을 열겠다”고 했다.", "한도영", "다우드 오마르"),
    ("granted-place", _KOR + "이어 “나이로비의 공단 부지를 50년간 개방하겠다”고 했다.", "다우드 오마르", "한도영"),
    ("lost-paragraph-and-goes-on",
     _KOR + "그러면서 “케냐 정부가 용지를 무상으로 내놓겠다”고 했다. 이어 “중요한 일은 내가 챙기겠다”고 했다.", "다우드 오마르", "한도영"),
    ("minister-made-to",
     "민서영 외교부 장관은 17일 비엔 레트 라오스 외교장관과 회담했다. 민 장관은 수력 협력을 환영했다.\n"
     "또 “라오스 측 국장으로 하여금 한국과의 협의를 맡게 하겠다”고 했다.", "비엔 레트", "민서영"),
]  # fmt: skip

CERTAIN = [
    ("named-with-the-words", _KOR + "한 대통령은 “케냐 정부가 용지를 내놓겠다고 한 것을 환영한다”고 했다.", "한도영"),
    ("named-though-odd", _KOR + "한 대통령은 “케냐 청년에게 장학금을 주겠다”고 했다.", "한도영"),
    ("own-government-of-the-last", _KOR + "이어 “우리 정부가 철도 신호 기술을 이전하겠다”고 했다.", "한도영"),
    ("own-side-of-the-last", _KEN + "이어 “케냐 정부가 용지를 내놓겠다”고 했다.", "다우드 오마르"),
    ("own-institution-of-the-last", _KOR + "이어 “진행 상황을 국회에 보고하겠다”고 했다.", "한도영"),
    ("beneficiary-is-the-other", _KOR + "이어 “케냐 청년에게 장학금을 주겠다”고 했다.", "한도영"),
    ("asks-the-other-side-from-here", _KOR + "이어 “케냐 정부가 통관을 서둘러 달라”고 했다.", "한도영"),
    ("no-pledge-but-a-fact", _KOR + "이어 “케냐 정부는 이미 용지를 내놓았다”고 했다.", "한도영"),
    ("no-pledge-but-a-forecast", _KOR + "이어 “케냐가 동아프리카의 중심이 될 것”이라고 했다.", "한도영"),
    ("no-pledge-but-a-wish", _KOR + "이어 “케냐 정부의 결단이 이어지기를 바란다”고 했다.", "한도영"),
    ("no-pledge-but-praise", _KOR + "이어 “케냐 의회의 결단을 높이 평가한다”고 했다.", "한도영"),
    ("both-act", _KOR + "이어 “양국이 함께 항만을 짓겠다”고 했다.", "한도영"),
    ("both-institutions-named", _KOR + "이어 “국회와 케냐 의회가 교류하도록 돕겠다”고 했다.", "한도영"),
    ("with-not-by", _KOR + "이어 “케냐와 함께 위성을 쏘아 올리겠다”고 했다.", "한도영"),
    ("in-the-place-of-the-other", _KOR + "이어 “나이로비에 병원을 짓겠다”고 했다.", "한도영"),
    ("with-the-other-it-goes-on", _KOR + "이어 “케냐와의 보건 협력은 계획대로 이어가겠다”고 했다.", "한도영"),
    ("goods-of-the-other", _KOR + "이어 “케냐산 원두는 관세를 없애겠다”고 했다.", "한도영"),
    ("third-state", _KOR + "이어 “탄자니아 기업에도 문을 열겠다”고 했다.", "한도영"),
    ("one-s-own-firms-benefit", _KOR + "이어 “우리 기업에 세제 혜택을 주겠다”고 했다.", "한도영"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "speaker", "named_last"), rows(DOUBT))
def test_only_the_other_side_can_say_this(name, text, speaker, named_last):
    reading = read(text)
    known = {entity.id: name_of(entity) for entity in reading.entities}
    doubtful = reading.statements[1:]
    assert doubtful
    for statement in doubtful:
        assert [known[id] for id in statement.speakers] == [speaker]
        assert not statement.attribution.certain
        assert [known[id] for id in statement.attribution.alternatives] == [named_last]
    assert doubtful[0].attribution.basis == "self_reference"
    assert doubtful[0].id in [issue.about for issue in reading.issues if issue.code == "speaker_conflict"]


@pytest.mark.parametrize(("name", "text", "speaker"), rows(CERTAIN))
def test_the_one_named_last_can_say_this(name, text, speaker):
    reading = read(text)
    known = {entity.id: name_of(entity) for entity in reading.entities}
    statement = reading.statements[-1]
    assert [known[id] for id in statement.speakers] == [speaker]
    assert statement.attribution.certain
    assert not statement.attribution.alternatives
    assert not [issue for issue in reading.issues if issue.code == "speaker_conflict"]


def _conflict(rule, words):
    """Whether the words, after a speaker of the other side, are taken from him by the rule."""
    before = _KEN if rule.side == "home" else _KOR
    return any(not s.attribution.certain for s in read(f"{before}그러면서 “{words}”고 했다.").statements)


@pytest.mark.parametrize("rule", self_rules(), ids=lambda rule: rule.id)
def test_rules_both_ways(rule):
    assert rule.source
    assert rule.examples
    assert rule.counterexamples
    assert all(_conflict(rule, words) for words in rule.examples)
    assert not any(_conflict(rule, words) for words in rule.counterexamples)


def test_no_word_is_both_sides():
    home, other = (
        {word for rule in self_rules() if rule.side == side for word in rule.words} for side in ("home", "other")
    )
    assert not home & other
