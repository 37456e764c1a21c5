"""Users: who may work here, and what each may do."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from hoedam.errors import AccountInvalid, DecisionInvalid, HoedamError
from hoedam.ledger import accounts
from hoedam.web.access import Admin, Visit
from hoedam.web.pages import code_of

router = APIRouter(include_in_schema=False)
_Name = Annotated[str, Form()]
_Text = Annotated[str, Form()]


@router.get("/settings/users")
def show(visit: Admin) -> Response:
    """All users, and what can be done with each."""
    return _page(visit)


def _page(visit: Visit, refused: HoedamError | None = None, **given: str) -> Response:
    with visit.ledger.read() as connection:
        users = accounts.users(connection)
    said = visit.words.sentence(str(refused)) if refused else ""
    return visit.page(
        "users.html",
        code=code_of(refused) if refused else 200,
        users=users,
        roles=accounts.ROLES,
        refused=said,
        given=given,
    )


@router.post("/settings/users")
def add(visit: Admin, name: _Name, role: _Text, password: _Text = "", email: _Text = "") -> Response:
    """Add a user; without a password one who signs in through the provider."""
    try:
        made = accounts.add_user(visit.ledger, name, password or None, role, visit.person, email or None)
    except (AccountInvalid, DecisionInvalid) as error:
        return _page(visit, error, name=name, role=role, email=email)
    return _done(visit, made.name)


@router.post("/settings/users/role")
def set_role(visit: Admin, name: _Name, role: _Text) -> Response:
    """Give a user another role."""
    accounts.set_role(visit.ledger, name, role, visit.person)
    return _done(visit, name)


@router.post("/settings/users/email")
def set_email(visit: Admin, name: _Name, email: _Text = "") -> Response:
    """Set the address by which the provider names a user, or take it away."""
    accounts.set_email(visit.ledger, name, email or None, visit.person)
    return _done(visit, name)


@router.post("/settings/users/password")
def set_password(visit: Admin, name: _Name, password: _Text) -> Response:
    """Give a user another password; all sessions of that user end."""
    accounts.set_password(visit.ledger, name, password, visit.person)
    return _done(visit, name)


@router.post("/settings/users/active")
def set_active(visit: Admin, name: _Name, active: Annotated[bool, Form()]) -> Response:
    """Let a user in, or no more."""
    accounts.set_active(visit.ledger, name, active, visit.person)
    return _done(visit, name)


def _done(visit: Visit, name: str) -> Response:
    return visit.go("/settings/users", visit.words.gettext("Saved: {}.").format(name))
