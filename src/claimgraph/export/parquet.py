"""The tables of `csv` and `zip` as Parquet, typed: for pandas, Polars and DuckDB. Needs the extra `tables`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from pyoxigraph import Quad

from claimgraph.errors import BadParameter
from claimgraph.export.archive import write_zip
from claimgraph.export.tables import Table, assertions, tables
from claimgraph.viz import graph

__all__ = ["flat", "star"]

_NUMBERS: Final = frozenset({"quote_start", "quote_end", "at_least", "at_most"})


def flat(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write the assertions in quads as one Parquet file.

    Raises:
        BadParameter: pyarrow is not installed.
    """
    out.write(_written(assertions(graph(quads))))


def star(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write all tables, one Parquet file each, in a ZIP.

    Raises:
        BadParameter: pyarrow is not installed.
    """
    write_zip(((f"{t.name}.parquet", _written(t)) for t in tables(graph(quads))), out)


def _written(table: Table) -> bytes:
    """A column's type hangs on its name, not on what it happens to hold. A number that is missing is null."""
    arrow, writer = _pyarrow()
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [
        arrow.array([v if v != "" else None for v in values], arrow.int64())
        if name in _NUMBERS
        else arrow.array([str(v) for v in values], arrow.string())
        for name, values in zip(table.columns, columns, strict=True)
    ]
    out = io.BytesIO()
    writer.write_table(arrow.table(arrays, names=list(table.columns)), out, compression="none")
    return out.getvalue()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 an extra
        import pyarrow.parquet as writer  # noqa: PLC0415
    except ImportError:
        raise BadParameter("parquet", "needs pyarrow; pip install 'claimgraph[tables]', or export csv or zip") from None
    return pa, writer
