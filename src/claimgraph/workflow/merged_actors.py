"""The actors of merged datasets, as identity compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from claimgraph.model import ActorType
from claimgraph.model.identifiers import graph_id
from claimgraph.model.vocabulary import ACTOR_CLASSES, CG
from claimgraph.resolve.corpus import Named
from claimgraph.store import Rows, Store

__all__ = ["merged_actors", "together"]

_WIKIDATA = "http://www.wikidata.org/entity/"
_QUERY = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT DISTINCT ?actor ?property ?value ?prefix WHERE {
  GRAPH ?graph { ?actor a cg:Actor ; ?property ?value }
  VALUES ?property { rdf:type rdfs:label skos:altLabel owl:sameAs skos:exactMatch schema:sameAs
                     dct:identifier schema:areaServed }
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


_SCHEMES = {"lei": "lei", "cik": "cik", "ftm": "ftm", "companies house": "gb", "opencorporates": ""}
"""How datasets call the schemes of identifiers, and what stands before the value here."""

_ITEM = re.compile(r"ftm:(Q[1-9]\d*)")
"""OpenSanctions takes Wikidata's ids for its own entities."""


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
        links = (x for p in ("sameAs", "exactMatch") for x in about.get(p, ()) if x.startswith(_WIKIDATA))
        ids = about.get("identifier", set())
        items = sorted(x.removeprefix(_WIKIDATA) for x in links) or sorted(
            m[1] for x in ids if (m := _ITEM.fullmatch(x))
        )
        yield Named(
            id=actor.removeprefix(base),
            label=labels[0],
            type=kinds[0] if kinds else ActorType.ORGANIZATION,
            names=tuple(sorted({*labels, *about.get("altLabel", ())})),
            wikidata=items[0] if items else None,
            documents=counted.get(actor, 0),
            ids=tuple(sorted({x for i in ids for x in _identifiers(i, about.get("areaServed", ()))})),
        )


def _identifiers(given: str, countries: Iterable[str]) -> Iterator[str]:
    """An identifier as it is compared: a register's bare number means something within its country only."""
    scheme, colon, value = given.partition(":")
    known = _SCHEMES.get(scheme.casefold()) if colon else None
    if known is None:
        yield from (f"{c.casefold()}:{_number(given)}" for c in countries if not colon and _number(given))
    elif known:
        yield f"{known}:{value if known == 'ftm' else _number(value)}"
    else:
        yield "{}:{}".format(value.partition("/")[0].casefold(), _number(value.partition("/")[2]))


def _number(text: str) -> str:
    """Letters and digits in capitals: registers print one number in several ways."""
    return "".join(c for c in text.upper() if c.isalnum())


def together(documents: Mapping[str, Named], merged: Mapping[str, Named]) -> dict[str, Named]:
    """The actors of both; one that has the same id in both is the documents', with the datasets' identifiers."""
    both = {
        name: replace(actor, wikidata=actor.wikidata or merged[name].wikidata, ids=merged[name].ids)
        for name, actor in documents.items()
        if name in merged
    }
    return {**merged, **documents, **both}
