"""What a mark says of its record beside its label: sectors, states, and whether something is doubtful or a courtesy.

A value is kept only where it says something: what is certain, binding and no courtesy has no flag.
"""

from collections.abc import Iterable, Mapping

from hoedam.model import Act, Commitment, Statement

Values = Mapping[str, tuple[str, ...]]

DOUBTFUL, COURTESY, SOFTENED = "doubtful", "courtesy", "softened"
# kind of mark → what it may say; and which flag: the speaker is in doubt, a courtesy, an effort only
NAMES: Mapping[str, tuple[str, ...]] = {
    "statement": ("flags",), "act": ("sectors", "flags"), "commitment": ("sectors", "owner", "counterpart", "flags"),
}  # fmt: skip
FLAGS: Mapping[str, str] = {"statement": DOUBTFUL, "act": COURTESY, "commitment": SOFTENED}
ALL = tuple(dict.fromkeys(name for names in NAMES.values() for name in names))


def of_statement(statement: Statement) -> Values:
    """Whether its speaker is in doubt."""
    return _said(flags=(DOUBTFUL,) if not statement.attribution.certain else ())


def of_act(act: Act) -> Values:
    """Its sectors, and whether it is a courtesy."""
    return _said(sectors=act.sectors, flags=(COURTESY,) if act.courtesy else ())


def of_commitment(commitment: Commitment) -> Values:
    """Its sectors, whom it binds to whom (ISO 3166-1 alpha-3), and whether it promises an effort only."""
    flags = (SOFTENED,) if commitment.softened else ()
    return _said(sectors=commitment.sectors, owner=commitment.owner, counterpart=commitment.counterpart, flags=flags)


def changed(kind: str, before: Values, after: Values) -> Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The names under which a mark of a kind says something else, with what it said and what it says: no order counts."""
    for name in NAMES.get(kind, ()):
        old, new = before.get(name, ()), tuple(dict.fromkeys(after.get(name, ())))
        if set(old) != set(new):
            yield name, old, (*(one for one in old if one in new), *(one for one in new if one not in old))


def _said(**values: tuple[str, ...]) -> Values:
    return {name: said for name, said in values.items() if said}
