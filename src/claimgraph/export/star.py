"""A ZIP of CSV tables that join on IRIs: what a database or a data frame wants of a graph."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import BinaryIO, Final

from pyoxigraph import Quad

from claimgraph.export.cells import csv_text
from claimgraph.export.tables import tables
from claimgraph.viz import graph

__all__ = ["write"]

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows: a file's time must not tell when it was built
_READABLE: Final = 0o644 << 16


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write quads as tables: assertions, claims, actors, evidence, instruments, documents, links.

    Stored, not compressed: what zlib makes of the same text differs between its builds.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for table in tables(graph(quads)):
            member = zipfile.ZipInfo(f"{table.name}.csv", _EPOCH)
            member.external_attr = _READABLE
            member.create_system = 3  # Unix, whatever this runs on
            archive.writestr(member, csv_text(table.columns, table.rows))
