"""Users, their sessions and keys: who is let in, who is not, and what of it stands in the history."""

import json
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from hoedam.errors import AccountInvalid, DecisionInvalid, LedgerBusy, SignInLocked, SignInRefused
from hoedam.ledger import Ledger, accounts, history, keys, passwords, sessions, verify
from hoedam.ledger.accounts import Account
from hoedam.ledger.tables import account, api_key, attempt, session

GOOD, BETTER = "네 낱말은 서로 무관하다", "tram walnut 고요 seven"


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """A ledger with an admin, 오세라, and a reader, Lee Haneul."""
    accounts.add_user(ledger, "오세라", GOOD, "admin", "오세라")
    accounts.add_user(ledger, "Lee Haneul", GOOD, "reader", "오세라")
    return ledger


def entries(ledger: Ledger) -> list[history.Entry]:
    with ledger.read() as connection:
        return list(history.entries(connection))


def user(ledger: Ledger, name: str) -> Account:
    with ledger.read() as connection:
        return next(one for one in accounts.users(connection) if one.name == name)


def of(ledger: Ledger, token: str) -> Account | None:
    with ledger.read() as connection:
        return sessions.session(connection, token)


def age(ledger: Ledger, table: object, column: str, back: timedelta) -> None:
    """As if the rows had been written earlier."""
    at = (datetime.now(UTC) - back).isoformat(timespec="microseconds")
    with ledger.write() as connection:
        connection.execute(update(table).values({column: at}))  # type: ignore[arg-type]


def test_each_role_may_do_what_those_before_may() -> None:
    assert [accounts.allows("reviewer", needed) for needed in accounts.ROLES] == [True, True, True, False, False]
    assert all(accounts.allows("admin", needed) for needed in accounts.ROLES)
    with pytest.raises(ValueError):
        accounts.allows("reader", "king")


