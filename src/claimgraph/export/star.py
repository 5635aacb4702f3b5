"""A ZIP of CSV tables that join on IRIs: what a database or a data frame wants of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import BinaryIO

from pyoxigraph import Quad

from claimgraph.export.archive import write_zip
from claimgraph.export.cells import write_csv
from claimgraph.export.nodes import nodes
from claimgraph.export.tables import tables

__all__ = ["write"]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write quads as tables: assertions, claims, actors, evidence, instruments, documents, links."""
    with nodes(quads) as found:
        write_zip(((f"{t.name}.csv", partial(write_csv, t.columns, t.rows)) for t in tables(found)), out)
