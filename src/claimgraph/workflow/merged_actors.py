"""The actors of merged datasets, as identity compares them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from claimgraph.model import ActorType
from claimgraph.model.identifiers import graph_id
from claimgraph.model.vocabulary import ACTOR_CLASSES, CG
from claimgraph.resolve.corpus import Named
from claimgraph.store import Rows, Store

__all__ = ["merged_actors"]

_WIKIDATA = "http://www.wikidata.org/entity/"
_QUERY = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?actor ?property ?value ?prefix WHERE {
  GRAPH ?graph { ?actor a cg:Actor ; ?property ?value }
  VALUES ?property { rdf:type rdfs:label skos:altLabel owl:sameAs skos:exactMatch schema:sameAs }
  FILTER (STRSTARTS(STR(?graph), ?prefix))
}
"""

_REFERENCES = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
SELECT ?actor ?prefix (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  GRAPH ?graph { ?actor a cg:Actor . ?thing ?property ?actor }
  FILTER (STRSTARTS(STR(?graph), ?prefix))
} GROUP BY ?actor ?prefix
"""


def _local(iri: str) -> str:
    """The last part of a property's IRI: schema.org's end after a slash."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def merged_actors(store: Store, base: str) -> Iterator[Named]:
    """Each actor of the datasets in a store once, sorted by id.

    Its names are its labels there; `documents` counts the things that refer to it.
    """
    within = {"prefix": Literal(base + graph_id("dataset", ""))}
    result, references = store.query(_QUERY, within), store.query(_REFERENCES, within)
    assert isinstance(result, Rows)
    assert isinstance(references, Rows)
    counted = {
        row[0].value: int(row[2].value)
        for row in references.rows
        if isinstance(row[0], NamedNode) and isinstance(row[2], Literal)
    }
    said: dict[str, dict[str, set[str]]] = {}
    for subject, prop, value, _ in result.rows:
        if isinstance(subject, NamedNode) and isinstance(prop, NamedNode) and isinstance(value, NamedNode | Literal):
            said.setdefault(subject.value, {}).setdefault(_local(prop.value), set()).add(value.value)
    for actor, about in sorted(said.items()):
        labels = sorted(about.get("label", ()))
        if not labels or not actor.startswith(base):
            continue
        # A dataset that does not say what its actors are has mostly bodies; a person is told by what is in the text.
        kinds = [kind for kind in ActorType if CG + ACTOR_CLASSES[kind][-1] in about["type"]]
        same = sorted(x for p in ("sameAs", "exactMatch") for x in about.get(p, ()) if x.startswith(_WIKIDATA))
        yield Named(
            id=actor.removeprefix(base),
            label=labels[0],
            type=kinds[0] if kinds else ActorType.ORGANIZATION,
            names=tuple(sorted({*labels, *about.get("altLabel", ())})),
            wikidata=same[0].removeprefix(_WIKIDATA) if same else None,
            documents=counted.get(actor, 0),
        )
