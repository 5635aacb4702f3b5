"""Who is who, as SSSOM: people's and the linker's judgements, and close matches that nobody has decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from pyoxigraph import NamedNode, Quad

from claimgraph.export.facts import Facts, full
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.model.vocabulary import PREFIXES
from claimgraph.resolve.graph import GRAPH
from claimgraph.resolve.sssom import cgid, scored

__all__ = ["write"]

_SEMAPV: Final = "https://w3id.org/semapv/vocab/"
_LABELS: Final = frozenset(map(full, ("rdfs:label", "dct:title", "cg:text")))
_MATCHES: Final = {PREFIXES["skos"] + name: f"skos:{name}" for name in ("exactMatch", "relatedMatch", "closeMatch")}


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write the mappings in the graph of identity as TSV. `claimgraph merge sssom` reads the judgements back."""
    kept = [q for q in quads if _of_identity(q) or q.predicate.value in _LABELS]
    graphs = sorted(q.graph_name.value for q in kept if isinstance(q.graph_name, NamedNode))
    base = next((g.removesuffix(GRAPH) for g in graphs if g.endswith(GRAPH)), DEFAULT_BASE)
    facts = Facts(kept)
    rows = [row for axiom in facts.of("owl:Axiom") for row in _rows(facts, axiom, base)]
    out.write(scored(rows, base).encode())


def _of_identity(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith(GRAPH)


def _rows(facts: Facts, axiom: str, base: str) -> Iterable[tuple[str, ...]]:
    left, right, predicate = (facts.one(axiom, f"owl:annotated{end}") for end in ("Source", "Target", "Property"))
    if not left or not right or predicate not in _MATCHES:
        return
    reason = facts.one(axiom, "sssom:mapping_justification")
    yield (
        cgid(left.removeprefix(base)),
        _label(facts, left),
        "Not" if facts.one(axiom, "sssom:predicate_modifier") else "",
        _MATCHES[predicate],
        cgid(right.removeprefix(base)),
        _label(facts, right),
        f"semapv:{reason.removeprefix(_SEMAPV)}" if reason.startswith(_SEMAPV) else reason,
        facts.one(axiom, "sssom:author_label"),
        facts.one(axiom, "sssom:mapping_date"),
        facts.one(axiom, "rdfs:comment"),
        facts.one(axiom, "sssom:confidence"),
    )


def _label(facts: Facts, node: str) -> str:
    label = facts.label(node)
    return "" if label == node else label
