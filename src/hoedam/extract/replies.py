"""Who answers whom: where the text marks a sentence as an answer (이에, ~고 하자, 답했다, 요청한 데 대해)."""

from hoedam.extract.drafts import Draft
from hoedam.language.ko.analyser import Tokens

_BACK = 3  # how many of the other side's statements an answer may look past for the one that it names


def link_replies(drafts: list[Draft], tokens: Tokens) -> list[int | None]:
    """For each draft the index of the one that it answers, or None.

    Every statement of the marked sentence by the answering speaker answers the other speaker's last
    one before it, unless its words name an earlier one.
    """
    answering = {(d.sentence, d.speakers) for d in drafts if d.answers}
    links: list[int | None] = []
    for i, draft in enumerate(drafts):
        others = _others_before(drafts, i)
        near = bool(others) and drafts[others[0]].sentence == draft.sentence
        denies = draft.rule is not None and draft.rule.act in ("reject", "accept")
        asked = near and (drafts[others[0]].subordinate or (drafts[others[0]].contrary and denies))
        if asked:
            links.append(others[0])
        elif others and (draft.sentence, draft.speakers) in answering:
            links.append(_named(drafts, i, others, tokens))
        else:
            links.append(None)
    return links


def _others_before(drafts: list[Draft], i: int) -> list[int]:
    """The last statements before draft i whose speakers are all others, nearest first."""
    mine = set(drafts[i].speakers)
    found: list[int] = []
    for j in range(i - 1, -1, -1):
        theirs = set(drafts[j].speakers)
        if mine and theirs and not theirs & mine:
            found.append(j)
        if len(found) == _BACK:
            break
    return found


def _named(drafts: list[Draft], i: int, others: list[int], tokens: Tokens) -> int:
    """The last of the others' statements, or an earlier one in the paragraph that shares words where the last shares none."""
    mine = _words(drafts[i], tokens)
    if mine & _words(drafts[others[0]], tokens):
        return others[0]
    for j in others[1:]:
        if drafts[j].block == drafts[i].block and len(mine & _words(drafts[j], tokens)) > 1:
            return j
    return others[0]


def _words(draft: Draft, tokens: Tokens) -> set[str]:
    """The nouns of a content, one-syllable ones apart."""
    found: set[str] = set()
    for start, end in draft.content:
        lo, hi = tokens.between(start, end)
        found |= {
            tokens.forms[i] for i in range(lo, hi) if tokens.tags[i] in ("NNG", "NNP") and len(tokens.forms[i]) > 1
        }
    return found
