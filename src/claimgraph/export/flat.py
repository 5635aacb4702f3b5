"""One CSV table, for spreadsheets and data frames: an assertion a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from claimgraph.export.cells import write_csv
from claimgraph.export.nodes import nodes
from claimgraph.export.tables import assertions, told_of_assertions

__all__ = ["write"]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write the assertions in quads as UTF-8 CSV. Evidence and affiliations are in the `zip` format only."""
    with nodes(told_of_assertions(quads)) as found:
        table = assertions(found)
        write_csv(table.columns, table.rows, out)
