"""Tables as Parquet: typed columns, lists as lists, row groups of a fixed size."""

from itertools import islice
from typing import Any, BinaryIO

from hoedam.exports.tables import Column, Row, Table
from hoedam.exports.text import whole

GROUP_ROWS = 10_000


def write_parquet(table: Table, file: BinaryIO, *, group_rows: int = GROUP_ROWS) -> None:
    """One row group for every `group_rows` rows, which is all that is held; zstd. No time is written into it."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([pa.field(column.name, _type(column)) for column in table.columns])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        rows = table.checked()
        while group := tuple(islice(rows, group_rows)):
            writer.write_table(pa.Table.from_arrays(_arrays(group, schema), schema=schema))


def _arrays(rows: tuple[Row, ...], schema: Any) -> list[Any]:
    import pyarrow as pa

    cells = zip(*rows, strict=True)
    return [pa.array(map(_value, column), type=schema.field(at).type) for at, column in enumerate(cells)]


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    return [whole(member) for member in value] if isinstance(value, tuple) else value


def _type(column: Column) -> Any:
    import pyarrow as pa

    types = {"integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "day": pa.date32()}
    types["list"] = pa.list_(pa.string())
    return types.get(column.kind, pa.string())
