"""Hypothesis: the same examples on every run, unless HYPOTHESIS_PROFILE=explore asks for new and more of them.

Passwords: argon2id, but at its cheapest, where a test does not ask for `as_in_earnest`: hundreds of them are hashed.
"""

import os
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from hypothesis import HealthCheck, settings

os.environ.pop("COLUMNS", None)  # neither a terminal nor the runner says how wide tables are

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # the analyser's first call takes a second
settings.register_profile("ci", max_examples=200, derandomize=True, database=None, **_CALM)
settings.register_profile("explore", max_examples=5_000, **_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[PasswordHasher]:
    """The hasher that serves in earnest, while another does its work."""
    from hoedam.ledger import passwords

    earnest, passwords._hasher = passwords._hasher, PasswordHasher.from_parameters(CHEAPEST)
    yield earnest
    passwords._hasher = earnest


@pytest.fixture
def as_in_earnest(cheap_hashes: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost what they cost an attacker."""
    from hoedam.ledger import passwords

    monkeypatch.setattr(passwords, "_hasher", cheap_hashes)
    passwords._nobody.cache_clear()
