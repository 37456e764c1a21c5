"""Signing in through an OpenID Connect provider: the code flow with state, nonce and PKCE, by Authlib.

What the flow must remember (state, nonce, verifier) waits in a cookie of the browser that began it, for ten minutes; it is
of no use to another browser, and whoever could plant it could as well plant one of their own. A person gets in only
where there is an account: the one tied to the provider's subject, or, the first time, the one with the e-mail address that
the provider has verified. (OpenID Connect Core 1.0; RFC 9700 on what attackers do.)
"""

import json
import logging
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response

from hoedam.errors import SettingInvalid, SignInRefused
from hoedam.web.options import Options, Provider

VARIABLES = ("HOEDAM_OIDC_ISSUER", "HOEDAM_OIDC_CLIENT_ID", "HOEDAM_OIDC_CLIENT_SECRET")
BACK = "/sign-in/provider/back"  # what is registered at the provider, after the address of this application
_MINUTES = 10
# by the provider's private key alone: never unsigned, never by a secret that others share
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a provider signed in; `email` only where it has verified the address."""

    subject: str
    email: str | None


def configured(environment: Mapping[str, str]) -> Provider | None:
    """The provider that the environment names, if it does.

    Raises SettingInvalid where it names half of it, or an address without https that is not this machine's, or where
    the extra is not installed.
    """
    given = [environment.get(name, "").strip() for name in VARIABLES]
    if not any(given):
        return None
    if not all(given):
        missing = ", ".join(name for name, value in zip(VARIABLES, given, strict=True) if not value)
        raise SettingInvalid(f"signing in through a provider needs {missing} too: set it, or unset the others.")
    address = urlsplit(given[0])
    if address.scheme != "https" and not (address.scheme == "http" and _is_here(address.hostname or "")):
        raise SettingInvalid(
            f"{VARIABLES[0]}={given[0]} is no address of a provider: give one that begins with https://."
        )
    try:
        import authlib.integrations.starlette_client  # noqa: F401
    except ImportError as error:
        raise SettingInvalid('signing in through a provider needs more: pip install "hoedam[oidc]".') from error
    return Provider(*given)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


async def ask(request: Request, options: Options, provider: Provider) -> Response:
    """To the provider. Raises SignInRefused where it does not answer as one."""
    request.scope["session"] = {}
    try:
        client = await _ready(provider)
        response: Response = await client.authorize_redirect(request, str(request.base_url).rstrip("/") + BACK)
    except Exception as error:
        raise _refused(error) from error
    kept = urlsafe_b64encode(json.dumps(request.scope["session"]).encode()).decode()
    response.set_cookie(
        _cookie(options), kept, max_age=60 * _MINUTES, httponly=True, secure=options.secure, samesite="lax"
    )
    return response


async def answered(request: Request, options: Options, provider: Provider) -> Person:
    """Whom the provider has signed in, when it sends somebody back. Raises SignInRefused for all that is not so."""
    try:
        request.scope["session"] = json.loads(urlsafe_b64decode(request.cookies.get(_cookie(options), "")))
        client = await _ready(provider)
        token = await client.authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": client.server_metadata["issuer"]},
                "aud": {"essential": True, "value": provider.client},
            },
        )
        return _person(token["userinfo"])
    except Exception as error:  # whatever the other side, or who pretends to be it, may send
        raise _refused(error) from error


def _person(claims: Mapping[str, Any]) -> Person:
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str) or not subject:
        raise ValueError("the token names nobody")
    verified = claims.get("email_verified") is True and isinstance(email, str)
    return Person(subject, email if verified else None)


def forget(response: Response, options: Options) -> None:
    """The flow is over, however it ended."""
    response.delete_cookie(_cookie(options), httponly=True, secure=options.secure, samesite="lax")


def _refused(error: Exception) -> SignInRefused:
    logging.getLogger("hoedam.web").warning(
        "signing in through the provider failed: %s: %s", type(error).__name__, error
    )
    return SignInRefused("the provider signed nobody in: try again, or ask who looks after the users.")


async def _ready(provider: Provider) -> Any:
    """The client, when it knows the provider. Raises ValueError where that is another than was named."""
    client = _client(provider)
    known = await client.load_server_metadata()
    if known.get("issuer", "").rstrip("/") != provider.issuer.rstrip("/"):
        client.server_metadata.clear()
        raise ValueError(f"{provider.issuer} says that it is {known.get('issuer')}")
    offered = known.get("id_token_signing_alg_values_supported") or ["RS256"]
    known["id_token_signing_alg_values_supported"] = [name for name in offered if name in _SIGNED]
    return client


@cache
def _client(provider: Provider) -> Any:
    from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        "provider", client_id=provider.client, client_secret=provider.secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": 10},
    )  # fmt: skip


def _cookie(options: Options) -> str:
    return "__Host-provider" if options.secure else "provider"
