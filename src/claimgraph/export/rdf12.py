"""RDF 1.2 N-Quads: everything, and what a claim alleges as a triple term, which its claim reifies.

`<claim> rdf:reifies <<( <accused> cg:conduct <conduct> )>>`: the claim is the reifier. The triple stays unasserted:
no line states it. A claim without an accused or a conduct alleges no triple. Source: https://www.w3.org/TR/rdf12-concepts/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, Triple

from claimgraph.export.facts import full
from claimgraph.rdf.serialise import Format, serialise

__all__ = ["write"]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write N-Quads 1.2, its lines sorted."""
    kept = set(quads)
    out.write(serialise([*kept, *_reified(kept)], Format.NQ))


def _reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Each graph reifies what it says itself."""
    accused: dict[tuple[object, object], list[NamedNode]] = {}
    conducts: dict[tuple[object, object], list[NamedNode]] = {}
    for subject, predicate, value, graph in quads:
        if isinstance(value, NamedNode) and isinstance(subject, NamedNode) and isinstance(graph, NamedNode):
            for name, found in (("cg:accuses", accused), ("cg:conduct", conducts)):
                if predicate.value == full(name):
                    found.setdefault((subject, graph), []).append(value)
    reifies, conduct = NamedNode(full("rdf:reifies")), NamedNode(full("cg:conduct"))
    for (claim, graph), people in accused.items():
        assert isinstance(claim, NamedNode)
        assert isinstance(graph, NamedNode)
        for actor in people:
            for what in conducts.get((claim, graph), []):
                yield Quad(claim, reifies, Triple(actor, conduct, what), graph)
