"""`hoedam serve` listens beyond this machine only where there are users."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hoedam.cli.main import main
from hoedam.ledger import Ledger, accounts
from hoedam.web import serving
from hoedam.web.options import Options, Provider

OIDC = {"HOEDAM_OIDC_ISSUER": "https://id.example", "HOEDAM_OIDC_CLIENT_ID": "a", "HOEDAM_OIDC_CLIENT_SECRET": "b"}


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Result, list[Options]]]:
    """serve(words…) is what the command says, and with which options it would have begun to listen."""
    monkeypatch.setenv("HOEDAM_LEDGER", str(tmp_path / "desk.sqlite"))
    begun: list[Options] = []
    monkeypatch.setattr(serving, "run", lambda ledger, options, *more, **named: begun.append(options))
    return lambda *words, env=None: (CliRunner().invoke(main, ["serve", *words], env=env or {}), begun)


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (["--host", "0.0.0.0"], {}),
        (["--host", "::"], {}),
        (["--host", "192.0.2.1"], {}),
        (["--allow-host", "desk.example"], {}),
        (["--https"], {}),
        ([], OIDC),
    ],
)
def test_others_could_reach_it(serve: Callable[..., tuple[Result, list[Options]]], words: list[str], env: dict[str, str],
                               tmp_path: Path) -> None:  # fmt: skip
    result, begun = serve(*words, env=env)
    assert result.exit_code == 1 and begun == []
    assert "it has no users: make one first (`hoedam users add NAME --role admin`)" in " ".join(result.stderr.split())
    with Ledger.open(str(tmp_path / "desk.sqlite")) as ledger:
        accounts.add_user(ledger, "Oh", "네 낱말은 서로 무관하다", "admin", "Oh")
    result, begun = serve(*words, env=env)
    assert (result.exit_code, len(begun)) == (0, 1)
    assert begun[0].provider == (Provider("https://id.example", "a", "b") if env else None)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_alone_on_this_machine(serve: Callable[..., tuple[Result, list[Options]]], host: str) -> None:
    result, begun = serve("--host", host, "--by", "Oh")
    assert result.exit_code == 0 and begun[0].alone and not begun[0].secure and begun[0].person == "Oh"
    assert set(begun[0].hosts) >= {"127.0.0.1", "localhost", "[::1]"}


def test_what_is_no_address_and_half_a_provider(serve: Callable[..., tuple[Result, list[Options]]]) -> None:
    assert "evil.example is no address to listen on" in serve("--host", "evil.example")[0].stderr
    half = {"HOEDAM_OIDC_ISSUER": "https://id.example"}
    assert "needs HOEDAM_OIDC_CLIENT_ID, HOEDAM_OIDC_CLIENT_SECRET too" in serve(env=half)[0].stderr.replace("\n", " ")


def test_names_and_https_are_handed_down(serve: Callable[..., tuple[Result, list[Options]]], tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "desk.sqlite"), create=True) as ledger:
        accounts.add_user(ledger, "Oh", "네 낱말은 서로 무관하다", "admin", "Oh")
    _, begun = serve("--allow-host", "Desk.example", "--https")
    assert "desk.example" in begun[0].hosts and begun[0].secure and not begun[0].alone
