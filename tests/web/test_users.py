"""Signing in and out, settings and users, and that every route holds to the role that it declares."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Mount

from hoedam.ledger import Ledger, accounts, keys, queue, review, sessions, verify
from hoedam.web import Options, make
from hoedam.web.access import ANYONE, Needs
from ledgers import copied, in_one_file

PASSWORD, BETTER = "네 낱말은 서로 무관하다", "tram walnut 고요 seven"
HEADERS = {"sec-fetch-site": "same-origin", "accept-language": "en"}
Sign = Callable[..., TestClient]


@pytest.fixture(scope="module")
def peopled_file(filled_file: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger with all samples and a user of each role, named as it."""
    with copied(filled_file, tmp_path_factory.mktemp("peopled")) as made:
        for role in reversed(accounts.ROLES):
            accounts.add_user(made, role.title(), PASSWORD, role, "Admin")
        return in_one_file(made)


@pytest.fixture
def desk(peopled_file: bytes, tmp_path: Path) -> Iterator[Ledger]:
    """Such a ledger of the test's own."""
    with copied(peopled_file, tmp_path) as opened:
        yield opened


@pytest.fixture
def visitor(desk: Ledger) -> Iterator[Callable[..., TestClient]]:
    """visitor(**options) is a browser that has signed in nowhere."""
    yield lambda **options: TestClient(
        make(desk, Options(person="김데스크", **options)),
        base_url="https://localhost" if options.get("secure") else "http://localhost", headers=HEADERS,
        follow_redirects=False,
    )  # fmt: skip


@pytest.fixture
def signed(visitor: Callable[..., TestClient]) -> Sign:
    """signed("Coder") is a browser in which that user has signed in."""

    def sign(name: str, **options: object) -> TestClient:
        client = visitor(**options)
        assert sign_in(client, name).status_code == 303
        return client

    return sign


def sign_in(client: TestClient, name: str, password: str = PASSWORD, back: str = "/"):  # type: ignore[no-untyped-def]
    return client.post("/sign-in", data={"name": name, "password": password, "back": back})


