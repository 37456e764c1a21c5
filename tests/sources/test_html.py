import pytest

from hoedam.sources import load

BODY = [
    "장도윤 대통령은 12일 서울에서 마테오 리바스 우루과이 대통령과 회담하고 축산물 검역과 항만 물류 협력을 논의했다.",
    '장 대통령은 "두 나라가 지구 반대편에 있지만 마음은 이웃"이라며 "냉동 컨테이너 기술을 나누겠다"고 말했다.',
    '리바스 대통령은 이에 "한국의 항만 자동화 경험을 배우고 싶다"고 답했다. 두 정상은 연내 실무협의를 열기로 했다.',
    "두 정상은 만찬에서 축구 이야기를 나누며 친분을 다졌다.",
]
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>장 대통령, 리바스와 회담 - 가온일보</title>
<meta property="og:title" content="장 대통령, 리바스와 회담…&quot;항만 협력&quot;">
<meta property="og:site_name" content="가온일보">
<meta property="article:published_time" content="2023-05-12T23:30:00Z"><meta name="author" content="홍보름"></head>
<body><nav><a href="/">홈</a> <a href="/p">정치</a></nav><h1>장 대통령, 리바스와 회담…"항만 협력"</h1>
<div>홍보름 기자 <span>입력 2023.05.13 08:30</span></div><article><p>{BODY[0]}</p>
<figure><img src="https://img.example/1.jpg">
<figcaption>두 정상이 악수하고 있다. (대통령실 제공) 2023.5.12</figcaption></figure>
<p>{BODY[1]}</p><p>{BODY[2]}</p>
<div><b>관련기사</b><ul><li><a href="/x">총리 "더 사겠다"</a></li></ul></div><p>{BODY[3]}</p>
</article><p>저작권자 © 가온일보 무단전재 및 재배포 금지</p>
<aside><h3>많이 본 뉴스</h3><ul><li>"나는 안 간다"</li></ul></aside>
<footer>가온일보 대표 아무개</footer></body></html>"""
OLD_PAGE = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr">
<title>리바스와 회담 | 새벽신문</title></head>
<body><table><tr><td><a href=1>홈</a> | <a href=2>정치</a></td></tr><tr><td><b>리바스와 회담</b></td></tr>
<tr><td>기사입력 2023-05-12 17:20</td></tr><tr><td><img src="b.jpg"><br>
<span class="img_desc">▲ 두 정상이 악수하고 있다. /새벽신문</span>
<br><br>(서울=새벽통신) 홍보름 기자 = {BODY[0]}<br><br>{BODY[1]}<br><br>
{BODY[2]}<br>{BODY[3]}<br><br>bo@saebyeok.example<br></td></tr>
</table></body></html>"""


def blocks(document, *kinds):
    return [document.text[block.start : block.end] for block in document.blocks if block.kind in kinds]


def test_a_page_of_today():
    document = load(PAGE.encode(), name="a.html")
    assert blocks(document, "headline") == ['장 대통령, 리바스와 회담…"항만 협력"']
    assert blocks(document, "paragraph") == BODY
    caption = next(block for block in document.blocks if block.kind == "caption")
    assert (caption.image, caption.credit) == ("https://img.example/1.jpg", "대통령실 제공")
    assert "안 간다" not in document.text and "더 사겠다" not in " ".join(blocks(document, "paragraph", "list_item"))
    assert (document.publisher, document.bylines) == ("가온일보", ("홍보름",))


def test_metadata_dates_are_korean_days():
    document = load(PAGE.encode())
    assert (document.published, document.published_basis) == ("2023-05-13", "metadata")


@pytest.mark.parametrize("codec", ["cp949", "utf-8", "utf-16"])
def test_an_old_page_whatever_it_declares(codec):
    document = load(OLD_PAGE.encode(codec), name="b.htm")
    assert blocks(document, "paragraph") == ["(서울=새벽통신) 홍보름 기자 = " + BODY[0], *BODY[1:]]
    assert blocks(document, "caption") == ["▲ 두 정상이 악수하고 있다. /새벽신문"]
    assert (document.published, document.published_basis) == ("2023-05-12", "byline")
    assert (document.agency, document.title) == ("새벽통신", "리바스와 회담")


@pytest.mark.parametrize("cut", range(600, len(PAGE), 61))
def test_a_truncated_page_is_read_as_far_as_it_goes(cut):
    document = load(PAGE[:cut].encode(), name="a.html")
    assert document.text


def test_a_page_nested_deeper_than_parsers_go():
    page = "<html><body>" + "<div>" * 5000 + f"<p>{BODY[0]}</p>" + "</div>" * 5000
    assert BODY[0] in load(page.encode()).text


@pytest.mark.parametrize("form", ['a{}="한국 > 몽골"', "a{}=1", "a{}", "a{}='x'"])
def test_a_tag_with_more_attributes_than_a_parser_ends_with(form):
    attributes = " ".join(form.format(n) for n in range(100_000))
    page = f"<html><body><p>{BODY[0]}</p><p {attributes}>{BODY[1]}</p></body></html>"
    text = load(page.encode(), name="a.html").text
    assert BODY[0] in text and BODY[1] in text


def test_long_values_are_no_reason_not_to_parse_a_page():
    picture = "data:image/png;base64," + "iVBORw0KGgo/AAA+" * 20_000
    classes = " ".join(f"c{n}" for n in range(5000))
    pictures = f'<img src="{picture}"><img src={picture}>'
    page = f'<html><head><meta property="og:title" content="회담"></head><body><p class="{classes}">{pictures}{BODY[0]}</p>'
    document = load(page.encode(), name="a.html")
    assert document.title == "회담" and BODY[0] in document.text


def test_comments_before_the_first_tag_and_a_fragment():
    assert blocks(load(("<!-- 저장 -->" * 500 + f"<p>{BODY[0]}</p><p>{BODY[1]}</p>").encode()), "paragraph") == BODY[:2]


def test_text_with_angle_brackets_is_not_a_page():
    assert load("<정치·안보 분야>\n양측은 논의했다.".encode()).text.startswith("<정치")
