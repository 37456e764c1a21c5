"""What a ledger holds, in figures."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import func, select

from hoedam.ledger import history
from hoedam.ledger.copying import size
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document, item, record
from hoedam.model import Engine


@dataclass(frozen=True, slots=True)
class Status:
    """`records`: (kind, state, how many) of those that count; `engines`: (engine, documents), the commonest first."""

    address: str
    version: str
    created: str | None
    size: int  # bytes
    documents: int
    current: int  # of them, the newest of their address
    records: tuple[tuple[str, str, int], ...]
    items: tuple[tuple[str, int], ...]
    engines: tuple[tuple[Engine, int], ...]
    entries: int  # of the history


def status(ledger: Ledger) -> Status:
    """The figures of a ledger as it stands."""
    with ledger.read() as connection:
        counted = select(record.c.kind, record.c.state, func.count()).where(record.c.live)
        records = connection.execute(
            counted.group_by(record.c.kind, record.c.state).order_by(record.c.kind, record.c.state)
        )
        items = connection.execute(select(item.c.kind, func.count()).group_by(item.c.kind).order_by(item.c.kind))
        engines = connection.execute(
            select(document.c.engine, func.count()).group_by(document.c.engine).order_by(func.count().desc())
        )
        return Status(
            address=ledger.address,
            version=ledger.version() or "",
            created=ledger.setting("created"),
            size=size(ledger),
            documents=connection.scalar(select(func.count()).select_from(document)) or 0,
            current=connection.scalar(select(func.count()).where(document.c.current)) or 0,
            records=tuple((kind, state, count) for kind, state, count in records),
            items=tuple((kind, count) for kind, count in items),
            engines=tuple((msgspec.json.decode(engine, type=Engine), count) for engine, count in engines),
            entries=history.length(connection),
        )
