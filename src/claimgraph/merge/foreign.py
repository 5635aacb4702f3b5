"""Anybody's RDF as a dataset of its own: as it is, or as a CONSTRUCT query maps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from claimgraph.errors import BadQuery, StoreError, UnreadableDocument
from claimgraph.merge.quads import graph_of
from claimgraph.model import Affiliation, Basis, Relation
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.model.vocabulary import RELATIONS
from claimgraph.rdf.parse import parse
from claimgraph.rdf.terms import name_of
from claimgraph.store import endpoint, memory

__all__ = ["data_quads", "fetched", "rdf_quads", "stated_licence", "stated_ties"]

_MOST = 1_000_000  # triples of one endpoint: about 1 GB while they are sorted
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_DATASETS = frozenset(["http://rdfs.org/ns/void#Dataset", "http://www.w3.org/ns/dcat#Dataset"])
_LICENCE = "http://purl.org/dc/terms/license"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

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
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(str(path), f"cannot be read: {error.strerror}") from None
    return data_quads(data, str(path), dataset, base, construct)


def data_quads(
    data: bytes, origin: str, dataset: str, base: str = DEFAULT_BASE, construct: str | None = None
) -> list[Quad]:
    """`rdf_quads` of a file's bytes; the suffix of `origin` tells the format."""
    graph = NamedNode(graph_of(dataset, base))
    given = (Quad(s, p, o, graph) for s, p, o, _ in parse(data, origin, f"{graph.value}#"))
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


def fetched(url: str, construct: str | None = None, most: int = _MOST) -> str:
    """The triples of a SPARQL endpoint as N-Triples, sorted, so that nothing is fetched again until somebody asks.

    Args:
        url: where its queries go.
        construct: a SPARQL CONSTRUCT that the endpoint is asked; without it, what all of its named graphs hold, or
            its default graph where it shows none.
        most: triples, more of which are refused.

    Raises:
        EndpointUnavailable: the address is none, or nobody answers.
        StoreError: the endpoint gives more than that, or an answer that does not parse.
        UnreadableDocument: it gives a blank node, whose name means nothing in the next page, or nothing at all.
        BadQuery: the query is no CONSTRUCT, cannot be paged, or is refused there.
    """
    with endpoint(url) as remote:
        triples: Iterable[Triple]
        if construct is not None:
            triples = remote.construct(construct)
        elif remote.graphs():
            triples = (q.triple for q in remote.quads())
        else:
            triples = remote.construct(_EVERYTHING)
        lines: set[str] = set()
        for triple in triples:
            if any(isinstance(t, BlankNode) for t in triple):
                raise UnreadableDocument(url, f"gives a blank node in {triple}; name it in a CONSTRUCT: IRI(CONCAT(…))")
            lines.add(f"{triple} .\n")
            if len(lines) > most:
                raise StoreError(url, f"gives more than {most:,} triples; ask for less with --construct")
    if not lines:
        raise UnreadableDocument(url, "gives no triples; check the query and the address")
    return "".join(sorted(lines))


def stated_licence(text: str) -> str:
    """The licence that N-Triples give for the dataset that they describe; "" where they give none or several."""
    triples = [q.triple for q in parse(text.encode(), "stated.nt")]
    described = {t.subject for t in triples if t.predicate.value == _TYPE and _iri(t.object) in _DATASETS}
    found = {_iri(t.object) for t in triples if t.predicate.value == _LICENCE and t.subject in described}
    return found.pop() if len(found) == 1 else ""


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def stated_ties(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> Iterator[Affiliation]:
    """The ties between actors that triples state: `org:memberOf`, `cg:controlledBy` and their like."""
    for s, p, o, _ in quads:
        relation = _OF.get(p.value)
        if relation is not None and isinstance(s, NamedNode) and isinstance(o, NamedNode) and s != o:
            yield Affiliation(name_of(s, base), name_of(o, base), relation, Basis.DECLARED)
