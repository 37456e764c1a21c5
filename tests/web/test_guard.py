"""What an attacker would try: other hosts and sites, frames, headers, bodies, paths, and text that is no text."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import msgspec
import pytest
import uvicorn
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, accounts, documents
from hoedam.web import Options, addresses, make
from hoedam.web.guard import HEADERS
from hoedam.web.serving import listen, server
from ledger.kit import reading

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
def stranger(ledger: Ledger) -> TestClient:
    """Somebody unknown before a ledger that has users."""
    accounts.add_user(ledger, "Oh", "네 낱말은 서로 무관하다", "admin", "Oh")
    app = make(ledger, Options())
    return TestClient(
        app, base_url="http://localhost", headers={"sec-fetch-site": "same-origin"}, follow_redirects=False
    )


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("LOCALHOST:8050", 200), ("127.0.0.1:1", 200), ("[::1]:8050", 200), ("[::1]", 200),
     ("evil.example", 421), ("localhost.evil.example", 421), ("localhost:80@evil.example", 421), ("localhost:x", 421),
     ("evil.example:localhost", 421), ("localhost.", 421), ("", 421), ("127.0.0.1.nip.example", 421), ("2130706433", 421),
     ("localhost:8050:evil", 421), ("localhost/evil", 421), (" localhost", 421)],
)  # fmt: skip
def test_only_known_names_are_answered(client: TestClient, host: str, status: int) -> None:
    """A name that an attacker lets point here (DNS rebinding) is another name."""
    assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "carried_out"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "x"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost"}, False),
        ({"sec-fetch-site": "cross-site", "authorization": "Bearer x"}, False),
        ({"origin": "http://localhost"}, True),
        ({"origin": "http://localhost:9999"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://localhost.evil.example"}, False),
        ({"origin": "http://localhost@evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"referer": "http://localhost/"}, False),
        ({}, False),
    ],
)
def test_only_our_own_pages_change_anything(ledger: Ledger, headers: dict[str, str], carried_out: bool) -> None:
    browser = TestClient(make(ledger, Options()), base_url="http://localhost", follow_redirects=False)
    for path in ("/preferences", "/sign-in", "/sign-out", "/settings/users", "/nowhere"):
        status = browser.post(path, data={"lang": "ko"}, headers=headers).status_code
        assert (status != 403) == carried_out, path
    assert browser.put("/preferences", headers=headers).status_code in ((405,) if carried_out else (403,))


@pytest.mark.parametrize(
    ("mode", "target", "answered"),
    [("navigate", "document", True), ("navigate", "iframe", False), ("navigate", "embed", False), ("no-cors", "image", False),
     ("cors", "empty", False), ("no-cors", "script", False), ("websocket", "empty", False)],
)  # fmt: skip
def test_other_sites_link_here_and_draw_nothing_in(client: TestClient, mode: str, target: str, answered: bool) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": target}
    for path in ("/", "/statements.json", "/static/app.css"):
        assert (client.get(path, headers=headers).status_code == 200) == answered, path


def test_no_answer_is_without_its_seal(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, files, refusals, what is not there, what is too large, and what fails."""
    app = client.app

    @app.get("/fails")  # type: ignore[attr-defined]
    def fails() -> None:
        raise RuntimeError("secret detail")

    quiet = TestClient(app, base_url="http://localhost", headers=dict(client.headers), raise_server_exceptions=False)
    answers = [
        quiet.get(path)
        for path in ("/", "/statements.csv", "/static/app.css", "/nowhere", "/static/none", "/go/x9", "/fails")
    ]
    answers += [
        quiet.get("/", headers={"host": "evil.example"}), quiet.post("/", headers={"sec-fetch-site": "cross-site"}),
        quiet.options("/"), quiet.delete("/statements"), quiet.post("/preferences", content=b"x" * 33_000_000),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404, 404, 422, 500, 421, 403, 405, 405, 413]
    for answer in answers:
        for name, value in HEADERS.items():
            assert answer.headers[name.lower()] == value, (answer.request.url, name)
        assert answer.headers["cache-control"], answer.request.url
        assert "server" not in answer.headers and "access-control-allow-origin" not in answer.headers
    assert "secret detail" not in answers[6].text and "Traceback" not in answers[6].text


def test_the_policy_lets_no_script_of_a_text_run() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert not [one for one in ("unsafe", "*", "http", "blob") if one in HEADERS["Content-Security-Policy"]]
    assert HEADERS["Referrer-Policy"] == "same-origin"  # no-referrer would make browsers send “Origin: null”


