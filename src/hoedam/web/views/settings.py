"""What each chooses for themselves: language, colours, password, keys; and how the ledger is reviewed."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from hoedam.errors import AccountInvalid, SignInLocked, SignInRefused
from hoedam.ledger import accounts, keys, review, sessions
from hoedam.web.access import Admin, Reader, Visit
from hoedam.web.views import signing

router = APIRouter(include_in_schema=False)


@router.get("/settings")
def show(visit: Reader) -> Response:
    """All that can be set."""
    return _page(visit)


def _page(visit: Visit, made: str = "") -> Response:
    with visit.ledger.read() as connection:
        mine = keys.keys(connection, visit.person) if visit.by else []
        self_sign_off = review.allows_self_sign_off(connection)
    return visit.page(
        "settings.html", keys=[key for key in mine if not key.revoked], made=made, self_sign_off=self_sign_off
    )


@router.post("/settings/password")
def set_password(
    visit: Reader, old: Annotated[str, Form()], new: Annotated[str, Form()], again: Annotated[str, Form()]
) -> Response:
    """Choose another password; every session ends, and this browser has a new one."""
    gettext = visit.words.gettext
    _own(visit)
    if new != again:
        raise AccountInvalid(gettext("The new password was not written the same twice."))
    try:
        sessions.check_password(visit.ledger, visit.person, old)
    except SignInLocked as error:
        raise AccountInvalid(
            gettext("There were too many failed sign-ins under this name. Wait 15 minutes, or ask an admin.")
        ) from error
    except SignInRefused as error:
        raise AccountInvalid(gettext("The old password is wrong.")) from error
    accounts.set_password(visit.ledger, visit.person, new, visit.person)
    return signing.begin(visit, sessions.sign_in(visit.ledger, visit.person, new), "/settings")


@router.post("/settings/keys")
def make_key(visit: Reader, label: Annotated[str, Form()]) -> Response:
    """Make a key, and show it this once: in the page itself, so that it stands in no address, cookie or log."""
    _own(visit)
    return _page(visit, made=keys.make_key(visit.ledger, visit.person, label, visit.person))


@router.post("/settings/keys/revoke")
def revoke_key(visit: Reader, key: Annotated[int, Form()]) -> Response:
    """End a key."""
    _own(visit)
    keys.revoke_key(visit.ledger, visit.person, key, visit.person)
    return visit.go("/settings", visit.words.gettext("The key is revoked."))


@router.post("/settings/review")
def set_review(visit: Admin, self_sign_off: Annotated[bool, Form()] = False) -> Response:
    """Say whether who checked a record may sign it off too."""
    review.allow_self_sign_off(visit.ledger, self_sign_off, visit.person)
    return visit.go("/settings", visit.words.gettext("Saved."))


def _own(visit: Visit) -> None:
    if not visit.by:
        raise AccountInvalid(visit.words.gettext("Nobody signs in to this ledger: add a user first."))
