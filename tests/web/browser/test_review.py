"""Review in a real browser: by keyboard alone with a Korean input method on, spans by selecting, two persons at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Row, select

from hoedam.ledger import Ledger, documents
from hoedam.ledger.tables import document, record
from hoedam.reader import Reader
from hoedam.web import Options, make
from ledgers import sample
from web.browser.watch import Watch

PAGES = ["/review", "/review?signing=1", "/review?doubt=none", "/review/r11", "/review/r11/edit", "/review/r13/edit", "/review/d1/add",
         "/review/d1/add?kind=project", "/review/several?record=r11:1"]  # fmt: skip
# what a Korean input method makes of the keys: the letter of the key, or nothing that tells
HANGUL = {"KeyA": "ㅁ", "KeyE": "ㄷ", "KeyJ": "ㅓ", "KeyK": "ㅏ", "KeyR": "ㄱ", "KeyS": "ㄴ", "KeyU": "ㅕ"}
STORY = """---
published: 2024-05-02
publisher: 새벽일보
---
# 한·조지아 차관 협의

🚢🚢 두 차관은 2일 서울에서 만났다. 김서준 차관은 "🚢 항만 조사를 올해 시작하겠다"고 밝혔다.
"""
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const whole = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) whole.push(...[...node.data].map((_, at) => [node, at]));
  const text = whole.map(([node, at]) => [...node.data][at]).join("");
  const start = [...text.slice(0, text.indexOf(words))].length;
  const point = at => [whole[at][0], [...whole[at][0].data].slice(0, whole[at][1]).join("").length];
  range.setStart(...point(start));
  range.setEnd(...point(start + [...words].length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(scope="module")
def elsewhere(desk: Ledger, serve: Callable[..., str]) -> str:
    """Where another person works on the same ledger."""
    return serve(make(desk, Options(person="박과장")))


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(locale="ko-KR")


@pytest.fixture
def second(browser: Browser, elsewhere: str) -> Iterator[Page]:
    """The other person's browser."""
    context = browser.new_context(base_url=elsewhere, locale="ko-KR")
    watch = Watch(context, elsewhere)
    yield context.new_page()
    context.close()
    assert not watch.complaints


def row_of(desk: Ledger, local: str, digest: str | None = None) -> Row[Any]:
    with desk.read() as connection:
        home = select(document.c.id).where(document.c.digest == (digest or sample("2019-wire").document.id))
        chosen = select(record).where(record.c.local == local, record.c.document == home.scalar_subquery())
        return connection.execute(chosen).one()


def standing(desk: Ledger, row: Row[Any]) -> Any:
    with desk.read() as connection:
        return documents.standing(connection, connection.execute(select(record).where(record.c.id == row.id)).one())


def hangul(page: Page, code: str, *, swallowed: bool = False) -> None:
    """Press a key while a Korean input method is on; `swallowed`: it keeps even the letter for itself."""
    key, number = ("Process", 229) if swallowed else (HANGUL[code], ord(code[-1]))
    session = page.context.new_cdp_session(page)
    for kind in ("rawKeyDown", "keyUp"):
        session.send(
            "Input.dispatchKeyEvent", {"type": kind, "code": code, "key": key, "windowsVirtualKeyCode": number}
        )
    session.detach()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier(look: Callable[[str], Page], path: str) -> None:
    look(path)


def test_review_by_keyboard_alone_with_a_korean_input_method(page: Page, desk: Ledger) -> None:
    page.goto("/review?kind=statement")
    ids = page.locator("[data-item]").evaluate_all("items => items.map(item => item.id)")
    hangul(page, "KeyJ")
    hangul(page, "KeyJ", swallowed=True)
    assert page.evaluate("document.activeElement.id") == ids[1]
    hangul(page, "KeyK")
    assert page.evaluate("document.activeElement.id") == ids[0]
    assert page.locator(".said").count() == 0, "moving decides nothing"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review/{ids[0]}?kind=statement")
    hangul(page, "KeyA")
    page.wait_for_url(f"**/review/{ids[1]}?**")
    assert f"{ids[0]}: 확인." in page.locator(".said").inner_text()
    page.locator("#announce", has_text="확인").wait_for(state="attached")
    hangul(page, "KeyR", swallowed=True)
    page.wait_for_url(f"**/review/{ids[2]}?**")
    hangul(page, "KeyU")
    page.wait_for_url(f"**/review/{ids[1]}?kind=statement")
    assert page.locator("h1 .review-machine").count() == 1
    hangul(page, "KeyE")
    page.wait_for_url(f"**/review/{ids[1]}/edit?**")
    with desk.read() as connection:
        states = {row.id: row.state for row in connection.execute(select(record.c.id, record.c.state))}
    assert [states[int(id[1:])] for id in ids[:3]] == ["checked", "machine", "machine"]


def test_typing_decides_nothing_and_neither_do_shortcuts_of_the_browser(page: Page) -> None:
    page.goto("/review/r11")
    page.get_by_label("사유").focus()
    hangul(page, "KeyA")
    page.keyboard.type("are you")
    page.get_by_label("사유").blur()
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+r")
    assert page.url.endswith("/review/r11")
    assert page.get_by_label("사유").input_value() == "are you"


def test_keys_are_changed_kept_and_turned_off(page: Page) -> None:
    page.goto("/review")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="단축키")
    dialog.get_by_label("다음").press("n")
    dialog.get_by_label("이전").press("n")
    dialog.get_by_role("button", name="저장").click()
    assert "같은 키" in dialog.get_by_role("alert").inner_text()
    dialog.get_by_label("이전").press("p")
    dialog.get_by_role("button", name="저장").click()
    page.goto("/review?kind=statement")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.matches('[data-item]')")
    page.keyboard.press("?")
    dialog.get_by_label("단축키 사용").uncheck()
    dialog.get_by_role("button", name="저장").click()
    page.goto("/review")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement === document.body")
    assert page.locator("kbd:visible").count() == 0