def test_a_stranger_sends_no_more_than_a_form(stranger: TestClient) -> None:
    """A large body of somebody unknown is refused before it is read."""

    def endless() -> Iterator[bytes]:
        yield b"x" * 1000
        raise AssertionError("the body was read")

    for path in ("/settings/users", "/preferences", "/sign-in", "/nowhere"):
        assert stranger.post(path, content=b"x" * 70_000).status_code == 401, path
        assert stranger.post(path, content=endless(), headers={"content-length": "70000"}).status_code == 401
        assert stranger.post(path, content=b"x", headers={"content-length": "99999999999"}).status_code == 413
    assert stranger.post("/sign-in", data={"name": "Oh", "password": "x" * 60_000}).status_code == 401


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xfe%zz&=&&==", "application/x-www-form-urlencoded"),
        (b"name=" + b"&a=b" * 5000, "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"no boundary", "multipart/form-data"),
        (b"--x\r\n" * 5000, "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="name"; filename="../../etc/passwd\x00"\r\n\r\nx\r\n--x--\r\n',
         "multipart/form-data; boundary=x"),
        (b"{" * 5000, "application/json"),
        (b"", "text/plain"),
    ],
)  # fmt: skip
def test_malformed_forms_are_refused_with_a_sentence(client: TestClient, content: bytes, kind: str) -> None:
    quiet = TestClient(
        client.app, base_url="http://localhost", headers=dict(client.headers), raise_server_exceptions=False
    )
    for path in ("/sign-in", "/settings/users", "/preferences"):
        answer = quiet.post(path, content=content, headers={"content-type": kind})
        assert answer.status_code < 500, (path, answer.text)


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/%2e%2e%2fapp.py", "/static/..%5capp.py", "/static//etc/passwd",
     "/static/....//app.py", "/static/%00app.css", "/static/vendor/../../app.py", "/static/", "/static",
     "/static/%252e%252e/app.py", "/static/pages/..%2f..%2fapp.py"],
)  # fmt: skip
def test_nothing_but_static_files_is_served(client: TestClient, path: str) -> None:
    quiet = TestClient(
        client.app, base_url="http://localhost", headers=dict(client.headers), raise_server_exceptions=False
    )
    answer = quiet.get(path)
    assert answer.status_code in (404, 405) and "import" not in answer.text


def test_static_links_lead_nowhere_else() -> None:
    import hoedam.web

    folder = Path(str(hoedam.web.__file__)).parent / "static"
    assert [path for path in folder.rglob("*") if path.is_symlink()] == []


ADDRESSES = [
    "javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//evil.example", "\\\\evil\\share",
    "https:/" + EVIL, "http://[", "blob:http://localhost/x", "view-source:http://x",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_may_be_linked_to(address: str) -> None:
    found = addresses.outside(address)
    assert found is None or found.startswith("https:/")


def test_text_of_documents_is_text_everywhere(client: TestClient, ledger: Ledger) -> None:
    """Scripts in text, title, publisher, names and addresses; on every page and file that shows them."""
    for number, address in enumerate(ADDRESSES):
        made = reading(
            f"{EVIL} {number}번 무역관을 열겠다", strength="pledged", speaker=EVIL[:60], publisher=EVIL, office=EVIL
        )
        made = msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, title=EVIL + str(number)))
        documents.add(ledger, made, address=address)
    checked = 0
    for route in client.app.routes:  # type: ignore[attr-defined]
        for one in getattr(getattr(route, "original_router", None), "routes", [route]):
            if "GET" not in (getattr(one, "methods", None) or ()):
                continue
            for filled in ("1", "d7", "r1", "c1", "n1", "m1", "u1", "csv", "atom"):
                path = one.path if "{" not in one.path else one.path[: one.path.index("{")] + filled
                answer = client.get(f"{path}?words={quote(EVIL[:20])}" if path == "/search" else path)
                if "text/html" in answer.headers.get("content-type", ""):
                    checked += 1
                    assert "<script>alert" not in answer.text and "<img src=x" not in answer.text, path
                    assert not [a for a in ADDRESSES[:8] if f'href="{a}' in answer.text], path
                if "{" not in one.path:
                    break
    assert checked > 10


@pytest.mark.parametrize("name", ["said", "language", "theme", "session"])
@pytest.mark.parametrize("value", [EVIL, "W1tbW1tb" * 1500, "%", "", "é", "IjxzY3JpcHQ+Ig=="])
def test_cookies_are_input_too(client: TestClient, name: str, value: str) -> None:
    quiet = TestClient(
        client.app, base_url="http://localhost", headers=dict(client.headers), raise_server_exceptions=False
    )
    answer = quiet.get("/", headers={"cookie": f"{name}={value}".encode("latin-1", "ignore")})
    assert answer.status_code == 200 and "<script>alert" not in answer.text and "<script>\n" not in answer.text


