"""Signing in with a real browser: by https with a strict cookie, and by plain http under another name than loopback."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from hoedam.ledger import Ledger, accounts
from hoedam.web import Options, make
from hoedam.web.serving import listen
from web.browser.conftest import FLAGS, chromium_or_skip

PASSWORD = "네 낱말은 서로 무관하다"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """An empty ledger with one user, 오세라."""
    with Ledger.open(str(tmp_path_factory.mktemp("desk") / "desk.sqlite"), create=True) as made:
        accounts.add_user(made, "오세라", PASSWORD, "admin", "오세라")
        yield made


@contextmanager
def served(application: object, **more: str) -> Iterator[int]:
    """The port of an application that runs in a thread."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", **more))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()


def certificate(folder: Path) -> dict[str, str]:
    """A certificate for localhost that signs itself."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")]),
    )
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1)).not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return {"ssl_keyfile": str(folder / "key.pem"), "ssl_certfile": str(folder / "cert.pem")}


@pytest.fixture(scope="module")
def address(desk: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application by https."""
    with served(make(desk, Options(secure=True)), **certificate(tmp_path_factory.mktemp("tls"))) as port:
        yield f"https://localhost:{port}"


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/settings")
    page.get_by_label("Name").fill("오세라")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button.main").click()


def test_without_scripts_and_with_a_strict_cookie(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(java_script_enabled=False, locale="en", ignore_https_errors=True)
    sign_in(page, address)
    expect(page).to_have_url(f"{address}/settings")
    expect(page.locator("header .who")).to_contain_text("오세라")
    [cookie] = [one for one in page.context.cookies() if "session" in one["name"]]
    assert (cookie["name"], cookie["sameSite"], cookie["httpOnly"], cookie["secure"]) == (
        "__Host-session",
        "Strict",
        True,
        True,
    )
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{address}/settings")
    expect(page).to_have_url(f"{address}/sign-in?back=%2Fsettings")


def test_another_site_may_link_here_and_not_frame_or_post(browser: Browser, address: str) -> None:
    elsewhere = f'''<!doctype html><title>x</title><a id="link" href="{address}/settings">go</a>
        <iframe name="frame" src="{address}/settings"></iframe><img id="image" src="{address}/settings">
        <form id="form" method="post" action="{address}/sign-out"><button>x</button></form>'''
    app = Starlette(routes=[Route("/", lambda request: HTMLResponse(elsewhere))])
    with served(app) as port:
        context = browser.new_context(ignore_https_errors=True, locale="en")
        page = context.new_page()
        sign_in(page, address)
        page.goto(f"http://127.0.0.1:{port}/")
        assert "오세라" not in (page.frame("frame") or page).content()
        page.locator("#link").click()
        expect(page.locator("header .who")).to_contain_text("오세라")  # by way of the page that arrives
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("#form button").click()
        expect(page.locator("body")).to_contain_text("comes from another site")
        page.goto(f"{address}/settings")
        expect(page.locator("header .who")).to_contain_text("오세라")
        context.close()


def test_plain_http_under_a_name_of_its_own(browser: Browser, desk: Ledger) -> None:
    """There browsers send no Sec-Fetch-Site; Origin is what tells our own forms from others'."""
    rules = "--host-resolver-rules=MAP desk.example 127.0.0.1, MAP evil.example 127.0.0.1, EXCLUDE 127.0.0.1, MAP * ~NOTFOUND"
    flags = [flag for flag in FLAGS if "proxy" not in flag] + [rules, "--no-proxy-server"]
    other = browser.browser_type.launch(
        executable_path=chromium_or_skip(), headless=True, chromium_sandbox=False, args=flags
    )
    with served(make(desk, Options(alone=False, hosts=("desk.example",)))) as port:
        page = other.new_context(locale="en").new_page()
        sign_in(page, f"http://desk.example:{port}")
        expect(page.locator("header .who")).to_contain_text("오세라")
        answer = page.goto(f"http://evil.example:{port}/")
        assert answer and answer.status == 421
    other.close()


def test_the_pages_have_no_barriers(
    new_page: Callable[..., Page], address: str, barriers: Callable[[Page], list[str]]
) -> None:
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page = new_page(
                locale="ko-KR", ignore_https_errors=True, color_scheme=scheme, viewport={"width": width, "height": 800}
            )
            page.goto(f"{address}/sign-in")
            assert barriers(page) == []
            page.get_by_label("이름").fill("오세라")
            page.get_by_label("비밀번호").fill(PASSWORD)
            page.locator("main button.main").click()
            for path in ("/settings", "/settings/users"):
                page.goto(f"{address}{path}")
                assert barriers(page) == [], path
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
