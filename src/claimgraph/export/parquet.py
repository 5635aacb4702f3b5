"""The tables of `csv` and `zip` as Parquet, typed: for pandas, Polars and DuckDB. Needs the extra `tables`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, Final

from pyoxigraph import Quad

from claimgraph.errors import BadParameter
from claimgraph.export.archive import write_zip
from claimgraph.export.nodes import nodes
from claimgraph.export.tables import Table, assertions, tables, told_of_assertions

__all__ = ["flat", "star"]

_GROUP: Final = 50_000  # rows
_NUMBERS: Final = frozenset({"quote_start", "quote_end", "at_least", "at_most"})


def flat(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write the assertions in quads as one Parquet file.

    Raises:
        BadParameter: pyarrow is not installed.
    """
    with nodes(told_of_assertions(quads)) as found:
        _write(assertions(found), out)


def star(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write all tables, one Parquet file each, in a ZIP.

    Raises:
        BadParameter: pyarrow is not installed.
    """
    with nodes(quads) as found:
        write_zip(((f"{t.name}.parquet", partial(_write, t)) for t in tables(found)), out)


def _write(table: Table, out: BinaryIO) -> None:
    """In groups of rows. A column's type hangs on its name, not on what it holds. A number that is missing is null."""
    arrow, parquet = _pyarrow()
    schema = arrow.schema([(c, arrow.int64() if c in _NUMBERS else arrow.string()) for c in table.columns])
    with parquet.ParquetWriter(out, schema, compression="none") as writer:
        while rows := list(islice(table.rows, _GROUP)):
            arrays = [
                arrow.array([v if v != "" else None for v in values] if name in _NUMBERS else map(str, values), kind)
                for name, kind, values in zip(schema.names, schema.types, zip(*rows, strict=True), strict=True)
            ]
            writer.write_table(arrow.table(arrays, schema=schema))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 an extra
        import pyarrow.parquet as writer  # noqa: PLC0415
    except ImportError:
        raise BadParameter("parquet", "needs pyarrow; pip install 'claimgraph[tables]', or export csv or zip") from None
    return pa, writer
