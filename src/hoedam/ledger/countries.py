"""States by code and by name: what people type, and what lists show."""

from functools import lru_cache

from hoedam.errors import SettingInvalid
from hoedam.extract.countries import state_of
from hoedam.extract.entity_tables import tables
from hoedam.rules.states import states


def code_of(name: str) -> str:
    """The ISO 3166-1 alpha-3 code of a state, by its code, its Korean name (also 美, 터키) or its English one.

    Raises SettingInvalid where no state is called so.
    """
    wanted = " ".join(name.split())
    code = wanted.upper()
    if code in _names("ko"):
        return code
    found = _english().get(wanted.casefold()) or state_of(wanted)
    if found is None:
        raise SettingInvalid(f"{name} is no state: give its code, as KAZ, or its Korean or English name.")
    return found


def country_name(code: str, language: str = "ko") -> str:
    """The usual name of a state; a code without a name stands for itself."""
    return _names(language).get(code, code)


@lru_cache(maxsize=2)
def _names(language: str) -> dict[str, str]:
    return tables().canonical if language == "ko" else {iso3: state.name for iso3, state in states().items()}


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """English names, also without what stands in brackets; 'South Korea' and 'North Korea' among them."""
    names = {name.casefold(): code for code, name in _names("en").items()}
    return {name.partition(" (")[0]: code for name, code in names.items()} | names
