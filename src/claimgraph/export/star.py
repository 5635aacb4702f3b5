"""A ZIP of CSV tables that join on IRIs: what a database or a data frame wants of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from claimgraph.export.archive import write_zip
from claimgraph.export.cells import csv_bytes
from claimgraph.export.tables import tables
from claimgraph.viz import graph

__all__ = ["write"]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write quads as tables: assertions, claims, actors, evidence, instruments, documents, links."""
    write_zip(((f"{t.name}.csv", csv_bytes(t.columns, t.rows)) for t in tables(graph(quads))), out)
