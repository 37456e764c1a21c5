"""Relations, figures and the network in a real browser: drawn of the tables beside them, and whole without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from hoedam.ledger import Ledger, queries
from hoedam.ledger.filters import Filter

PAGES = [
    "/relations", "/relations/GEO", "/relations/GEO/events", "/relations/GEO/compare", "/figures", "/figures?country=GEO&step=month",
    "/network", "/network?of=persons",
]  # fmt: skip
DRAWN = """() => [...document.querySelectorAll("[data-chart]")].every(
  chart => chart.querySelector("svg path") && chart.getBoundingClientRect().height > 60)"""
INKED = """() => [...document.querySelectorAll("#network canvas")].some(canvas =>
  canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(value => value !== 0))"""


@pytest.fixture(scope="module")
def two(desk: Ledger) -> str:
    """The address of two meetings side by side."""
    with desk.read() as connection:
        rows = [
            row for row in queries.rows(connection, "meetings", Filter(country=("GEO",))) if len(row.date or "") == 10
        ]
    return f"/relations/GEO/compare?left={rows[-1].id}&right={rows[-2].id}"


@pytest.mark.parametrize("path", [*PAGES, "two"])
def test_no_page_has_a_barrier(look: Callable[[str], Page], two: str, path: str) -> None:
    look(two if path == "two" else path)


@pytest.mark.parametrize("path", ["/figures", "/relations/GEO"])
def test_charts_are_drawn_of_their_tables(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_function(DRAWN)
    chart = page.locator("[data-chart]").first
    table = page.locator(f"#{chart.get_attribute('data-table')}")
    drawn = chart.inner_text()
    names = table.locator("tbody th").all_inner_texts()
    assert all(name[:16] in drawn for name in names)  # long ones are cut with an ellipsis
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(DRAWN)


def test_a_tooltip_breaks_no_policy(page: Page) -> None:
    page.goto("/figures")
    page.wait_for_function(DRAWN)
    box = page.locator("[data-chart=bars]").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)


def test_a_network_is_drawn_and_its_names_are_links(page: Page) -> None:
    page.goto("/network?of=persons")
    page.wait_for_function(INKED)
    page.locator("#ties a").first.click()
    assert "/names" in page.url


def test_everything_is_there_without_scripts(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    for path in ("/figures", "/network", "/relations/GEO"):
        page.goto(path)
        assert page.locator("table svg.bar").first.is_visible()
        assert not page.locator(".chart, .network").first.is_visible()
    assert page.locator("svg.days circle").count() > 2


def test_pages_are_narrowed_and_compared_by_keyboard(page: Page) -> None:
    page.goto("/figures")
    page.get_by_label("State (name or code)").or_(page.get_by_label("국가(이름 또는 코드)")).focus()
    page.keyboard.type("조지아")
    page.keyboard.press("Enter")
    page.wait_for_url("**country=**")
    page.goto("/relations/GEO")
    reached = set()
    for _ in range(160):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim() + document.activeElement.name"))
    assert any(name.endswith("left") for name in reached) and any("DOCX" in name for name in reached)
    page.locator("select[name=left]").focus()
    page.keyboard.press("ArrowDown")
    page.locator(".scope button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?**")


def test_a_figure_prints_as_its_table(page: Page) -> None:
    page.goto("/figures")
    page.wait_for_function(DRAWN)
    page.emulate_media(media="print")
    assert not page.locator(".chart").first.is_visible()
    assert page.locator("svg.bar").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000
