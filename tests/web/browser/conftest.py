"""A browser for the tests of pages: Debian's Chromium, cut off from every address but this machine's own.

Nothing here downloads a browser: `apt-get install chromium`, or HOEDAM_CHROMIUM names one. The browser lives as long as a
module's tests, because its driver holds the thread's event loop and tests elsewhere need one of their own.
"""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from hoedam.ledger import Ledger
from hoedam.web import Options, make
from ledgers import copied
from web.browser.watch import Watch

AXE = next((Path(__file__).parent / "axe").glob("axe-*.min.js"))
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--proxy-server=127.0.0.1:1",  # nobody answers there, and loopback goes past it: what asks outside gets nowhere
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_or_skip() -> str:
    """The browser's path; without one the test is skipped on a desk, and fails in CI, which must not pass by skipping."""
    path = os.environ.get("HOEDAM_CHROMIUM", "/usr/bin/chromium")
    if os.access(path, os.X_OK):
        return path
    reason = f"there is no Chromium at {path}: apt-get install chromium, or name one in HOEDAM_CHROMIUM"
    if os.environ.get("HOEDAM_CI") == "1" or os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium_or_skip()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, headless=True, chromium_sandbox=False, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., str]]:
    """serve(application) runs an ASGI application in this process on a free port, and gives its address."""
    running = []

    def start(application: object) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def desk(filled_file: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with copied(filled_file, tmp_path_factory.mktemp("desk")) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(desk: Ledger, serve: Callable[..., str]) -> str:
    """Where 김데스크 works on it; a module may define its own."""
    return serve(make(desk, Options(person="김데스크")))


@pytest.fixture
def new_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """new_page(**options) opens a window with cookies of its own on `address`, a fixture of the test's module.

    Options are those of a Playwright context (viewport, color_scheme, java_script_enabled …). At the test's end it fails if
    any window asked another address for something, if a script failed, or if the content policy had to refuse something.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(base_url=address, **options)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)  # ms: what has not come by then does not come
        context.set_default_navigation_timeout(60_000)
        opened.append((context, Watch(context, address)))
        return context.new_page()

    yield open_page
    for context, _ in opened:
        context.close()
    complaints = [complaint for _, watch in opened for complaint in watch.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    """barriers(page) lists axe-core's serious and critical findings on the page as it stands: rule, what it asks, where."""
    source = AXE.read_text(encoding="utf-8")

    def find(page: Page) -> list[str]:
        page.evaluate(f"{source};undefined")  # through the debugger, which the content policy does not bind
        options = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}
        found = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{finding['id']}: {finding['help']}: {', '.join(node['html'] for node in finding['nodes'])}"
            for finding in found["violations"]
            if finding["impact"] in ("serious", "critical")
        ]

    return find


@pytest.fixture(params=[(1280, "light", "ko-KR"), (390, "dark", "en-GB")], ids=["wide", "narrow"])
def look(
    request: pytest.FixtureRequest, new_page: Callable[..., Page], barriers: Callable[[Page], list[str]]
) -> Callable[[str], Page]:
    """look(path) opens a page wide, light and Korean, or narrow, dark and English: no barrier, and no wider than its window."""
    width, scheme, language = request.param

    def open_page(path: str) -> Page:
        page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language)
        page.goto(path)
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than its window"
        return page

    return open_page
