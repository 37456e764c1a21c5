"""Any text: never a fault, every span true, the same bytes the same reading, in one process or in two."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.whole import assert_whole

from hoedam import Settings
from hoedam.errors import SourceUnreadable
from hoedam.reader import Reader

NAMES = [
    "오세린",
    "밀로시 부코비치",
    "문",
    "알-파이살",
    "카심 조마르트",
    "남궁현",
    "Ana Petrović",
    "梁",
    "○○○",
    "빈 살만",
]
STATES = [
    "몬테네그로",
    "한국",
    "한·미",
    "한-카자흐",
    "韓·日",
    "한미일",
    "미측",
    "우리 정부",
    "양국",
    "UAE",
    "중",
    "북한",
    "유엔",
]
OFFICES = [
    "대통령",
    "총리",
    "국왕",
    "왕세자",
    "외교장관",
    "대변인",
    "관계자",
    "제1부총리 겸 재무장관",
    "양 정상",
    "두 장관",
    "그",
    "본인",
]
PARTICLES = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "와",
    "의",
    "에게",
    "께서",
    "에 대해",
    "(오른쪽)",
    ",",
    "·",
    "측은",
    " 간",
]
WORDS = ["회담", "정상회담을 열었다.", "양해각서", "공동위원회를 신설", "내년 초청", "협력 확대", "원전 건설", "△항공협정 △비자",
         "등 5건", "현지시간", "이날", "서면 브리핑에 따르면", "그러면서", "이에", "이어", "축구를 좋아한다", "조건이 되면"]  # fmt: skip
TIMES = [
    "17일",
    "2021년 8월 17일",
    "지난달 말",
    "'21년",
    "올해 상반기",
    "30주년",
    "내주",
    "5~7일",
    "13월 40일",
    "99999년",
    "3년 만",
    "오는 12월까지",
]
ENDINGS = ["하겠다", "하자", "해 달라", "하기로 했다", "인가", "입니다.", "했다.", "할 것", "해야 한다", "하지 않겠다", "ㄹ 수 있다",
           "바란다.", "감사하다", "하며", "하고", "된 데 대해"]  # fmt: skip
CUES = ["고 밝혔다.", "라고 말했다", "라며", "다고 전했다", "고 하자", "는 데 의견을 같이했다.", "이같이 말했다", "것을 요청했다", "고 했다고 전했다",
        "고 답했다.", "면서", "는 제안에 공감했다", "로 해석된다", "고 약속했느냐"]  # fmt: skip
MARKS = ["“", "”", "‘", "’", '"', "'", "「", "」", "『", "》", "〈", "(", ")", "[", "]", "…", "ㆍ", "‧", "″", "`", "&quot;", "''", "-", "○", "◆", "※", "①", "1. ",
         "가. ", "* ", "# ", "> ", "| ", "![", "](x)", "<p>", "</div>", "<!--"]  # fmt: skip
GAPS = [
    "",
    "",
    "",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\u200b",
    "\ufeff",
    "\u00a0",
    "\u3000",
    "\t",
    "\r\n",
    "\u2028",
    "\u0301",
    "\ud800",
    "\x00",
    "\x0c",
]
NOISE = [
    "ㅋㅋ",
    "가각갂",
    "zz",
    "123,456",
    "%",
    "https://a.example/b?c=d",
    "기자 = ",
    "ⓒ 무단전재",
    "🤝",
    "한",
    "ᄒ",
    "\u1112\u1161\u11ab",
    "\U0010fffe",
]
FRAGMENTS = (NAMES, STATES, OFFICES, PARTICLES, WORDS, TIMES, ENDINGS, CUES, MARKS, NOISE)

PUBLISHED = Settings(published=date(2022, 5, 11))
LEAD = "오세린 대통령은 11일 몬테네그로 총리와 회담을 열었다.\n"  # so that a text counts as Korean

gap = st.sampled_from(GAPS)
fragment = st.sampled_from([words for group in FRAGMENTS for words in group])
CLAUSE = (STATES, NAMES, OFFICES, PARTICLES, MARKS, TIMES, WORDS, ENDINGS, MARKS, CUES)  # nearly a report
clause = st.tuples(*map(st.sampled_from, CLAUSE)).map(
    lambda p: f"{p[0]} {p[1]} {p[2]}{p[3]} {p[4]}{p[5]} {p[6]} {p[7]}{p[8]}{p[9]}"
)
pieces = st.lists(st.tuples(fragment | clause, gap), min_size=3, max_size=40)
korean = pieces.map(lambda pairs: LEAD + "".join(map("".join, pairs)))
noise = st.text(st.characters(), max_size=300)
damaged = st.builds(lambda text, at, middle: text[: at % len(text)] + middle + text[at % len(text) :],
                    korean, st.integers(0, 10_000), noise)  # fmt: skip


@given(korean)
def test_korean_fragments(text: str) -> None:
    assert_whole(Reader(PUBLISHED).read(text), text, PUBLISHED)


@given(damaged)
def test_korean_with_noise_in_it(text: str) -> None:
    assert_whole(Reader().read(text), text, Settings())


@given(damaged.map(lambda text: text.encode("utf-8", "surrogatepass")) | korean.map(lambda t: t.encode("cp949", "ignore")),
       st.integers(0, 2000), st.binary(max_size=4))  # fmt: skip
def test_damaged_bytes(data: bytes, at: int, damage: bytes) -> None:
    broken = data[:at] + damage + data[at + 1 :]
    try:
        reading = Reader().read(broken)
    except SourceUnreadable:
        return
    assert_whole(reading, broken, Settings())


@given(korean)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert Reader(PUBLISHED).read(text).to_json() == Reader(PUBLISHED).read(text).to_json()


def made_up(seed: int) -> str:
    """A text of fragments; the same for the same seed."""
    dice = random.Random(seed)
    return LEAD + "".join(dice.choice(dice.choice(FRAGMENTS)) + dice.choice(GAPS) for _ in range(60))


def test_two_processes_read_as_one() -> None:
    """Each process hashes strings its own way, so an order that hangs on a set would show here."""
    texts = [made_up(seed) for seed in range(100)]
    alone, together = (list(Reader(PUBLISHED).read_many(texts, workers)) for workers in (1, 2))
    assert [outcome.error for outcome in alone] == [None] * len(texts)
    assert [o.reading.to_json() for o in together if o.reading] == [o.reading.to_json() for o in alone if o.reading]