def test_users_are_added_and_listed(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert not accounts.has_users(connection) and accounts.users(connection) == []
    made = accounts.add_user(ledger, " 오 세라 ", GOOD, "admin", "Kim", email="Sera@Desk.example")
    assert made == Account("오 세라", "admin", True, "sera@desk.example")
    with ledger.read() as connection:
        assert accounts.has_users(connection) and accounts.users(connection) == [made]
    assert list(verify.faults(ledger)) == []


@pytest.mark.parametrize(
    ("name", "password", "role", "email", "says"),
    [
        ("lee  HANEUL", GOOD, "reader", None, "there is a user Lee Haneul already"),
        ("Park", "short", "reader", None, "a password has 10 to 200 characters, this one has 5"),
        ("Park", "a" * 201, "reader", None, "a password has 10 to 200"),
        ("Park", "abababababab", "reader", None, "easy to guess"),
        ("Park Jiho", "1234 PARK jiho", "reader", None, "easy to guess"),
        ("Park", GOOD, "king", None, "'king' is no role: choose among reader, coder"),
        ("Park", GOOD, "reader", "nowhere", "'nowhere' is no e-mail address"),
        ("Park", GOOD, "reader", "p\u0430rk@desk.example", "is no e-mail address"),  # a Cyrillic letter
        ("Park", GOOD, "reader", "TAKEN@desk.example", "is the address of Lee Haneul"),
    ],
)
def test_what_an_account_cannot_be(
    desk: Ledger, name: str, password: str, role: str, email: str | None, says: str
) -> None:
    accounts.set_email(desk, "Lee Haneul", "taken@desk.example", "오세라")
    before = entries(desk)
    with pytest.raises(AccountInvalid, match=says):
        accounts.add_user(desk, name, password, role, "오세라", email)
    assert entries(desk) == before


@pytest.mark.parametrize("name", ["", "two\nlines\x00", "machine", "a" * 101])
def test_names_are_those_of_persons(desk: Ledger, name: str) -> None:
    with pytest.raises(DecisionInvalid):
        accounts.add_user(desk, name, GOOD, "reader", "오세라")
    with pytest.raises(SignInRefused, match="the name or the password is wrong"):
        sessions.sign_in(desk, name, GOOD)
    with pytest.raises(AccountInvalid, match="there is no user"):
        accounts.set_role(desk, name, "coder", "오세라")


def test_the_first_user_is_an_admin_and_the_last_stays(ledger: Ledger) -> None:
    with pytest.raises(AccountInvalid, match="add one with the role admin first"):
        accounts.add_user(ledger, "Lee", GOOD, "reader", "Lee")
    accounts.add_user(ledger, "Oh", GOOD, "admin", "Oh")
    for take_away in (
        lambda: accounts.set_role(ledger, "Oh", "approver", "Oh"),
        lambda: accounts.set_active(ledger, "Oh", False, "Oh"),
    ):
        with pytest.raises(AccountInvalid, match="Oh is the last active admin"):
            take_away()
    accounts.add_user(ledger, "Lee", GOOD, "admin", "Oh")
    accounts.set_active(ledger, "Oh", False, "Lee")
    with pytest.raises(AccountInvalid, match="last active admin"):
        accounts.set_role(ledger, "Lee", "reader", "Lee")
    assert user(ledger, "Oh") == Account("Oh", "admin", False) and user(ledger, "Lee").role == "admin"


def test_the_history_tells_every_change_and_no_secret(desk: Ledger) -> None:
    accounts.set_role(desk, "lee haneul", "coder", "오세라")
    accounts.set_role(desk, "Lee Haneul", "coder", "오세라")  # says nothing new
    accounts.set_password(desk, "Lee Haneul", BETTER, "Lee Haneul")
    accounts.set_email(desk, "Lee Haneul", "lee@desk.example", "오세라")
    accounts.set_active(desk, "Lee Haneul", False, "오세라")
    accounts.set_active(desk, "Lee Haneul", True, "오세라")
    secret = keys.make_key(desk, "Lee Haneul", "figures", "Lee Haneul")
    keys.revoke_key(desk, "Lee Haneul", 1, "오세라")
    told = [(one.action, one.person) for one in entries(desk) if one.subject == "user:Lee Haneul"]
    assert told == [
        ("user_add", "오세라"), ("user_role", "오세라"), ("user_password", "Lee Haneul"), ("user_email", "오세라"),
        ("user_disable", "오세라"), ("user_enable", "오세라"), ("key_make", "Lee Haneul"), ("key_revoke", "오세라"),
    ]  # fmt: skip
    with desk.read() as connection:
        kept = [*connection.scalars(select(account.c.password)), *connection.scalars(select(api_key.c.digest))]
    everything = json.dumps([one.data for one in entries(desk)], ensure_ascii=False)
    assert not [one for one in (GOOD, BETTER, secret, *kept) if one in everything]
    assert list(verify.faults(desk)) == []


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        ("UPDATE account SET role = 'admin' WHERE name = 'Lee Haneul'", "the account of Lee Haneul (admin)"),
        ("UPDATE account SET active = NOT active WHERE name = 'Lee Haneul'", "the account of Lee Haneul"),
        ("UPDATE account SET email = 'x@y.example' WHERE name = 'Lee Haneul'", "the account of Lee Haneul"),
        ("UPDATE account SET provider = 'x' WHERE name = 'Lee Haneul'", "the account of Lee Haneul"),
        ("DELETE FROM account WHERE name = 'Lee Haneul'", "the account of Lee Haneul is missing"),
        ("UPDATE api_key SET account = 2", "key 1 of Lee Haneul"),
        ("UPDATE api_key SET undone = NULL", "key 1 of 오세라"),
        ("DELETE FROM api_key", "a key of 오세라 is missing"),
    ],
)
def test_what_was_tampered_with_is_found(desk: Ledger, tamper: str, says: str) -> None:
    keys.make_key(desk, "오세라", "figures", "오세라")
    keys.revoke_key(desk, "오세라", 1, "오세라")
    with desk.write() as connection:
        connection.execute(text(tamper))
    assert says in next(verify.faults(desk), "")


def test_passwords_are_kept_as_argon2id_and_tokens_as_digests(as_in_earnest: None, ledger: Ledger) -> None:
    desk = ledger
    for name in ("오세라", "Lee Haneul"):
        accounts.add_user(desk, name, GOOD, "admin", "오세라")
    token = sessions.sign_in(desk, "오세라", GOOD)
    with desk.read() as connection:
        kept = connection.scalars(select(account.c.password)).all()
        assert all(one.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for one in kept) and len(set(kept)) == 2
        assert connection.scalar(select(session.c.digest)) == passwords.digest(token)
    assert len(token) >= 43 and token != sessions.sign_in(desk, "오세라", GOOD)


def test_signing_in_and_out(desk: Ledger) -> None:
    one, other = (sessions.sign_in(desk, "LEE haneul", GOOD) for _ in range(2))
    assert of(desk, one) == user(desk, "Lee Haneul")
    sessions.sign_out(desk, one)
    sessions.sign_out(desk, one)
    assert of(desk, one) is None and of(desk, other) is not None
    assert of(desk, "") is None and of(desk, "\x00\ud800") is None


