"""The allegations in a store as incidents and claims are compared: those of datasets, and those of documents."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Literal, NamedNode

from claimgraph.extract.conducts import conducts_in
from claimgraph.model.identifiers import graph_id
from claimgraph.model.vocabulary import CG
from claimgraph.resolve.incidents import Alleged
from claimgraph.store import Rows, Store

__all__ = ["allegations_in"]

_QUERY = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT DISTINCT ?claim ?property ?value ?prefix WHERE {
  GRAPH ?graph {
    ?claim a cg:Allegation .
    { ?claim ?property ?value VALUES ?property { cg:text cg:accuses cg:conduct } }
    UNION { ?assertion cg:claim ?claim ; ?property ?value VALUES ?property { dct:date } }
  }
  FILTER (STRSTARTS(STR(?graph), ?prefix))
}
"""


def allegations_in(store: Store, base: str, kind: str) -> list[Alleged]:
    """The allegations of all graphs of a kind, `dataset` or `document`, sorted by id.

    Where a dataset names no conduct, its words do.
    """
    result = store.query(_QUERY, {"prefix": Literal(base + graph_id(kind, ""))})
    assert isinstance(result, Rows)
    said: dict[str, dict[str, set[str]]] = {}
    for claim, prop, value, _ in result.rows:
        if isinstance(claim, NamedNode) and isinstance(prop, NamedNode) and isinstance(value, NamedNode | Literal):
            name = prop.value.removeprefix(CG).rpartition("/")[2]
            said.setdefault(claim.value, {}).setdefault(name, set()).add(value.value)
    found = []
    for claim_iri, about in sorted(said.items()):
        text = min(about.get("text", {""}))
        conduct = sorted(c.removeprefix(CG) for c in about.get("conduct", ())) or conducts_in(text)
        accused = sorted(a.removeprefix(base) for a in about.get("accuses", ()))
        days = tuple(sorted(d for d in about.get("date", ()) if _is_day(d)))
        found.append(Alleged(claim_iri.removeprefix(base), text, tuple(accused), tuple(conduct), days))
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
