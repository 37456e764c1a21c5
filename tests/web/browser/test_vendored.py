"""What hoedam carries of other people's work, in a real browser under the strictest content policy, and the watch itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from web.browser.watch import Watch

STATIC = Path(__file__).parents[3] / "src/hoedam/web/static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ELSEWHERE = "http://elsewhere.example/picture.png"
HEAD = '<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>회담 기록</title>'
BODY = '<link rel="icon" href="data:,"></head><body><main><h1>한·중 회담 기록</h1>'
PARTS = """
<meta name="htmx-config" content='{"includeIndicatorCSS": false, "extensions": "none"}'>
<link rel="stylesheet" href="/static/fonts.css"><link rel="stylesheet" href="/page.css">
<link rel="stylesheet" id="__________cytoscape_stylesheet" href="/static/vendor/cytoscape-container.css">
"""
CONTENT = """
<p>「美·中 회담」에서 양측은 『공동 발표』를 채택하였다.</p>
<button hx-get="/more" hx-target="#more">더 보기</button><p id="more"></p>
<div id="chart" role="img" aria-label="연도별 약속 수"></div>
<div id="network" role="img" aria-label="만난 나라들"></div>
"""
STYLE = "body { font-family: var(--font) } #chart, #network { width: 300px; height: 200px }"
SCRIPT = """
const chart = echarts.init(document.getElementById("chart"));
chart.setOption({
  animation: false, aria: {enabled: true}, toolbox: {}, tooltip: {renderMode: "richText"},
  xAxis: {data: ["2024", "2025"]}, yAxis: {data: ["요청", "약속"]},
  visualMap: {show: false, min: 0, max: 5},
  series: {type: "heatmap", data: [[0, 0, 1], [1, 0, 4], [0, 1, 2], [1, 1, 5]]},
});
chart.dispatchAction({type: "showTip", seriesIndex: 0, dataIndex: 1});
window.network = cytoscape({
  container: document.getElementById("network"), layout: {name: "grid", animate: false},
  elements: [{data: {id: "KOR"}}, {data: {id: "CHN"}}, {data: {source: "KOR", target: "CHN"}}],
});
"""
DRAWN = """id => [...document.getElementById(id).querySelectorAll("canvas")].some(canvas =>
  canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(value => value !== 0))"""


def vendored(name: str) -> str:
    file = next((STATIC / "vendor").glob(f"{name}-*.min.js"))
    return f'<script defer src="/static/vendor/{file.name}"></script>'


def html(content: str) -> Callable[[Request], Response]:
    return lambda request: HTMLResponse(content, headers={"Content-Security-Policy": POLICY})


SCRIPTS = "".join(vendored(name) for name in ("htmx", "echarts", "cytoscape"))
PAGES = {
    "/": HEAD + PARTS + SCRIPTS + '<script defer src="/page.js"></script>' + BODY + CONTENT,
    "/hangul": HEAD + PARTS + BODY,
    "/more": "<b>두 번째 약속</b>",
    "/image": HEAD + BODY + f'<img alt="그림" src="{ELSEWHERE}">',
    "/inline": HEAD + BODY + '<p style="color: red">빨간 글</p>',
    "/broken": HEAD + '<script defer src="/broken.js"></script>' + BODY,
    "/unlabelled": HEAD + BODY + '<input type="text"><a href="/"></a>',
}
FILES = {
    "/page.css": (STYLE, "text/css"),
    "/page.js": (SCRIPT, "text/javascript"),
    "/broken.js": ("absent()", "text/javascript"),
}


def application() -> Starlette:
    routes = [Route(path, html(content)) for path, content in PAGES.items()]
    files = [
        Route(path, lambda request, found=(content, kind): Response(found[0], media_type=found[1]))
        for path, (content, kind) in FILES.items()
    ]
    return Starlette(routes=[*routes, *files, Mount("/static", StaticFiles(directory=STATIC))])


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(application())


def test_the_vendored_parts_work_under_a_policy_without_eval_and_inline_styles(
    page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    page.goto("/")
    assert page.evaluate(DRAWN, "chart")
    page.wait_for_function(DRAWN, arg="network")
    page.get_by_role("button", name="더 보기").click()
    page.locator("#more b").wait_for()
    assert barriers(page) == []


def test_hanja_come_from_their_own_font_and_only_where_there_are_some(new_page: Callable[..., Page]) -> None:
    def fonts(path: str) -> set[str]:
        page = new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path)
        page.evaluate("document.fonts.ready.then(() => null)")
        return {Path(url).name.split("-")[0] for url in asked if url.endswith(".woff2")}

    assert fonts("/") == {"pretendard", "noto"}
    assert fonts("/hangul") == {"pretendard"}


def test_pages_work_without_scripts(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    assert page.get_by_role("heading").inner_text() == "한·중 회담 기록"


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/image", f"a request left for {ELSEWHERE}"),
        ("/inline", "the content policy refused something"),
        ("/broken", "a script failed: absent is not defined"),
    ],
)
def test_the_watch_tells_what_a_page_must_not_do(browser: Browser, address: str, path: str, complaint: str) -> None:
    with browser.new_context(base_url=address) as context:
        watch = Watch(context, address)
        context.new_page().goto(path)
        assert any(complaint in found for found in watch.complaints)


def test_barriers_are_found(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    page.goto("/unlabelled")
    assert [finding.split(":")[0] for finding in barriers(page)] == ["label", "link-name"]
