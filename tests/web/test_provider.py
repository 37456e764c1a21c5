"""Signing in through an OpenID Connect provider: a small real one, on loopback, that signs its tokens."""

import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from fastapi import FastAPI, Form, Request
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from hoedam.errors import SettingInvalid
from hoedam.ledger import Ledger, accounts, sessions
from hoedam.web import Options, make
from hoedam.web.options import Provider
from hoedam.web.provider import BACK, configured
from hoedam.web.serving import listen

PASSWORD = "네 낱말은 서로 무관하다"
HEADERS = {"sec-fetch-site": "same-origin", "accept-language": "en"}
CLIENT, SECRET = "desk", "a secret between the two of us"
ARRIVING = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


class Signer:
    """A provider: one person is signed in there, and every promise of the protocol can be broken in turn."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        self.listener = listen("127.0.0.1", 0)
        self.issuer = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.says_it_is = self.issuer
        self.claims: dict[str, Any] = {}
        self.sign: Callable[[dict[str, Any]], str] = self.signed
        self.asked: dict[str, str] = {}
        self.app = self._made()

    def signed(self, claims: dict[str, Any], key: Any = None, alg: str = "RS256") -> str:
        return jwt.encode({"alg": alg, "kid": "1"}, claims, key or self.key, algorithms=[alg])

    def _made(self) -> FastAPI:
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        def configuration() -> dict[str, Any]:
            return {
                "issuer": self.says_it_is, "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            }  # fmt: skip

        @app.get("/keys")
        def keys() -> dict[str, Any]:
            return {"keys": [self.key.as_dict(private=False)]}

        @app.post("/token")
        async def token(request: Request, code: str = Form(), code_verifier: str = Form()) -> dict[str, Any]:
            assert code == "the code" and request.headers["authorization"].startswith("Basic ")
            challenge = urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).rstrip(b"=").decode()
            assert challenge == self.asked["code_challenge"], "PKCE"
            now = int(time.time())
            claims = {"iss": self.issuer, "aud": CLIENT, "sub": "u-17", "iat": now, "exp": now + 60,
                      "nonce": self.asked["nonce"], "email": "Lee@Desk.example", "email_verified": True}  # fmt: skip
            return {"access_token": "x", "token_type": "Bearer", "id_token": self.sign(claims | self.claims)}

        return app


@pytest.fixture
def signer() -> Iterator[Signer]:
    made = Signer()
    server = uvicorn.Server(uvicorn.Config(made.app, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [made.listener]})
    thread.start()
    yield made
    server.should_exit = True
    thread.join()


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """Oh looks after the users; Lee signs in by the provider only."""
    accounts.add_user(ledger, "Oh", PASSWORD, "admin", "Oh")
    accounts.add_user(ledger, "Lee", None, "coder", "Oh", "lee@desk.example")
    return ledger


@pytest.fixture
def browser(desk: Ledger, signer: Signer) -> TestClient:
    app = make(desk, Options(provider=Provider(signer.issuer, CLIENT, SECRET)))
    return TestClient(app, base_url="http://localhost", headers=HEADERS, follow_redirects=False)


def go(browser: TestClient, signer: Signer, back: str = "/statements?act=pledge") -> dict[str, str]:
    """To the provider; what it is asked."""
    answer = browser.get("/sign-in/provider", params={"back": back})
    assert answer.status_code == 302, answer.text
    signer.asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    return signer.asked


def come_back(browser: TestClient, **query: str) -> Any:
    return browser.get(BACK, params={"code": "the code", **query}, headers=ARRIVING)


def test_the_way_there_and_back(browser: TestClient, signer: Signer, desk: Ledger) -> None:
    assert 'href="/sign-in/provider?back=' in browser.get("/sign-in").text
    asked = go(browser, signer)
    assert asked["client_id"] == CLIENT and asked["redirect_uri"] == f"http://localhost{BACK}"
    assert asked["code_challenge_method"] == "S256" and asked["scope"] == "openid email"
    assert len(asked["state"]) >= 20 and len(asked["nonce"]) >= 20
    answer = come_back(browser, state=asked["state"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/statements?act=pledge")
    assert "Lee" in browser.get("/settings").text
    with desk.read() as connection:
        assert accounts.find_provided(connection, f"{signer.issuer} u-17", None)
    assert come_back(browser, state=asked["state"]).status_code == 401  # a second time


def test_an_account_is_tied_to_who_came_first(browser: TestClient, signer: Signer, desk: Ledger) -> None:
    assert come_back(browser, state=go(browser, signer)["state"]).status_code == 303
    signer.claims = {"sub": "u-18"}  # somebody else was given the address
    answer = come_back(browser, state=go(browser, signer)["state"])
    assert answer.status_code == 403 and "There is no account for you here" in answer.text
    signer.claims = {"email": "married@desk.example"}  # the same person with another address
    assert come_back(browser, state=go(browser, signer)["state"]).status_code == 303
    accounts.set_active(desk, "Lee", False, "Oh")
    assert come_back(browser, state=go(browser, signer)["state"]).status_code == 403
    with pytest.raises(Exception, match="the name or the password is wrong"):
        sessions.sign_in(desk, "Lee", "")


@pytest.mark.parametrize(
    "claims",
    [{"email": "nobody@desk.example"}, {"email_verified": False}, {"email_verified": "true"}, {"email": None}, {"email": 7},
     {"email": ""}],
)  # fmt: skip
def test_who_has_no_account_is_not_let_in(browser: TestClient, signer: Signer, claims: dict[str, Any]) -> None:
    signer.claims = claims
    answer = come_back(browser, state=go(browser, signer)["state"])
    assert answer.status_code in (401, 403) and "session" not in browser.cookies


@pytest.mark.parametrize(
    "claims",
    [{"nonce": "another"}, {"nonce": None}, {"iss": "https://evil.example"}, {"aud": "another"}, {"exp": 1_000_000_000},
     {"sub": None}],
)  # fmt: skip
def test_tokens_that_are_not_for_this_sign_in(browser: TestClient, signer: Signer, claims: dict[str, Any]) -> None:
    signer.claims = claims
    answer = come_back(browser, state=go(browser, signer)["state"])
    assert answer.status_code == 401 and "signed nobody in" in answer.text and "session" not in browser.cookies


def test_tokens_that_the_provider_did_not_sign(browser: TestClient, signer: Signer) -> None:
    other = RSAKey.generate_key(2048, {"kid": "1"})

    def unsigned(claims: dict[str, Any]) -> str:
        parts = (json.dumps(part).encode() for part in ({"alg": "none"}, claims))
        return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."

    for sign in (
        lambda claims: signer.signed(claims, other),
        lambda claims: signer.signed(claims, OctKey.import_key(SECRET), "HS256"),
        unsigned,
        lambda claims: "not a token",
    ):
        signer.sign = sign
        assert come_back(browser, state=go(browser, signer)["state"]).status_code == 401


def test_a_flow_that_this_browser_did_not_begin(browser: TestClient, signer: Signer, desk: Ledger) -> None:
    state = go(browser, signer)["state"]
    other = TestClient(browser.app, base_url="http://localhost", headers=HEADERS, follow_redirects=False)
    for query in ({"state": state}, {"state": "x"}, {}, {"error": "access_denied", "state": state}):
        assert come_back(other, **query).status_code == 401
    for cookie in ("x", "W10=", "e30=", "bnVsbA==", "%%%"):
        answer = other.get(BACK, params={"code": "x", "state": state}, headers={"cookie": f"provider={cookie}"})
        assert answer.status_code == 401
    assert come_back(browser, state=state).status_code == 303


def test_the_way_back_leads_to_no_other_site(browser: TestClient, signer: Signer) -> None:
    state = go(browser, signer, back="//evil.example/")["state"]
    assert come_back(browser, state=state).headers["location"] == "/"
    state = go(browser, signer)["state"]
    browser.cookies.set("back", "%2F%2Fevil.example", domain="localhost.local", path="/")
    assert come_back(browser, state=state).headers["location"] in ("/", "/statements?act=pledge")


def test_a_provider_that_says_it_is_another(browser: TestClient, signer: Signer) -> None:
    signer.says_it_is = "https://evil.example"
    answer = browser.get("/sign-in/provider")
    assert answer.status_code == 502 and "does not answer" in answer.text


def test_a_provider_that_does_not_answer(desk: Ledger) -> None:
    nobody = listen("127.0.0.1", 0)
    port = nobody.getsockname()[1]
    nobody.close()
    app = make(desk, Options(provider=Provider(f"http://127.0.0.1:{port}", CLIENT, SECRET)))
    browser = TestClient(app, base_url="http://localhost", headers=HEADERS)
    answer = browser.get("/sign-in/provider")
    assert answer.status_code == 502 and "sign in with a password" in answer.text


def test_without_a_provider_there_is_no_such_page(client: TestClient) -> None:
    assert client.get("/sign-in/provider").status_code == 404
    assert client.get(BACK).status_code == 404


def test_what_the_environment_may_say() -> None:
    whole = {"HOEDAM_OIDC_ISSUER": "https://id.example", "HOEDAM_OIDC_CLIENT_ID": "a", "HOEDAM_OIDC_CLIENT_SECRET": "b"}
    assert configured({}) is None
    assert configured(whole) == Provider("https://id.example", "a", "b")
    assert configured(whole | {"HOEDAM_OIDC_ISSUER": "http://localhost:9/x"})
    with pytest.raises(SettingInvalid, match="needs HOEDAM_OIDC_CLIENT_SECRET too"):
        configured(whole | {"HOEDAM_OIDC_CLIENT_SECRET": " "})
    for issuer in ("http://id.example", "id.example", "file:///etc", "http://127.0.0.1.evil.example"):
        with pytest.raises(SettingInvalid, match="begins with https"):
            configured(whole | {"HOEDAM_OIDC_ISSUER": issuer})
