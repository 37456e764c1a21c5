"""Thanks, congratulations, condolences, invitations and consents, which one copy tells with their object and the next without.

Words do not tell whether two of them are one. That a document has no other of its speaker does.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Sighting

_KINDS = frozenset({"thank", "congratulate", "condole", "welcome", "praise", "accept", "invite"})
_WISHING = frozenset({"request", "hope", "propose", "invite"})
_COME = re.compile(
    r"(?:초청|초대)|(?:방문|방한|답방)(?:해|하)|찾아 ?(?:달라|주|오)|(?:와|오셔|들러) ?(?:달라|주)|오시|뵙|모시"
)


def courtesies(statement: "Sighting") -> frozenset[str]:
    """The courtesies that a statement does, whatever its words: 와 달라 and 뵙고 싶다 invite too."""
    acts = frozenset(statement.acts)
    invites = acts & _WISHING and _COME.search(statement.words)
    return (acts & _KINDS) | (frozenset({"invite"}) if invites else frozenset())


def only_one(statement: "Sighting", document: tuple["Sighting", ...]) -> tuple[str, ...]:
    """Those of its courtesies of which its speaker has no other in the document."""
    others = [s for s in document if s is not statement and s.kind == "statement" and s.speakers == statement.speakers]
    return tuple(sorted(courtesies(statement).difference(*map(courtesies, others))))
