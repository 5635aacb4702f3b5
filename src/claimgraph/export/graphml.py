"""GraphML (Brandes and others, 2001) through networkx: each attribute a typed key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from networkx.readwrite.graphml import GraphMLWriter
from pyoxigraph import Quad

from claimgraph.export.plain_graph import plain_graph

__all__ = ["write"]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write quads as GraphML; see `plain_graph` for what XML changes."""
    GraphMLWriter(plain_graph(quads)).dump(out)
