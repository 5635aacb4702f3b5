"""GEXF 1.2, Gephi's format, through networkx."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from networkx.readwrite.gexf import GEXFWriter
from pyoxigraph import Quad

from claimgraph.export.plain_graph import plain_graph

__all__ = ["write"]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write quads as GEXF; see `plain_graph` for what XML changes.

    networkx writes today's date and its own version into the file; both would make the bytes differ from build to
    build.
    """
    writer = GEXFWriter(plain_graph(quads))
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = "claimgraph"
    writer.write(out)
