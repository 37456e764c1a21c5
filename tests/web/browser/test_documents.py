"""Documents in a real browser: added by paste, by upload and by drop, read with and without scripts, words for good."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from hoedam.ledger import Ledger, library
from ledgers import sample

STORY = (
    "한도영 대통령은 17일 청와대에서 레반 초헬리 조지아 총리와 회담을 열었다. 한 대통령은 “무역관을 열겠다”고 밝혔다."
)
LIT = re.compile(r"\blit\b")
SLOW = 60_000  # ms: the first reading loads the analyser
PAGES = [
    "/",
    "/add",
    "/documents",
    "/documents/d2",
    "/documents/d5?at=10-30",
    "/documents/d1/compare/d2",
    "/records/r50",
    "/jobs/none",
]


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(locale="en-GB")


@pytest.fixture(scope="module")
def wire(desk: Ledger) -> str:
    """The page of a wire story."""
    with desk.read() as connection:
        return f"/documents/d{library.with_digest(connection, sample('2019-wire').document.id)}"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier(look: Callable[[str], Page], path: str) -> None:
    look(path)


def test_a_pasted_text_is_read_and_a_script_in_it_is_text(page: Page) -> None:
    page.goto("/add")
    page.get_by_label("Text", exact=True).fill(f"{STORY}\n\n<script>document.title = 'taken'</script>")
    page.get_by_label("Title").fill("<img src=x onerror=\"document.title='taken'\">")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".paper")).to_be_visible(timeout=SLOW)
    assert "<script>document.title" in page.locator(".paper").inner_text()
    assert "taken" not in page.title().replace("document.title='taken'", "")
    assert page.get_by_role("status").first.inner_text() == "Read and added."
    assert "무역관을 열겠다" in page.locator("mark.commitment").first.inner_text()


def test_files_are_chosen_and_their_progress_is_shown(page: Page, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{STORY} {number}", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    page.goto("/add")
    page.locator("input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("3 documents added, 0 new versions, 0 known already, 1 not added")).to_be_visible(
        timeout=SLOW
    )
    assert page.get_by_role("row", name="bad.txt").is_visible()


def test_a_file_is_dropped_on_the_page(page: Page) -> None:
    page.goto("/")
    page.goto("/add")
    page.evaluate(
        """story => {
          const carried = new DataTransfer();
          carried.items.add(new File([story], "dropped.txt", { type: "text/plain" }));
          for (const name of ["dragover", "drop"])
            document.body.dispatchEvent(new DragEvent(name, { dataTransfer: carried, bubbles: true, cancelable: true }));
        }""",
        STORY + " 끌어 놓음.",
    )
    expect(page.locator(".paper")).to_contain_text("끌어 놓음", timeout=SLOW)


def test_words_and_their_statement_light_up_together(page: Page, wire: str) -> None:
    page.goto(wire)
    words, card = page.locator("mark.statement").first, page.locator(".said-card").first
    words.hover()
    expect(card).to_have_class(LIT)
    page.locator("h1").hover()
    expect(card).not_to_have_class(LIT)
    card.focus()
    expect(words).to_have_class(LIT)


def test_marks_are_switched_off_without_scripts(new_page: Callable[..., Page], wire: str) -> None:
    page = new_page(java_script_enabled=False, locale="en-GB")
    page.goto(wire)
    first = page.locator("mark.statement").first
    ground = "element => getComputedStyle(element).backgroundColor"
    assert first.evaluate(ground) != "rgba(0, 0, 0, 0)"
    page.get_by_label("Statements").uncheck()
    assert first.evaluate(ground) == "rgba(0, 0, 0, 0)"


def test_a_document_is_read_without_scripts(new_page: Callable[..., Page], wire: str) -> None:
    page = new_page(java_script_enabled=False, locale="en-GB")
    page.goto(wire)
    page.get_by_role("link", name="3 to its words", exact=True).click()
    assert urlsplit(page.url).fragment.startswith("w-r")
    card = page.locator(".said-card").nth(2)
    card.get_by_text("More").click()
    card.get_by_role("link", name="Why?").click()
    assert "✓ taken" in page.locator("main").inner_text()


def test_a_text_is_added_without_scripts(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False, locale="en-GB")
    page.goto("/add")
    page.get_by_label("Text", exact=True).fill(STORY + " 스크립트 없이.")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".paper")).to_contain_text("스크립트 없이", timeout=SLOW)


def test_why_opens_beneath_its_statement(page: Page, wire: str) -> None:
    page.goto(wire)
    card = page.locator(".said-card").nth(2)
    card.get_by_text("More").click()
    card.get_by_role("link", name="Why?").click()
    expect(card.locator(".why")).to_contain_text("✓ taken", timeout=SLOW)
    assert urlsplit(page.url).path == wire


def test_a_permalink_is_copied_for_selected_words_and_leads_back(new_page: Callable[..., Page], wire: str) -> None:
    page = new_page(locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    page.goto(wire)
    select = """() => {
      const paragraph = [...document.querySelectorAll(".text p")].find((one) => one.textContent.includes("흑해 물류"));
      const parts = [...paragraph.querySelectorAll("[data-at]")];
      const range = document.createRange();
      range.setStart(parts[0].firstChild, 2);
      range.setEnd(parts.at(-1).firstChild, 1);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }"""
    page.evaluate(select)
    page.get_by_role("button", name="Copy a permalink to the selected words").click()
    expect(page.locator(".copying output")).to_have_text("✓")
    link = page.evaluate("navigator.clipboard.readText()")
    parts = urlsplit(link)
    start, end = map(int, parts.path.rpartition("/")[2].split("-"))
    assert parse_qs(parts.query)["words"] == [sample("2019-wire").document.text[start:end]]
    page.goto(link)
    assert urlsplit(page.url).path == wire
    expect(page.locator("#at")).to_be_in_viewport()
    shown = page.locator("mark.at").all_inner_texts()
    assert "".join(shown) == sample("2019-wire").document.text[start:end]
    page.goto(link[:-9])  # other words than stand there
    assert page.locator(".orphan").is_visible() and page.locator("#at").count() == 0


def test_a_document_prints_on_a4(page: Page, wire: str) -> None:
    page.goto(wire)
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_reading_as_one_file_asks_nothing(page: Page, tmp_path: Path, barriers: Callable[[Page], list[str]]) -> None:
    from hoedam.web.onefile import OneFile

    file = tmp_path / "one.html"
    with file.open("w", encoding="utf-8") as opened:
        made = OneFile(opened, "en")
        made.write(sample("2019-wire"))
        made.write(sample("2025-joint-statement"))
        made.close()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(file.read_text(encoding="utf-8"))
    assert page.locator("mark.statement").count() > 10
    assert asked == [] and barriers(page) == []
