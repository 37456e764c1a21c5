"""Words found in records: an index of bigrams, the same on both databases.

SQLite keeps it in an FTS5 table, PostgreSQL in a `tsvector` with positions under GIN; the tokens of both are made in
`bigrams`. PostgreSQL counts positions to 16,383: phrases that lie beyond are not found in a single record longer
than that.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    Float,
    Integer,
    Row,
    Select,
    Text,
    bindparam,
    cast,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from hoedam.ledger.batches import batches
from hoedam.ledger.bigrams import BREAK, Query, Term, phrase, tokens
from hoedam.ledger.countries import country_name
from hoedam.ledger.records import from_json
from hoedam.ledger.tables import record, search
from hoedam.model import Matter, Meeting, Record, Statement
from hoedam.resolve.sightings import Party, Sighting

FOUND = ("statement", "commitment", "meeting", "agreement", "body", "project")  # kinds of record
_LAST = 16_383  # PostgreSQL's highest position
_WORDS, _NAMES = 2.0, 1.0  # a match in a record's own words weighs twice one in its names

_fts = table("search_bigrams", column("rowid", Integer), column("words"), column("names"))
_tsv = table("search_bigrams", column("record", Integer), column("bigrams"))


def index(connection: Connection, ids: Collection[int]) -> None:
    """Make these records findable by their words, as they stand now; those that no longer count are taken out."""
    for some in batches(sorted(ids)):
        _remove(connection, some)
        rows = connection.execute(select(record).where(record.c.id.in_(some), record.c.live, record.c.kind.in_(FOUND)))
        entries = [_entry(row) for row in rows]
        if entries:
            connection.execute(search.insert(), entries)
            _insert(connection, entries)


def clear(connection: Connection) -> None:
    """Take out everything."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_bigrams(search_bigrams) VALUES('delete-all')")
    else:
        connection.execute(delete(_tsv))
    connection.execute(delete(search))


def matching(dialect: str, query: Query) -> Select[Any]:
    """The numbers (`record`) of the records in which a query is found, as a subquery."""
    if dialect == "sqlite":
        return select(_fts.c.rowid.label("record")).where(_match(query))
    return select(_tsv.c.record).where(_tsv.c.bigrams.op("@@")(_tsquery(query)))


def scores(dialect: str, query: Query) -> Select[Any]:
    """`record` and `score` of the same: the higher, the more of the record the query is about."""
    if dialect == "sqlite":
        score = -func.bm25(literal_column("search_bigrams"), _WORDS, _NAMES)
        return select(_fts.c.rowid.label("record"), score.label("score")).where(_match(query))
    weights: Any = literal_column(f"'{{{_NAMES / 2},{_NAMES / 2},{_NAMES / 2},{_WORDS / 2}}}'::float4[]")
    rank = cast(func.ts_rank(weights, _tsv.c.bigrams, _tsquery(query), 1), Float(53))
    return select(_tsv.c.record, rank.label("score")).where(_tsv.c.bigrams.op("@@")(_tsquery(query)))


def optimise(connection: Connection) -> None:
    """Bring the index into its smallest and fastest form, after much was added."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_bigrams(search_bigrams) VALUES('optimize')")
    else:
        connection.exec_driver_sql("SELECT gin_clean_pending_list('ix_search_bigrams_bigrams')")


def _remove(connection: Connection, ids: Sequence[int]) -> None:
    old = list(connection.execute(select(search).where(search.c.record.in_(ids))))
    if not old:
        return
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO search_bigrams(search_bigrams, rowid, words, names) VALUES ('delete', ?, ?, ?)"
        connection.exec_driver_sql(statement, [(row.record, _joined(row.words), _joined(row.names)) for row in old])
    else:
        connection.execute(delete(_tsv).where(_tsv.c.record.in_(ids)))
    connection.execute(delete(search).where(search.c.record.in_(ids)))


def _insert(connection: Connection, entries: list[dict[str, Any]]) -> None:
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO search_bigrams(rowid, words, names) VALUES (?, ?, ?)"
        rows = [(one["record"], _joined(one["words"]), _joined(one["names"])) for one in entries]
        connection.exec_driver_sql(statement, rows)
        return
    vectors = [{"record": one["record"], "bigrams": _tsvector(one["words"], one["names"])} for one in entries]
    connection.execute(insert(_tsv).values(bigrams=cast(bindparam("bigrams", type_=Text()), TSVECTOR)), vectors)


def _joined(words: str) -> str:
    return " ".join(tokens(words))


def _tsvector(words: str, names: str) -> str:
    """Tokens with their positions; a break takes a position and has no token."""
    own = tokens(words)
    whole = [*((token, "A") for token in own), (BREAK, ""), *((token, "") for token in tokens(names))]
    places: dict[str, list[str]] = {}
    for at, (token, weight) in enumerate(whole, start=1):
        if token != BREAK:
            places.setdefault(token, []).append(f"{min(at, _LAST)}{weight}")
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items())


def _match(query: Query) -> Any:
    wanted = " AND ".join(map(_fts_phrase, query.wanted))
    unwanted = "".join(f" NOT {_fts_phrase(term)}" for term in query.unwanted)
    return literal_column("search_bigrams").op("MATCH")(bindparam(None, f"({wanted}){unwanted}"))


def _fts_phrase(term: Term) -> str:
    found, open_ended = phrase(term)
    return f'"{" ".join(found)}"{" *" if open_ended else ""}'


def _tsquery(query: Query) -> Any:
    parts = [*map(_ts_phrase, query.wanted), *(f"!{_ts_phrase(term)}" for term in query.unwanted)]
    return cast(bindparam(None, " & ".join(parts), Text()), TSQUERY)


def _ts_phrase(term: Term) -> str:
    found, open_ended = phrase(term)
    quoted = [f"'{token}'" for token in found]
    return f"({' <-> '.join(quoted)}{':*' if open_ended else ''})"


def _entry(row: Row[Any]) -> dict[str, Any]:
    found = from_json(row.kind, row.human or row.machine)
    sighting = msgspec.json.decode(row.sighting, type=Sighting) if row.sighting else None
    lines = dict.fromkeys(filter(None, _names(found, sighting)))
    return {"record": row.id, "words": _own_words(found, row.words), "names": "\n".join(lines)}


def _own_words(found: Record, shown: str) -> str:
    """A statement's stretches, a matter's names, a meeting's words: each on a line."""
    match found:
        case Statement():
            stretches = [span.text for span in found.content]
        case Matter():
            stretches = [found.name, *(span.text for span in found.mentions), *(s.span.text for s in found.status)]
        case Meeting():
            stretches = [span.text for span in found.evidence]
        case _:
            stretches = [shown]
    return "\n".join(dict.fromkeys(" ".join(stretch.split()) for stretch in stretches))


def _names(found: Record, sighting: Sighting | None) -> Iterable[str]:
    """Cue, place, persons with their offices, and countries by name."""
    if isinstance(found, Statement) and found.cue:
        yield found.cue.text
    if isinstance(found, Meeting):
        yield from (found.place or "", *found.format)
    if sighting:
        for party in (*sighting.speakers, *sighting.addressees):
            yield _party(party)
        yield from (country_name(code) for code in sighting.countries)


def _party(party: Party) -> str:
    return " ".join(filter(None, (party.name, party.office)))
