"""Under which terms a store's graph may be shared, from the documents and datasets that it is made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claimgraph.errors import BadParameter
from claimgraph.model.licence import GATES, Licence, holds, licence, together
from claimgraph.model.vocabulary import PREFIXES
from claimgraph.store import Rows, Store

__all__ = ["Judged", "Part", "judged", "parts", "told"]

_DERIVED = ("graph/assessment/", "graph/derivation/", "graph/identity/", "graph/ontology/")
"""Graphs that this program makes of the others, or of its own text."""

_STATED = f"""SELECT DISTINCT ?graph ?licence
WHERE {{ GRAPH ?graph {{ ?work <{PREFIXES["dct"]}license> ?licence }} }} ORDER BY ?graph ?licence"""

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A graph that contributes, and one of its licences; None where it states none."""

    graph: str
    licence: Licence | None

    @property
    def name(self) -> str:
        """What to call it: the end of its IRI."""
        return self.graph.partition("/graph/")[2] or self.graph


@dataclass(frozen=True, slots=True)
class Judged:
    """One line that tells the terms; and where a licence was named that cannot hold the graph, one that tells why."""

    line: str
    refusal: str = ""


def parts(store: Store) -> list[Part]:
    """The graphs that contribute, sorted, each with every licence that it states.

    Raises:
        StoreError: the store does not answer.
    """
    answer = store.query(_STATED)
    assert isinstance(answer, Rows)
    stated: dict[str, dict[Licence, None]] = {}
    for graph, given in answer.rows:
        assert graph is not None
        assert given is not None
        stated.setdefault(graph.value, {})[licence(given.value)] = None
    graphs = [g for g in store.graphs() if not any(d in g for d in _DERIVED)]
    return [Part(g, one) for g in graphs for one in (stated.get(g) or [None])]


def told(found: list[Part]) -> str:
    """One line: the terms, and which licences ask for them of how many graphs."""
    known = Counter(p.licence.name for p in found if p.licence is not None and p.licence.terms is not None)
    strange = Counter(p.licence.name for p in found if p.licence is not None and p.licence.terms is None)
    silent = [p.name for p in found if p.licence is None]
    by = [f"{name} ({_where(found, name)})" for name in sorted(known)]
    by += [f"unknown terms {name!r} ({_where(found, name)})" for name in sorted(strange)]
    by += [f"unknown: {_named(silent)}"] if silent else []
    terms = str(together(p.licence for p in found if p.licence is not None)) if known else "unknown"
    return f"terms: {terms}" + (f"; from {', '.join(by)}" if by else "")


def _where(found: list[Part], name: str) -> str:
    return _named(sorted({p.name for p in found if p.licence is not None and p.licence.name == name}))


def _named(graphs: list[str]) -> str:
    """How many documents, and which datasets."""
    documents = sum(g.startswith("document/") for g in graphs)
    shown = [f"{documents} {'document' if documents == 1 else 'documents'}"] if documents else []
    return ", ".join(shown + [g.removeprefix("dataset/") for g in graphs if not g.startswith("document/")])


def judged(store: Store, gate: str | None = None) -> Judged:
    """The terms of a store's graph, and whether a named licence can hold it; without a name nothing is refused.

    Raises:
        BadParameter: no licence that a result can be shared under has this name.
        StoreError: the store does not answer.
    """
    found = parts(store)
    if gate is None:
        return Judged(told(found))
    name = next((g for g in GATES if g.casefold() == gate.casefold()), None)
    if name is None:
        raise BadParameter(gate, f"is no licence to share under; use one of {', '.join(GATES)}")
    refused = [p for p in found if p.licence is None or not holds(licence(name), p.licence)]
    if not refused:
        return Judged(told(found))
    shown = ", ".join(
        f"{p.name} ({'no licence stated' if p.licence is None else p.licence.name})" for p in refused[:_SHOWN]
    )
    more = f" and {len(refused) - _SHOWN} more" if len(refused) > _SHOWN else ""
    return Judged(told(found), f"{name}: cannot hold {shown}{more}; leave these out, or name another licence")
