"""Speaker headings: broadcasters' labels, full texts of remarks, questions and answers."""

import pytest
from tests.extract.statement_texts import case, check, read, want

BROADCAST = [
    case("brackets", "[민서영 / 외교부 장관 : 협상은 이달 안에 끝납니다.]",
         want("민서영", "direct", "협상은 이달 안에 끝납니다.", basis="document")),
    case("interview", "외교 당국 간 협의가 17일 이어졌습니다.\n▶ 인터뷰 : 정하림 / 대통령실 대변인 - \"현지에서 계속 협의하고 있습니다\"",
         want("정하림", "direct", "현지에서 계속 협의하고 있습니다")),
    case("recorded", "[녹취] 백인혁 / 외교부 1차관 : 송환은 다음 주에 시작됩니다.",
         want("백인혁", "direct", "송환은 다음 주에 시작됩니다.")),
    case("foreign-guest", "[타마즈 로미제 / 조지아 총리 : 포도밭보다 데이터센터를 먼저 보여 드리겠습니다.]",
         want("타마즈 로미제", "direct", "포도밭보다 데이터센터를 먼저 보여 드리겠습니다.", "pledge")),
    case("story-around-a-label",
         "민서영 외교부 장관은 회담을 마치고 기자들을 만났습니다.\n[민서영 / 외교부 장관 : 좋은 대화였습니다.]\n민 장관은 내년에 다시 만나자고 제안했다고 밝혔습니다.",
         want("민서영", "direct", "좋은 대화였습니다."), want("민서영", None, "내년에 다시 만나자", "propose")),
    case("labels-on-lines-of-their-own",
         "[앵커]\n조지아 총리를 모셨습니다.\n[타마즈 로미제 / 조지아 총리]\n반갑습니다.\n[앵커]\n데이터센터를 지어 달라고 요청하셨다고요?\n"
         "[타마즈 로미제 / 조지아 총리]\n내년에 부지를 내주겠습니다. 포도밭도 남겨 두겠습니다.",
         want("타마즈 로미제", "direct", "반갑습니다."),
         want("타마즈 로미제", "direct", "내년에 부지를 내주겠습니다. 포도밭도 남겨 두겠습니다.", "pledge pledge")),
    case("the-reporter-s-part-is-read-on",
         "[민서영 / 외교부 장관]\n협상은 끝났습니다.\n[기자]\n민서영 장관은 문서를 곧 내놓겠다고 했습니다.",
         want("민서영", "direct", "협상은 끝났습니다."), want("민서영", "indirect", "문서를 곧 내놓겠다")),
    case("a-reporter-s-label-is-nobody-s", "[한지우 / 기자 : 회담은 두 시간 동안 이어졌습니다.]"),
]  # fmt: skip

REMARKS = [
    case("name-as-heading",
         "◇ 한도영 대통령\n먼 길을 오신 대표단을 환영합니다.\n오늘 다섯 건의 문서에 서명하겠습니다.\n◇ 오스카 린드 총리\n따뜻하게 맞아 주셔서 감사합니다.",
         want("한도영", "direct", "먼 길을 오신 대표단을 환영합니다.", "welcome"), want("한도영", "direct", "오늘 다섯 건의 문서에 서명하겠습니다.", "pledge"),
         want("오스카 린드", "direct", "따뜻하게 맞아 주셔서 감사합니다.", "thank")),
    case("colon-turns",
         "한도영 대통령: 철도는 두 나라의 오랜 꿈입니다.\n바트 에르덴 대통령: 올해 안에 조사를 끝내겠습니다.",
         want("한도영", "direct", "철도는 두 나라의 오랜 꿈입니다."), want("바트 에르덴", "direct", "올해 안에 조사를 끝내겠습니다.", "pledge")),
    case("announced-in-brackets",
         "[한도영 대통령 모두발언 전문]\n존경하는 대표단 여러분, 반갑습니다.\n우리는 배터리 표준을 함께 만들겠습니다.",
         want("한도영", "direct", "존경하는 대표단 여러분, 반갑습니다.", "welcome"),
         want("한도영", "direct", "우리는 배터리 표준을 함께 만들겠습니다.", "pledge")),
    case("announced-full-text",
         "다음은 한도영 대통령의 모두발언 전문이다.\n존경하는 대표단 여러분, 반갑습니다.\n우리는 배터리 표준을 함께 만들겠습니다.",
         want("한도영", "direct", "존경하는 대표단 여러분, 반갑습니다.", "welcome"), want("한도영", "direct", "우리는 배터리 표준을 함께 만들겠습니다.", "pledge"),
         fails="다음은 … 전문이다: an announcing sentence is no heading"),
]  # fmt: skip