def test_a_speaker_is_corrected_and_a_span_by_selecting(page: Page, desk: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text(STORY, encoding="utf-8")
    reading = Reader().read(file)
    documents.add(desk, reading)
    row = row_of(desk, reading.statements[0].id, reading.document.id)
    page.goto(f"/review/r{row.id}/edit")
    words = "🚢 항만 조사"
    page.evaluate(SELECT, words)
    content = page.get_by_role("group", name="내용")
    content.get_by_role("button", name="선택한 말 넣기").first.click()
    assert content.get_by_role("textbox").first.input_value() == words
    speakers = page.get_by_role("group", name="화자", exact=True)
    for box in speakers.get_by_role("checkbox", checked=True).all():
        box.uncheck()
    page.get_by_role("button", name="저장", exact=True).click()
    page.wait_for_url(f"**/review/r{row.id}")
    one = standing(desk, row)
    assert one.speakers == ()
    assert [span.text for span in one.content] == [words]
    assert one.content[0].start == reading.document.text.index(words)
    assert "기계: " in page.locator(".facts").inner_text()


def test_words_across_paragraphs_are_counted_as_the_ledger_counts(page: Page, desk: Ledger) -> None:
    row = row_of(desk, "m1")
    page.goto(f"/review/r{row.id}/edit")
    first, other = page.locator("[data-text] [data-start]").nth(2), page.locator("[data-text] [data-start]").nth(3)
    page.evaluate("([a, b]) => getSelection().setBaseAndExtent(a, 0, b, b.childNodes.length)",
                  [first.element_handle(), other.element_handle()])  # fmt: skip
    group = page.get_by_role("group", name="근거 자료")
    group.get_by_role("button", name="선택한 말 넣기").first.click()
    page.get_by_role("button", name="저장", exact=True).click()
    page.wait_for_url(f"**/review/r{row.id}")
    text = sample("2019-wire").document.text
    assert any("\n" in span.text and text[span.start : span.end] == span.text for span in standing(desk, row).evidence)


def test_a_second_person_signs_with_one_key(page: Page, second: Page, desk: Ledger) -> None:
    row = row_of(desk, "c1")
    page.goto(f"/review/r{row.id}")
    hangul(page, "KeyA")
    page.wait_for_selector(".said")
    page.goto(f"/review/r{row.id}?signing=1")
    assert page.get_by_role("button", name="승인").count() == 0
    assert "다른 사람이 승인합니다" in page.locator(".decide").inner_text()
    second.goto(f"/review/r{row.id}?signing=1")
    hangul(second, "KeyS")
    second.wait_for_selector(".said")
    assert f"r{row.id}: 승인." in second.locator(".said").inner_text()
    now = row_of(desk, "c1")
    assert (now.state, now.checker, now.signer) == ("signed_off", "김데스크", "박과장")


def test_what_was_done_is_seen_wherever_the_list_goes_on(new_page: Callable[..., Page], desk: Ledger) -> None:
    page = new_page(locale="ko-KR", viewport={"width": 1280, "height": 500})
    page.goto("/review?kind=statement")
    page.locator("button[data-key=accept]").nth(8).click()
    page.wait_for_url("**#r*")
    assert page.evaluate("scrollY") > 500
    expect(page.locator(".said")).to_be_in_viewport()


def test_two_browsers_on_one_record(page: Page, second: Page, desk: Ledger) -> None:
    row = row_of(desk, "s9")
    for one in (page, second):
        one.goto(f"/review/r{row.id}/edit")
    second.get_by_label("형식").select_option("mixed")
    second.get_by_role("button", name="저장", exact=True).click()
    second.wait_for_url(f"**/review/r{row.id}")
    page.get_by_label("형식").select_option("indirect")
    page.get_by_label("사유").fill("따옴표가 없음")
    page.get_by_role("button", name="저장", exact=True).click()
    page.wait_for_selector(".refusal")
    assert "박과장 님이 먼저" in page.locator(".refusal").inner_text()
    assert "혼합" in page.get_by_role("region", name="다른 사람이 바꾼 것").inner_text()
    assert page.get_by_label("형식").input_value() == "indirect"
    assert page.get_by_label("사유").input_value() == "따옴표가 없음"
    page.get_by_role("button", name="저장", exact=True).click()
    page.wait_for_url(f"**/review/r{row.id}")
    assert standing(desk, row).form == "indirect"


def test_all_of_it_works_without_scripts(new_page: Callable[..., Page], desk: Ledger) -> None:
    page = new_page(java_script_enabled=False, locale="ko-KR")
    page.goto("/review?kind=commitment")
    page.get_by_role("link", name="첫 건부터 시작").click()
    page.get_by_role("button", name="확인", exact=True).click()
    assert ": 확인." in page.locator(".said").inner_text()
    page.get_by_role("button", name="결정 되돌리기").click()
    assert "되돌림 → 기계." in page.locator(".said").inner_text()
    page.get_by_role("link", name="수정", exact=True).click()
    page.locator("textarea[name='content.words']").fill("아무 데도 없는 말")
    page.get_by_role("button", name="저장", exact=True).click()
    assert "문서에 없는 말입니다" in page.locator(".refusal").inner_text()
    assert page.locator("textarea[name='content.words']").input_value() == "아무 데도 없는 말"