@pytest.mark.parametrize(
    "query",
    ["words=%00", "words=%ED%A0%80", "after=%00", "after=x", "since=%0d%0aset-cookie:x", "country=%00", "publisher=%00",
     "speaker=%ED%A0%80", "order=%00", "lang=%00", "words=" + "a" * 20_000, "a=b&" * 2000],
)  # fmt: skip
def test_queries_are_refused_with_a_sentence_at_worst(client: TestClient, query: str) -> None:
    quiet = TestClient(
        client.app, base_url="http://localhost", headers=dict(client.headers), raise_server_exceptions=False
    )
    for path in ("/search", "/statements", "/commitments.csv", "/sign-in"):
        answer = quiet.get(f"{path}?{query}")
        assert answer.status_code < 500, (path, answer.text[-300:])
        assert "set-cookie" not in answer.headers or "set-cookie:x" not in answer.headers["set-cookie"]


@pytest.fixture
def running(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """The application as `hoedam serve` runs it, on a socket."""
    listener = listen("127.0.0.1", 0)
    served: uvicorn.Server = server(ledger, Options())
    thread = threading.Thread(target=served.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()
    served.should_exit = True
    thread.join()


def sent(address: tuple[str, int], raw: bytes) -> bytes:
    with socket.create_connection(address, timeout=10) as opened:
        opened.sendall(raw)
        answer = b""
        while piece := opened.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b" 200 "),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b" 400 "),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b" 400 "),
        (b"GET / HTTP/1.0\r\n\r\n", b" 421 "),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b" 404 "),
        (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b" 4"),
        (b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 5\r\n"
         b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n", b" "),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Key: x\r\n"
         b"Sec-WebSocket-Version: 13\r\n\r\n", b" "),
    ],
)  # fmt: skip
def test_raw_requests(running: tuple[str, int], raw: bytes, wanted: bytes) -> None:
    answer = sent(running, raw)
    assert wanted in answer.split(b"\r\n", 1)[0] and b"Traceback" not in answer
    assert b"\r\nserver:" not in answer.lower()


def test_wrong_names_take_as_long_as_wrong_passwords(as_in_earnest: None, ledger: Ledger) -> None:
    """Not exactly, on a busy machine; but one that is not compared at all would be a hundred times quicker."""
    from hoedam.errors import SignInRefused
    from hoedam.ledger import sessions

    accounts.add_user(ledger, "Oh", "네 낱말은 서로 무관하다", "admin", "Oh")

    def seconds(name: str) -> float:
        begun = time.perf_counter()
        with pytest.raises(SignInRefused):
            sessions.sign_in(ledger, name, "a wrong password")
        return time.perf_counter() - begun

    seconds("anybody")
    known, unknown = (min(seconds(name) for _ in range(3)) for name in ("Oh", "nobody"))
    assert 0.25 < known / unknown < 4


NASTY = ["1" * 30, "-1", "1" * 5000, "\x00", "\ud800", "r999999999999999999", "%s{}"]


def _routes(client: TestClient) -> Iterator[APIRoute]:
    for route in client.app.routes:  # type: ignore[attr-defined]
        for one in getattr(getattr(route, "original_router", None), "routes", [route]):
            if isinstance(one, APIRoute):
                yield one


@pytest.mark.parametrize("value", NASTY)
def test_no_route_fails_on_what_nobody_would_type(client: TestClient, value: str) -> None:
    """In the address, the query and the form of every route: a refusal at worst, never a fault of ours."""
    quiet = TestClient(client.app, base_url="http://localhost", headers=dict(client.headers), raise_server_exceptions=False,
                       follow_redirects=False)  # fmt: skip
    raw = value.encode("utf-8", "surrogatepass")
    failed = []
    for route in _routes(client):
        path = re.sub(r"{[^}]*}", quote(raw, safe=""), route.path)
        query = urlencode([(one.alias, raw) for one in route.dependant.query_params])
        form = urlencode([(one.alias, raw) for one in route.dependant.body_params])
        for method in route.methods:
            answer = quiet.request(method, f"{path}?{query}", content=form if method == "POST" else None,
                                   headers={"content-type": "application/x-www-form-urlencoded"})  # fmt: skip
            if answer.status_code >= 500:
                failed.append(f"{method} {route.path}: {answer.status_code}")
    assert failed == []


def test_names_and_bytes_of_uploads_are_input_too(client: TestClient) -> None:
    """A name is shown, never used as a path; a flood of files or fields is refused before it is kept."""
    name = "../../<script>alert(1)</script>.md"
    answer = client.post("/add/files", files=[("chosen", (name, b"\x00\xff<script>alert(1)</script>"))])
    for _ in range(600):
        if "Done." in answer.text:
            break
        time.sleep(0.05)
        answer = client.get(answer.url.path)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.md" in answer.text and "<script>alert" not in answer.text
    quiet = TestClient(
        client.app, base_url="http://localhost", headers=dict(client.headers), raise_server_exceptions=False
    )
    flood = [("chosen", (f"{number}.txt", b"")) for number in range(1500)]
    assert quiet.post("/add/files", files=flood).status_code == 400
    assert quiet.post("/add/text", data={f"f{number}": "x" for number in range(5000)}).status_code in (400, 422)
    assert quiet.post("/add/files", files=[("chosen", ("x.txt", b"x" * 33_000_000))]).status_code == 413
