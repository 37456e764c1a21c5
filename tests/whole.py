"""What must hold of every reading, whatever was read."""

from hoedam import Reading, Settings
from hoedam.reader import Source, load


def assert_whole(reading: Reading, source: Source, settings: Settings) -> None:
    """Every span true, every id known, the text the canonical one, and JSON there and back the same."""
    assert reading.document == load(source, settings)
    reading.check_spans()
    again = Reading.from_json(reading.to_json())
    assert again == reading
    assert again.to_json() == reading.to_json()
    assert sorted(set(_named_ids(reading)) - _own_ids(reading)) == []


def _own_ids(reading: Reading) -> set[str]:
    matters = (*reading.agreements, *reading.bodies, *reading.projects)
    records = (
        *reading.entities,
        *reading.meetings,
        *reading.statements,
        *reading.commitments,
        *matters,
        *reading.times,
    )
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
    return {*ids, *(block.id for block in reading.document.blocks)}


def _named_ids(reading: Reading) -> list[str]:
    """The ids that records name in other records."""
    found: list[str | None] = [issue.about for issue in reading.issues]
    for statement in reading.statements:
        found += [
            *statement.speakers,
            *statement.addressees,
            *statement.relayed_by,
            *statement.attribution.alternatives,
        ]
        found += [statement.reply_to, statement.meeting]
    for commitment in reading.commitments:
        found += [*commitment.owner_entities, commitment.statement, commitment.due]
    for meeting in reading.meetings:
        found += meeting.participants
    return [id for id in found if id is not None]
