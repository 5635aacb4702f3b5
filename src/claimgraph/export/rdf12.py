"""RDF 1.2 N-Quads: everything, and what a claim alleges as a triple term, which its claim reifies.

`<claim> rdf:reifies <<( <accused> cg:conduct <conduct> )>>`: the claim is the reifier. The triple stays unasserted:
no line states it. A claim without an accused or a conduct alleges no triple. Source: https://www.w3.org/TR/rdf12-concepts/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from pyoxigraph import NamedNode, Quad, Triple

from claimgraph.export.facts import full
from claimgraph.export.sorted_lines import sorted_lines

__all__ = ["write"]

_ALLEGED: Final = frozenset({full("cg:accuses"), full("cg:conduct")})


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write N-Quads 1.2, its lines sorted."""
    out.writelines(sorted_lines(_lines(quads)))


def _lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Each quad's line, and behind them those of what they allege: only accused and conducts are held meanwhile."""
    alleged: list[Quad] = []
    for quad in quads:
        yield f"{quad} .\n".encode()
        if quad.predicate.value in _ALLEGED:
            alleged.append(quad)
    yield from (f"{quad} .\n".encode() for quad in _reified(alleged))


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
