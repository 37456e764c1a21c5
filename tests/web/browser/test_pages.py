"""Every page in a real browser: nothing asked outside, nothing that the content policy refuses, no serious barrier."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from hoedam.ledger import Ledger, followups

LISTS = ["/statements", "/utterances", "/commitments", "/meetings", "/matters", "/names", "/search?words=무역관"]
PAGES = [*LISTS, "/commitments/board", "/followups", "/searches", "/history", "/history/seal", "/api", "/nowhere"]


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(locale="ko-KR")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier(look: Callable[[str], Page], path: str) -> None:
    look(path)


def test_a_commitment_is_found_on_the_board_and_its_status_moved_with_evidence(page: Page, desk: Ledger) -> None:
    with desk.read() as connection:
        one = next(one for one in followups.proposals(connection) if one.status == "stalled")
    page.goto("/commitments/board")
    page.get_by_role("link", name="전체").first.click()
    page.goto(f"/commitments/c{one.item}")
    form = page.get_by_role("group", name="이행 경과 기록")
    form.get_by_role("combobox").select_option("under_way")
    form.get_by_label("시점").fill("2024-03")
    form.get_by_label("비고").fill("회의록")
    form.get_by_label("장부에서 찾기").fill("무역관")
    form.get_by_role("button", name="찾기").click()
    form.get_by_role("heading", name="찾은 기록").wait_for()
    assert page.url.endswith(f"/c{one.item}") and form.get_by_label("비고").input_value() == "회의록"
    form.locator(f"input[name=evidence][value='d{one.document}:{one.start}-{one.end}']").check()
    form.get_by_role("button", name="기록", exact=True).click()
    assert "이행단계: 추진 중" in page.get_by_role("status").first.inner_text()
    page.goto("/commitments/board")
    assert page.get_by_role("region", name="추진 중").get_by_role("link", name=f"c{one.item}").is_visible()


def test_the_language_is_switched_and_kept(page: Page) -> None:
    page.goto("/commitments")
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Commitments and asks"
    page.goto("/matters")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_list_is_downloaded_and_opens_as_a_workbook(page: Page, tmp_path: Path) -> None:
    page.goto("/commitments?owner=KOR")
    told = page.locator(".count").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX", exact=True).click()
    file = tmp_path / "list.xlsx"
    download.value.save_as(file)
    rows = openpyxl.load_workbook(file).active.max_row - 1
    assert f"{rows}건" in told


def test_lists_are_searched_and_paged_without_scripts(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False, locale="ko-KR")
    page.goto("/statements")
    assert page.locator(".card").count() == 50
    page.get_by_role("link", name="다음 쪽").click()
    assert page.locator(".card").count() > 0
    page.get_by_label("장부 검색").fill("무역관")
    page.get_by_role("button", name="검색").click()
    assert page.locator("mark").count() > 0


def test_a_page_prints_on_a4(page: Page) -> None:
    page.goto("/commitments")
    assert page.pdf(format="A4").startswith(b"%PDF")
