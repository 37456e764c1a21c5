"""Who answers whom: where the text marks a sentence as an answer (이에, ~고 하자, 답했다, 요청한 데 대해)."""

from hoedam.extract.statements import Draft


def link_replies(drafts: list[Draft]) -> list[int | None]:
    """For each draft the index of the one that it answers, or None.

    Every statement of the marked sentence by the answering speaker answers the other speaker's last
    one before it.
    """
    answering = {(d.sentence, d.speakers) for d in drafts if d.answers}
    links: list[int | None] = []
    for i, draft in enumerate(drafts):
        before = _other_before(drafts, i)
        same_sentence = before is not None and drafts[before].sentence == draft.sentence
        marked = (draft.sentence, draft.speakers) in answering or (
            before is not None and same_sentence and drafts[before].subordinate
        )
        links.append(before if marked and draft.speakers else None)
    return links


def _other_before(drafts: list[Draft], i: int) -> int | None:
    """The last statement before draft i whose speakers are all others; a marked sentence looks past its own."""
    mine = set(drafts[i].speakers)
    for j in range(i - 1, -1, -1):
        theirs = set(drafts[j].speakers)
        if theirs and not theirs & mine:
            return j
    return None
