"""Where what was said ends: cues over a quotation, over a clause, over a matter, alone; and what is no cue."""

from itertools import pairwise

import pytest
from tests.extract.test_predicates import sentence
from tests.rows import rows

from hoedam.extract.cues import find_cues
from hoedam.extract.endings import read_ending

OVER = [
    ("민서영 장관은 “곧 간다”고 말했다", ["quotation"]),
    ("민서영 장관은 “곧 간다”며 문을 나섰다", ["quotation"]),
    ("민서영 장관은 “곧 간다”면서 “기다려 달라”고 했다", ["quotation", "quotation"]),
    ("민서영 장관은 “곧 간다”는 뜻을 전했다", ["quotation"]),
    ("민서영 장관은 “곧 간다”라는 글을 남겼다", ["quotation"]),
    ("민서영 장관은 “곧 간다”고도 했다", ["quotation"]),
    ("민서영 장관은 “곧 간다.”라고 말했다", ["quotation"]),
    ("민서영 장관은 곧 가겠다고 말했다", ["clause"]),
    ("민서영 장관은 곧 가겠다며 문을 나섰다", ["clause"]),
    ("민서영 장관은 곧 가자고 했다", ["clause"]),
    ("민서영 장관은 누가 가느냐고 물었다", ["clause"]),
    ("민서영 장관은 빨리 와 달라고 했다", ["clause"]),
    ("민서영 장관은 곧 가겠다는 의지를 나타냈다", ["clause"]),
    ("민서영 장관은 답이 하나라고 했다", ["clause"]),
    ("민서영 장관은 곧 가겠다고 말했다고 전해졌다", ["clause"]),
    ("민서영 장관은 감사를 표했다", ["matter"]),
    ("민서영 장관은 방한을 초청했고 조속한 답을 요청했다", ["matter", "matter"]),
    ("민서영 장관은 협의체를 만들기로 했다", ["matter"]),
    ("민서영 장관은 비준안을 낼 것을 요청했다", ["matter"]),
    ("민서영 장관은 취임을 축하하면서 “함께 가자”고 했다", ["matter", "quotation"]),
    ("“함께 갑시다”", ["alone"]),
    ("민서영 장관은 결의안을 지지해 준 데 대해 감사를 표했다", ["matter"]),
    ("민서영 장관이 협력을 요청한 데 대해 장관은 감사를 표했다", ["matter", "matter"]),
    ("민서영 장관은 공사가 늦은 점을 사과하고 곧 끝내겠다고 했다", ["matter", "clause"]),
    ("민서영 장관은 협력에 감사하다고 하면서도, 속도를 내 달라고 했다", ["clause", "clause"]),
    ("민서영 장관은 나포에 우려를 제기하고 석방을 호소했다", ["matter", "matter"]),
    ("민서영 장관은 “대화가 답”이라고 호소했다", ["quotation"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "over"), rows(OVER))
def test_what_a_cue_stands_over(text, over):
    assert [cue.over for cue in find_cues(sentence(text))] == over


NO_CUE = [
    "민서영 장관은 곧 갈 것으로 보인다", "민서영 장관은 회담을 마쳤다", "민서영 장관은 협력을 논의할 예정이다", "민서영 장관은 합의한 센터를 찾았다",
    "민서영 장관은 약속했던 자료를 냈다", "민서영 장관이 요청한 자료가 왔다", "민서영 장관은 감사패를 받았다", "민서영 장관은 합의하지 않았다",
    "민서영 장관은 회담을 하려고 출국했다", "민서영 장관은 지지율이 올랐다", "민서영 장관은 역할을 했다", "민서영 장관이 왔다고 해서 달라지는 것은 없다",
    "민서영 장관이 온다고 해도 늦었다", "민서영 장관이 온다는 소식이 퍼졌다", "민서영 장관은 참석하는 데 그쳤다", "민서영 장관은 ‘소통’을 앞세웠다",
    "민서영 장관은 합의를 이끌어 낼 것이라는 전망이 나온다", "민서영 장관은 자유무역협정에 서명했다",
    "민서영 장관은 회담을 마친 뒤 감사할 사람을 찾았다", "민서영 장관이 강조한 원칙이 시험대에 올랐다", "무엇을 얻었다고 할 수 있나",
]  # fmt: skip


@pytest.mark.parametrize("text", rows(NO_CUE))
def test_what_is_no_cue(text):
    assert not find_cues(sentence(text))


ENDS = [
    ("갔다", "final", True, False), ("갑니다", "final", False, False), ("가지 않았다", "final", True, True), ("가고 하늘은 맑았다", "connective", False, False),
    ("갔으며 하늘은 맑았다", "connective", True, False), ("가는 사람이다", "adnominal", False, False), ("간다고 했다", "quoted", False, False), ("갔음", "nominal", True, False),
    ("가지는 못했다", "final", True, True), ("가고 있다", "final", False, False), ("가 주었다", "final", True, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "past", "negated"), ENDS)
def test_endings(text, kind, past, negated):
    frame = sentence(f"민서영 장관은 {text}")
    verb = next(i for i in range(len(frame)) if frame.kind(i) == "V")
    ending = read_ending(frame, verb + 1)
    assert (ending.kind, ending.past, ending.negated) == (kind, past, negated)


@pytest.mark.parametrize(("text", "forecast", "hearsay"), [
    ("갈 것으로 보인다", True, False), ("갈 것으로 예상된다", True, False), ("간 것으로 전해졌다", False, True), ("간 것으로 알려졌다", False, True),
    ("간 것으로 확인됐다", False, True), ("간 것으로 풀이된다", True, False),
])  # fmt: skip
def test_forecasts_and_hearsay(text, forecast, hearsay):
    frame = sentence(f"민서영 장관은 {text}")
    verb = next(i for i in range(len(frame)) if frame.kind(i) == "V")
    ending = read_ending(frame, verb + 1)
    assert (ending.forecast, ending.hearsay) == (forecast, hearsay)


def test_a_relay_is_the_outer_cue():
    cue = find_cues(sentence("민서영 장관은 곧 가겠다고 말했다고 전했다"))[0]
    assert cue.outer is not None
    assert cue.outer.over == "clause"


def test_cues_never_overlap():
    frame = sentence("민서영 장관은 “곧 간다”며 “기다려 달라”고 요청했고 감사를 표하면서 다시 오겠다고 약속했다")
    cues = find_cues(frame)
    assert len(cues) == 4
    assert all(a.end <= b.start for a, b in pairwise(cues))
