"""Anybody's RDF as a dataset of its own: as it is, or as a CONSTRUCT query maps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad

from claimgraph.errors import BadQuery, UnreadableDocument
from claimgraph.merge.quads import graph_of
from claimgraph.model import Affiliation, Basis, Relation
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.model.vocabulary import RELATIONS
from claimgraph.rdf.parse import parse
from claimgraph.rdf.terms import name_of
from claimgraph.store import memory

__all__ = ["rdf_quads", "stated_ties"]

_OF: dict[str, Relation] = {iri: relation for relation, iri in RELATIONS.items()}


def rdf_quads(path: Path, dataset: str, base: str = DEFAULT_BASE, construct: str | None = None) -> list[Quad]:
    """The triples of a file, in the dataset's graph; graphs of the file's own are joined.

    Args:
        path: the file; its suffix tells the format. Relative IRIs are relative to its own graph.
        dataset: the dataset's name.
        base: the IRI that ids are relative to.
        construct: a SPARQL CONSTRUCT over the file's triples; what it gives is merged instead of them.

    Raises:
        UnreadableDocument: the file cannot be read, is malformed, has blank nodes, or a context on the network.
        BadQuery: the query does not parse, or constructs nothing but rows or a truth value.
    """
    graph = NamedNode(graph_of(dataset, base))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(str(path), f"cannot be read: {error.strerror}") from None
    given = (Quad(s, p, o, graph) for s, p, o, _ in parse(data, str(path), f"{graph.value}#"))
    if construct is None:
        return list(given)
    with memory() as store:
        store.add(given)
        answer = store.query(construct)
    if not isinstance(answer, tuple) or hasattr(answer, "columns"):
        raise BadQuery("the query", "must be a CONSTRUCT: what it gives is merged")
    made = [Quad(t.subject, t.predicate, t.object, graph) for t in answer]
    if any(isinstance(t, BlankNode) for q in made for t in q):
        raise BadQuery("the query", "constructs a blank node; name it with IRI(CONCAT(…))")
    return made


def stated_ties(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> Iterator[Affiliation]:
    """The ties between actors that triples state: `org:memberOf`, `cg:controlledBy` and their like."""
    for s, p, o, _ in quads:
        relation = _OF.get(p.value)
        if relation is not None and isinstance(s, NamedNode) and isinstance(o, NamedNode) and s != o:
            yield Affiliation(name_of(s, base), name_of(o, base), relation, Basis.DECLARED)