QUESTIONS = [
    case("triangles", "▲민서영 장관=협상단이 이미 출발했다.\n▲기자=언제 돌아오나.\n▲민서영 장관=이번 주말에 돌아온다.",
         want("민서영", "direct", "협상단이 이미 출발했다.", "inform"), want("민서영", "direct", "이번 주말에 돌아온다.")),
    case("dash-question", "- 관세 협상은 언제 끝나나.\n▲민서영 장관: 올해를 넘기지 않겠다.",
         want("민서영", "direct", "올해를 넘기지 않겠다.")),
    case("q-and-a", "Q. 원전 계약은 어떻게 되나.\n민서영 장관 : 다음 달 서명하겠습니다.",
         want("민서영", "direct", "다음 달 서명하겠습니다.", "pledge")),
    case("a-report-in-double-marks-inside-an-answer", "- 분위기는 어땠나.\n▲민서영 장관: 두 시간이나 걸렸다. 오스카 린드 스웨덴 총리는 \"합의는 합의\"라고 했다.",
         want("민서영", "direct", "두 시간이나 걸렸다."), want("오스카 린드", "direct", "합의는 합의", relay="민서영")),
    case("an-answer-of-several-paragraphs", "기자 : 파병 계획이 있나.\n민서영 장관 : 검토한 바 없습니다.\n국제사회의 논의를 지켜보고 있습니다.\n기자 : 고맙습니다.",
         want("민서영", "direct", "검토한 바 없습니다."), want("민서영", "direct", "국제사회의 논의를 지켜보고 있습니다.")),
]  # fmt: skip


INTERVIEWS = [
    case("answers-in-marks",
         "타마즈 로미제 조지아 총리를 호텔에서 만났다. 민서영 외교부 장관과 회담한 뒤였다.\n― 무엇을 얻었나.\n“투자다. 민 장관이 항만 설계를 돕겠다고 했다.”\n"
         "― 다음 계획은.\n“정부도 도로를 놓을 생각이다.”\n― 전쟁은.\n“끝나기를 바란다.”",
         want("타마즈 로미제", "direct", "투자다."), want("민서영", "indirect", "항만 설계를 돕겠다", "pledge", relay="타마즈 로미제"),
         want("타마즈 로미제", "direct", "정부도 도로를 놓을 생각이다.", "pledge"), want("타마즈 로미제", "direct", "끝나기를 바란다.", "hope")),
    case("q-and-a", "타마즈 로미제 조지아 총리와 만났다.\nQ. 무엇을 원하나.\nA. 항만을 함께 짓자.\nQ. 언제인가.\nA. 내년이다.",
         want("타마즈 로미제", "direct", "항만을 함께 짓자.", "propose"), want("타마즈 로미제", "direct", "내년이다.")),
    case("the-person-only-in-the-headline",
         "타마즈 로미제 조지아 총리 “항만은 한국에 맡기고 싶다”\n지난 12일 서울의 한 호텔에서 그를 만났다. 민서영 외교부 장관과 회담한 직후였다.\n"
         "문: 무엇을 얻었습니까.\n답: 민 장관이 항만 설계를 돕겠다고 했습니다. 땅은 우리가 내놓겠습니다.\n문: 언제 시작합니까.\n답: 내년입니다.",
         want("민서영", "indirect", "항만 설계를 돕겠다", "pledge", relay="타마즈 로미제"), want("타마즈 로미제", "direct", "땅은 우리가 내놓겠습니다.", "pledge"),
         want("타마즈 로미제", "direct", "내년입니다.")),
    case("somebody-named-inside-the-headline-s-marks-is-not-asked",
         "“민서영 장관의 결단 기다린다”\n타마즈 로미제 조지아 총리를 호텔에서 만났다.\n― 무엇을 원하나.\n“항만을 함께 짓자.”\n― 언제인가.\n“내년이다.”",
         want("타마즈 로미제", "direct", "항만을 함께 짓자.", "propose"), want("타마즈 로미제", "direct", "내년이다.")),
    case("dashes-alone-are-no-interview", "민서영 외교부 장관은 “서두르자”고 했다.\n- 현지 반응은 차분했다.\n“지켜보자.” 오스카 린드 스웨덴 총리의 말이다.",
         want("민서영", "direct", "서두르자"), want("오스카 린드", "direct", "지켜보자.")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wants"), INTERVIEWS)
def test_interviews(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), BROADCAST)
def test_broadcasters_labels(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), REMARKS)
def test_full_texts(text, wants):
    check(text, wants, "remarks")


@pytest.mark.parametrize(("text", "wants"), QUESTIONS)
def test_questions_and_answers(text, wants):
    check(text, wants, "transcript")


def test_a_colon_in_a_story_is_no_label():
    assert not read("장소 : 산티아고 대통령궁\n일시 : 17일 오전 10시", "news").statements
