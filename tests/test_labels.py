"""Every code of the model has a label in both languages."""

from typing import Literal, get_args

import pytest

from hoedam import model
from hoedam.errors import RulesInvalid
from hoedam.extract.sectors import all_sectors
from hoedam.labels import Labels, read, table
from hoedam.ledger import accounts, keys

GROUPS = {
    "act": model.ActName, "form": model.Form, "basis": model.Basis, "strength": model.Strength,
    "kind": model.DocumentKind, "published_basis": model.PublishedBasis, "meeting": model.MeetingKind,
    "issue": model.IssueCode, "block": model.BlockKind, "anchor": model.Anchor, "entity": model.EntityType,
}  # fmt: skip


@pytest.mark.parametrize(("group", "codes"), GROUPS.items())
def test_every_code_has_a_label(group: str, codes: object) -> None:
    assert set(table()[group]) == set(get_args(codes))


def test_every_role_and_what_is_done_to_users_has_a_label() -> None:
    assert set(table()["role"]) == set(accounts.ROLES)
    assert set(table()["action"]) >= {*accounts.ACTIONS, keys.MAKE, keys.REVOKE}


def test_every_label_is_in_both_languages() -> None:
    for codes in table().values():
        assert all(set(label) == {"en", "ko"} and all(label.values()) for label in codes.values())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_sectors_have_names_and_unknown_codes_stand_for_themselves(language: Literal["en", "ko"]) -> None:
    labels = Labels(language)
    assert labels.sectors(all_sectors()[:2]).count(",") == 1
    assert labels.sectors(("nowhere.at_all",)) == "nowhere.at_all"
    assert labels("status", "nowhere") == "nowhere"


@pytest.mark.parametrize(
    "line", ["no: {en: a, ko: b}", "on: {en: a, ko: b}", "1: {en: a, ko: b}", "a: {en: yes, ko: b}", "a: {en: a, fr: b}",
             "a: {en: a, ko: b}\n  a: {en: a, ko: b}"],
)  # fmt: skip
def test_what_yaml_would_not_take_for_text_is_refused(line: str) -> None:
    with pytest.raises(RulesInvalid, match=r"data/labels\.yaml"):
        read(f"column:\n  {line}\n".encode())


def test_a_code_in_quotes_is_text() -> None:
    assert read(b'column: {"no": {en: no., ko: b}}') == {"column": {"no": {"en": "no.", "ko": "b"}}}
    assert Labels("ko")("column", "no") == "번호"