def test_the_same_letters_are_the_same_password_on_every_keyboard(desk: Ledger) -> None:
    accounts.set_password(desk, "Lee Haneul", "café 한글 walnut", "오세라")
    assert sessions.sign_in(desk, "Lee Haneul", "cafe\u0301 \u1112\u1161\u11ab\u1100\u1173\u11af walnut")


def test_what_was_wrong_is_not_told(desk: Ledger) -> None:
    accounts.add_user(desk, "Park", None, "reader", "오세라", "park@desk.example")  # by a provider only
    accounts.set_active(desk, "Lee Haneul", False, "오세라")
    said = set()
    for name, password in (
        ("오세라", BETTER), ("오세라", ""), ("nobody", GOOD), ("Lee Haneul", GOOD), ("Park", ""), ("Park", GOOD),
        ("\x00", GOOD), ("\ud800", "\ud800" * 10), ("x" * 5000, "y" * 100_000),
    ):  # fmt: skip
        with pytest.raises(SignInRefused) as refused:
            sessions.sign_in(desk, name, password)
        assert not isinstance(refused.value, SignInLocked)
        said.add(str(refused.value))
    assert len(said) == 1


def test_five_failures_lock_a_name_whoever_has_it(desk: Ledger) -> None:
    for name in ("오세라", "nobody at all"):
        for _ in range(5):
            with pytest.raises(SignInRefused) as refused:
                sessions.sign_in(desk, name, BETTER)
            assert not isinstance(refused.value, SignInLocked)
        with pytest.raises(SignInLocked, match="wait 15 minutes"):
            sessions.sign_in(desk, name, GOOD)
    assert sessions.sign_in(desk, "Lee Haneul", GOOD)  # others are not locked
    with pytest.raises(SignInLocked):
        sessions.check_password(desk, " 오 세라", GOOD)


def test_a_lock_ends_by_itself_and_by_another_password(desk: Ledger) -> None:
    def fail(times: int) -> None:
        for _ in range(times):
            with pytest.raises(SignInRefused):
                sessions.sign_in(desk, "오세라", BETTER)

    fail(5)
    age(desk, attempt, "at", sessions.LOCK + timedelta(seconds=1))
    fail(4)  # those of before no longer count
    assert sessions.sign_in(desk, "오세라", GOOD)
    fail(4)  # a success has made them good
    assert sessions.sign_in(desk, "오세라", GOOD)
    fail(5)
    accounts.set_password(desk, "오세라", BETTER, "Lee Haneul")
    assert sessions.sign_in(desk, "오세라", BETTER)


def test_failures_far_apart_lock_nothing_and_are_forgotten(desk: Ledger) -> None:
    for minutes in (29, 20, 14, 10, 5):
        with desk.write() as connection:
            at = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat(timespec="microseconds")
            digest = passwords.digest("오세라")
            connection.execute(attempt.insert(), [{"digest": digest, "at": at}])
    with pytest.raises(SignInRefused) as refused:
        sessions.sign_in(desk, "오세라", BETTER)
    assert not isinstance(refused.value, SignInLocked)
    age(desk, attempt, "at", timedelta(minutes=31))
    assert sessions.sign_in(desk, "Lee Haneul", GOOD)
    with desk.read() as connection:
        assert list(connection.execute(select(attempt))) == []


def test_many_guesses_at_once_are_no_more_than_five(desk: Ledger) -> None:
    told: list[type[BaseException]] = []

    def guess() -> None:
        try:
            sessions.sign_in(desk, "오세라", BETTER)
        except SignInRefused as refused:
            told.append(type(refused))

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.__name__ for one in told) == ["SignInLocked"] * 3 + ["SignInRefused"] * 5


def test_a_flood_of_sign_ins_is_turned_away(desk: Ledger) -> None:
    with ExitStack() as others:
        for _ in range(8):
            others.enter_context(passwords.in_turn())
        with pytest.raises(LedgerBusy, match="try again in a moment"):
            sessions.sign_in(desk, "오세라", GOOD)
    assert sessions.sign_in(desk, "오세라", GOOD)


