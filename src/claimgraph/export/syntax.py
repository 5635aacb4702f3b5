"""RDF's own syntaxes: nothing is lost, but for the names of graphs in Turtle, which has none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from claimgraph.export.sorted_lines import sorted_lines
from claimgraph.rdf.serialise import Format, serialise

__all__ = ["jsonld", "nq", "trig", "ttl"]


def trig(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write TriG."""
    out.write(serialise(quads, Format.TRIG))


def nq(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write N-Quads, its lines sorted. Never all in memory: what is large is sorted in parts on disk."""
    out.writelines(sorted_lines(f"{quad} .\n".encode() for quad in quads))


def ttl(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write Turtle: the union of all graphs."""
    out.write(serialise(quads, Format.TTL))


def jsonld(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write JSON-LD with the project's context inline."""
    out.write(serialise(quads, Format.JSONLD))