def of_routes(routes: list[object]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif not isinstance(route, Mount):
            yield from of_routes(list(getattr(getattr(route, "original_router", None), "routes", [])))


def needed(route: APIRoute) -> str | None:
    """The role that a route declares."""
    found = [one.call.role for one in route.dependant.dependencies if isinstance(one.call, Needs)]
    return found[0] if len(found) == 1 else None


def test_without_a_session_pages_lead_to_signing_in(visitor: Callable[..., TestClient]) -> None:
    client = visitor()
    answer = client.get("/commitments?act=pledge&since=2021")
    assert (answer.status_code, answer.headers["location"]) == (
        303, "/sign-in?back=%2Fcommitments%3Fact%3Dpledge%26since%3D2021",
    )  # fmt: skip
    form = client.get(answer.headers["location"])
    assert 'value="/commitments?act=pledge&amp;since=2021"' in form.text and "<nav" not in form.text
    assert client.post("/settings/review").headers["location"] == "/sign-in"
    assert client.get("/api/v1/anything", headers={"authorization": "Bearer x"}).status_code in (401, 404)
    assert client.get("/statements.csv", headers={"authorization": "Bearer x"}).status_code == 401
    asked_by_script = client.get("/statements", headers={"hx-request": "true"})
    assert (asked_by_script.status_code, asked_by_script.headers["hx-redirect"]) == (401, "/sign-in")


def test_signing_in_and_out(visitor: Callable[..., TestClient], desk: Ledger) -> None:
    client = visitor()
    answer = sign_in(client, " coder ", back="/statements?act=pledge")
    assert (answer.status_code, answer.headers["location"]) == (303, "/statements?act=pledge")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie and "secure" not in cookie
    token = client.cookies["session"]
    page = client.get("/")
    assert page.status_code == 200 and "Coder" in page.text and 'action="/sign-out"' in page.text
    assert client.get("/sign-in?back=/meetings").headers["location"] == "/meetings"
    out = client.post("/sign-out")
    assert out.headers["location"] == "/sign-in" and "session" not in client.cookies
    client.cookies["session"] = token
    assert client.get("/").status_code == 303


def test_behind_https_the_cookie_is_bound_to_it(visitor: Callable[..., TestClient]) -> None:
    client = visitor(secure=True)
    cookie = sign_in(client, "Reader").headers["set-cookie"]
    assert re.match(r"__Host-session=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=strict; Secure", cookie)
    assert client.get("/").status_code == 200


def test_a_link_from_elsewhere_is_followed_once_more_from_here(signed: Sign) -> None:
    """A strict cookie does not come with a click on another site; the page that arrives asks again, with it."""
    client = signed("Reader", secure=True)
    kept = client.cookies["__Host-session"]
    client.cookies.clear()
    arriving = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    answer = client.get("/statements?act=pledge", headers=arriving)
    assert answer.status_code == 200 and '<meta http-equiv="refresh" content="0">' in answer.text
    assert "무역관" not in answer.text
    client.cookies["__Host-session"] = kept
    assert client.get("/statements?act=pledge").status_code == 200


def test_what_was_wrong_is_not_told_and_a_name_is_locked(visitor: Callable[..., TestClient]) -> None:
    client = visitor()
    pages = {sign_in(client, name, "wrong password").text for name in ("Coder", "Nobody", "<script>alert(1)</script>")}
    assert len(pages) == 1 and "The name or the password is wrong." in next(iter(pages))
    for _ in range(4):
        assert sign_in(client, "Coder", "wrong password").status_code == 401
    locked = sign_in(client, "Coder")
    assert locked.status_code == 429 and "Wait 15 minutes" in locked.text
    korean = client.post(
        "/sign-in", data={"name": "Coder", "password": PASSWORD}, headers={"accept-language": "ko"}
    )  # fmt: skip
    assert "15분 뒤에" in korean.text
    assert sign_in(client, "Reader").status_code == 303


@pytest.mark.parametrize(
    "back",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "",
     "/\t/evil.example", "/a\r\nset-cookie: x=1", " //evil.example", "http:evil.example"],
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(visitor: Callable[..., TestClient], back: str) -> None:
    client = visitor()
    assert 'name="back" value="/"' in client.get("/sign-in", params={"back": back}).text
    answer = sign_in(client, "Reader", back=back)
    assert answer.headers["location"] == "/" and "x=1" not in str(answer.headers)
    assert client.get("/sign-in", params={"back": back}).headers["location"] == "/"


def test_a_session_that_was_planted_is_not_taken_over(visitor: Callable[..., TestClient], desk: Ledger) -> None:
    theirs = sessions.sign_in(desk, "Reader", PASSWORD)
    client = visitor()
    client.cookies["session"] = theirs
    answer = sign_in(client, "Admin")
    assert answer.status_code == 303 and theirs not in answer.headers["set-cookie"]
    with desk.read() as connection:
        assert sessions.session(connection, theirs) is None


@pytest.mark.parametrize("value", ["", "x", "a" * 5000, "%00", "é"])
def test_cookies_that_are_none_are_nobody(visitor: Callable[..., TestClient], value: str) -> None:
    answer = visitor().get("/", headers={"cookie": f"session={value}".encode("latin-1")})
    assert answer.status_code == 303


def test_every_route_declares_a_role_and_holds_to_it(signed: Sign, visitor: Callable[..., TestClient]) -> None:
    """All routes with all roles, and with none: who may is let through to the handler, who may not is refused."""
    client = visitor()
    routes = list(of_routes(client.app.routes))  # type: ignore[attr-defined]
    assert len(routes) > 15
    assert [route.path for route in routes if needed(route) is None] == []
    visitors = {role: signed(role.title()) for role in accounts.ROLES}
    for route in routes:
        role, path = needed(route), re.sub(r"{[^}]*}", "1", route.path)
        if path in ("/sign-out", "/sign-in") or "provider" in path:
            continue
        for method in route.methods - {"HEAD"}:
            nobody = client.request(method, path)
            if role != ANYONE:
                wanted = 401 if path.startswith("/api/") else 303
                assert nobody.status_code == wanted, f"{method} {path} without a session: {nobody.status_code}"
            for name, browser in visitors.items():
                answer = browser.request(method, path)
                allowed = role == ANYONE or accounts.allows(name, role or "admin")
                refused = answer.status_code in (401, 403)
                assert refused != allowed, f"{method} {path} as {name}: {answer.status_code}"
                assert answer.headers.get("location", "/").startswith("/sign-in") is False


def test_a_route_without_a_role_is_found(visitor: Callable[..., TestClient]) -> None:
    app = visitor().app
    app.add_api_route("/secret", lambda: "x")  # type: ignore[attr-defined]
    assert [route.path for route in of_routes(app.routes) if needed(route) is None] == ["/secret"]  # type: ignore[attr-defined]


def test_a_role_that_is_taken_away_or_an_account_that_is_disabled_holds_at_once(signed: Sign, desk: Ledger) -> None:
    browser = signed("Approver")
    assert browser.get("/settings/users").status_code == 403
    accounts.set_role(desk, "Approver", "admin", "Admin")
    assert browser.get("/settings/users").status_code == 200
    accounts.set_active(desk, "Approver", False, "Admin")
    assert browser.get("/settings/users").status_code == 303


def test_keys_open_files_and_no_forms(signed: Sign, visitor: Callable[..., TestClient], desk: Ledger) -> None:
    browser = signed("Coder")
    page = browser.post("/settings/keys", data={"label": "<b>monthly</b>"})
    secret = re.search(r'value="(hoedam_[\w-]+)"', page.text)
    assert page.status_code == 200 and secret and "&lt;b&gt;monthly" in page.text
    assert secret[1] not in browser.get("/settings").text and secret[1] not in str(page.headers)
    program = visitor()
    as_reader_of_feeds = b64encode(f"anything:{secret[1]}".encode()).decode()
    for given in (f"Bearer {secret[1]}", f"Basic {as_reader_of_feeds}"):
        for path in ("/statements.csv", "/commitments.atom", "/"):
            assert program.get(path, headers={"authorization": given}).status_code == 200
    bearer = {"authorization": f"Bearer {secret[1]}"}
    assert program.post("/settings/keys", data={"label": "another"}, headers=bearer).status_code == 403
    for wrong in ("Bearer x", "Basic x", "Basic eDp5", "Digest x", "Bearer"):
        assert program.get("/statements.csv", headers={"authorization": wrong}).status_code == 401
    assert browser.get("/statements.csv", headers={"authorization": "Bearer x"}).status_code == 401  # not the cookie
    assert browser.post("/settings/keys/revoke", data={"key": 1}).status_code == 303
    assert program.get("/statements.csv", headers=bearer).status_code == 401
    theirs = keys.make_key(desk, "Reader", "x", "Reader")
    assert theirs and browser.post("/settings/keys/revoke", data={"key": 2}).status_code == 422


def test_another_password_ends_every_session_but_this(signed: Sign) -> None:
    here, there = signed("Coder"), signed("Coder")
    change = {"old": PASSWORD, "new": BETTER, "again": BETTER}
    for wrong, says in (
        ({**change, "again": "something else"}, "not written the same twice"),
        ({**change, "old": "something else"}, "The old password is wrong."),
        ({**change, "new": "short", "again": "short"}, "a password has 10 to 200 characters"),
    ):
        answer = here.post("/settings/password", data=wrong)
        assert answer.status_code == 422 and says in answer.text
    before = here.cookies["session"]
    assert here.post("/settings/password", data=change).headers["location"] == "/settings"
    assert here.get("/settings").status_code == 200 and here.cookies["session"] != before
    assert there.get("/settings").status_code == 303
    for _ in range(5):
        here.post("/settings/password", data={**change, "old": "guess"})
    assert "Wait 15 minutes" in here.post("/settings/password", data={**change, "old": BETTER}).text


def test_admins_look_after_users(signed: Sign, visitor: Callable[..., TestClient], desk: Ledger) -> None:
    admin = signed("Admin")
    for path, data in (
        ("", {"name": "<i>Park</i>", "role": "reader", "password": BETTER}),
        ("/role", {"name": "<i>Park</i>", "role": "coder"}),
        ("/email", {"name": "<i>Park</i>", "email": "park@desk.example"}),
        ("/password", {"name": "<i>Park</i>", "password": PASSWORD}),
        ("/active", {"name": "<i>Park</i>", "active": "false"}),
    ):
        assert admin.post(f"/settings/users{path}", data=data).status_code == 303, path
    page = admin.get("/settings/users").text
    assert "&lt;i&gt;Park&lt;/i&gt;" in page and "<i>Park" not in page and "park@desk.example" in page
    last = admin.post("/settings/users/role", data={"name": "Admin", "role": "reader"})
    assert last.status_code == 422 and "last active admin" in last.text
    assert admin.post("/settings/review", data={"self_sign_off": "true"}).status_code == 303
    assert "checked>" in admin.get("/settings").text
    assert list(verify.faults(desk)) == []


def test_one_person_without_users(client: TestClient, ledger: Ledger) -> None:
    page = client.get("/settings").text
    assert "as 김데스크" in page and "/sign-out" not in page
    assert client.post("/settings/keys", data={"label": "x"}).status_code == 422
    assert "There are no users yet" in client.get("/settings/users").text
    reader = client.post("/settings/users", data={"name": "Oh", "role": "reader", "password": PASSWORD})
    assert reader.status_code == 422 and "the first user must be able" in reader.text
    assert 'value="Oh"' in reader.text and '<option value="reader" selected>' in reader.text
    made = client.post(
        "/settings/users", data={"name": "Oh", "role": "admin", "password": PASSWORD}, follow_redirects=False
    )
    assert made.status_code == 303
    assert client.get("/settings/users", follow_redirects=False).headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via", "x-forwarded-host"])
def test_a_ledger_without_users_is_opened_to_nobody_from_elsewhere(ledger: Ledger, header: str) -> None:
    """Beyond loopback, or through a proxy that passes as loopback."""
    beyond = TestClient(make(ledger, Options(alone=False)), base_url="http://localhost", headers=HEADERS)
    assert "Sign in" in beyond.get("/statements").text
    through = TestClient(make(ledger, Options()), base_url="http://localhost", headers=HEADERS)
    assert "Sign in" in through.get("/statements", headers={header: "192.0.2.7"}).text
    assert through.post("/settings/users", data={"name": "Eve", "role": "admin", "password": BETTER},
                        headers={header: "192.0.2.7"}, follow_redirects=False).headers["location"] == "/sign-in"  # fmt: skip


def test_a_ledger_that_had_users_is_not_opened_by_their_loss(visitor: Callable[..., TestClient], desk: Ledger) -> None:
    client = visitor()
    assert client.get("/").status_code == 303
    with desk.write() as connection:
        connection.exec_driver_sql("DELETE FROM account")
    assert client.get("/").status_code == 303


def test_looking_at_pages_writes_nothing(signed: Sign, desk: Ledger) -> None:
    browser = signed("Reader")
    written = Path(f"{desk.file}-wal").read_bytes()
    for path in ("/", "/statements", "/settings", "/nowhere"):
        browser.get(path)
    assert Path(f"{desk.file}-wal").read_bytes() == written


def test_who_may_not_sign_takes_no_signature_back(signed: Sign, desk: Ledger) -> None:
    """By no route, and neither what an approver took back."""
    with desk.read() as connection:
        number = queue.queue(connection, limit=1)[0].record
    review.accept(desk, number, "Coder")
    revision = review.sign_off(desk, number, "Approver").revision
    coder = signed("Reviewer")
    for path, data in (
        (f"/review/r{number}/undo", {}),
        (f"/review/r{number}/undo", {"revision": revision}),
        ("/review/several/undo", {"record": f"r{number}:{revision}"}),
        (f"/review/r{number}/sign", {"revision": revision}),
        (f"/review/r{number}/reopen", {"revision": revision}),
    ):
        coder.post(path, data=data)
    with desk.read() as connection:
        assert [step.action for step in review.steps(connection, number)] == ["accept", "sign_off"]
    revision = review.reopen(desk, number, "Approver").revision
    coder.post("/review/several/undo", data={"record": f"r{number}:{revision}"})
    with desk.read() as connection:
        assert review.steps(connection, number)[-1].action == "reopen"
    assert signed("Approver").post(f"/review/r{number}/undo", data={"revision": revision}).status_code == 303
    with desk.read() as connection:
        assert review.steps(connection, number)[-1].action == "undo"
