from hoedam.sources import load_text, plain

WRAPPED = """양국 장관은 오전에 열린 회담에서 항만 배후단지 조성에 관한
실무 협의를 다음 달부터 시작하기로 하고 준비를 서두르라고
실무진에 지시했다.

두 장관은 또 선원 교육 과정을 함께 만드는 방안을 논의하고
필요한 예산을 각자 의회에 설명하기로 했으며 교재의 번역은
한국 측이 맡는다.
"""


def texts(text):
    return [line.text for line in plain.read(text).lines]


def test_one_line_is_one_block():
    assert texts("첫 줄이다.\n둘째 줄이다.\n\n셋째 줄이다.") == ["첫 줄이다.", "둘째 줄이다.", "셋째 줄이다."]


def test_hard_wrapped_paragraphs_are_joined():
    assert len(texts(WRAPPED)) == 2
    assert "조성에 관한 실무 협의를" in texts(WRAPPED)[0]


def test_lines_that_end_their_sentence_are_not_wrapped():
    text = "\n\n".join(
        "양국은 협정에 서명했다고 밝혔다.\n총리는 크게 환영한다고 말했다.\n회담은 한 시간 걸렸다." for _ in range(3)
    )
    assert len(texts(text)) == 9


def test_items_are_never_joined():
    text = (
        WRAPPED
        + "\nㅇ 항만 배후단지를 위한 실무 협의를 시작하기로 하고\nㅇ 선원 교육 과정을 함께 만드는 방안을 논의함.\n"
    )
    assert len(texts(text)) == 4


def test_marks_and_offsets_are_kept():
    document = load_text("  □ 양측은   협의함.  \n\n\t- 끝으로 서명함.")
    assert document.text == "□ 양측은   협의함.\n- 끝으로 서명함."