def test_a_provider_s_person(desk: Ledger) -> None:
    accounts.set_email(desk, "Lee Haneul", "lee@desk.example", "오세라")
    with pytest.raises(SignInRefused, match="there is no account for you here"):
        sessions.sign_in_provided(desk, "https://id.example", "7", None)
    first = sessions.sign_in_provided(desk, "https://id.example", "7", "LEE@desk.example")
    again = sessions.sign_in_provided(desk, "https://id.example", "7", None)
    assert of(desk, first) == of(desk, again) == user(desk, "Lee Haneul")
    for issuer, subject in (("https://id.example", "8"), ("https://other.example", "7")):
        with pytest.raises(SignInRefused):
            sessions.sign_in_provided(desk, issuer, subject, "lee@desk.example")
    accounts.set_email(desk, "Lee Haneul", "lee@new.example", "오세라")  # sets it free
    assert sessions.sign_in_provided(desk, "https://other.example", "7", "lee@new.example")
    assert [one.person for one in entries(desk) if one.action == "user_bind"] == ["Lee Haneul"] * 2
    assert list(verify.faults(desk)) == []


@pytest.mark.parametrize(
    ("column", "back", "ends"),
    [
        ("used", timedelta(hours=11), False),
        ("used", timedelta(hours=13), True),
        ("made", timedelta(days=6), False),
        ("made", timedelta(days=8), True),
    ],
)
def test_a_session_ends_with_time(desk: Ledger, column: str, back: timedelta, ends: bool) -> None:
    token = sessions.sign_in(desk, "오세라", GOOD)
    age(desk, session, column, back)
    assert (of(desk, token) is None) == ends == (sessions.keep(desk, token) is None)
    assert sessions.sign_in(desk, "오세라", GOOD)
    with desk.read() as connection:
        assert len(list(connection.execute(select(session)))) == (1 if ends else 2)


def test_use_is_written_down_once_in_ten_minutes(desk: Ledger) -> None:
    def used() -> str:
        with desk.read() as connection:
            return str(connection.scalar(select(session.c.used)))

    token = sessions.sign_in(desk, "오세라", GOOD)
    first = used()
    assert sessions.keep(desk, token) and used() == first
    age(desk, session, "used", timedelta(minutes=11))
    assert sessions.keep(desk, token) and used() > first


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger: accounts.set_password(ledger, "Lee Haneul", BETTER, "Lee Haneul"),
        lambda ledger: accounts.set_active(ledger, "Lee Haneul", False, "오세라"),
    ],
)
def test_sessions_end_with_another_password_or_the_account(desk: Ledger, change: Callable[[Ledger], None]) -> None:
    mine, theirs = sessions.sign_in(desk, "Lee Haneul", GOOD), sessions.sign_in(desk, "오세라", GOOD)
    change(desk)
    assert of(desk, mine) is None and of(desk, theirs) is not None
    accounts.set_active(desk, "Lee Haneul", True, "오세라")
    assert of(desk, mine) is None


def test_a_new_role_holds_at_once(desk: Ledger) -> None:
    token = sessions.sign_in(desk, "Lee Haneul", GOOD)
    accounts.set_role(desk, "Lee Haneul", "approver", "오세라")
    found = of(desk, token)
    assert found and found.role == "approver"


def test_keys(desk: Ledger) -> None:
    secret = keys.make_key(desk, "lee haneul", "  monthly  figures ", "오세라")
    other = keys.make_key(desk, "Lee Haneul", "notebook", "Lee Haneul")

    def of_key(token: str) -> Account | None:
        with desk.read() as connection:
            return keys.by_key(connection, token)

    assert secret.startswith("hoedam_") and of_key(secret) == of_key(other) == user(desk, "Lee Haneul")
    assert of_key("") is None and of_key(secret[:-1]) is None and of_key(passwords.digest(secret)) is None
    with desk.read() as connection:
        assert [(one.label, one.revoked) for one in keys.keys(connection, "Lee Haneul")] == [
            ("monthly figures", False), ("notebook", False),
        ]  # fmt: skip
    accounts.set_active(desk, "Lee Haneul", False, "오세라")
    assert of_key(secret) is None
    accounts.set_active(desk, "Lee Haneul", True, "오세라")
    keys.revoke_key(desk, "Lee Haneul", 1, "Lee Haneul")
    assert of_key(secret) is None and of_key(other) is not None
    for name, number in (("Lee Haneul", 1), ("Lee Haneul", 9), ("오세라", 2)):
        with pytest.raises(AccountInvalid, match=f"has no key {number}"):
            keys.revoke_key(desk, name, number, "오세라")
    for label in ("", " ", "a" * 101, "a\x00b"):
        with pytest.raises(AccountInvalid, match="what the key is for"):
            keys.make_key(desk, "오세라", label, "오세라")


def test_a_user_has_twenty_keys_at_most(desk: Ledger) -> None:
    for number in range(20):
        keys.make_key(desk, "오세라", f"key {number}", "오세라")
    with pytest.raises(AccountInvalid, match="has 20 keys: revoke one first"):
        keys.make_key(desk, "오세라", "one more", "오세라")
