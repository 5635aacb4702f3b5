"""From quads to networkx: the bridge for notebooks, for pictures and for graph file formats.

A node is an IRI. Passages, assessments, qualified derivations and the closed value lists are folded into the
attributes of what they describe, because nobody walks them; everything else stays a node, and every property
between two nodes stays an edge. Nothing that is said becomes an edge between the actors it is about: an accusation
runs from the claim to the accused, and who says it hangs on the assertion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimgraph.viz.nodes import (
    DERIVED,
    KINDS,
    Properties,
    Rank,
    assessment,
    attributes,
    edge,
    key,
    kind_of,
    links,
    local,
    name_of,
    ranks,
)

__all__ = ["KINDS", "graph"]


def graph(quads: Iterable[Quad]) -> nx.MultiDiGraph[str]:
    """The claim graph as a networkx.MultiDiGraph, its nodes and edges in the order of their IRIs.

    Args:
        quads: any quads in the terms of the ontology; a `pyoxigraph.Store` is such an iterable. Named graphs are
            not kept apart: a statement that two documents make is one edge.

    Returns:
        Nodes are IRIs (str). Each has `iri`, `kind` (Actor, Claim, Assertion, EvidenceItem, PolicyInstrument,
        Document, Determination, Conduct, or Resource for the unclassified source of a derivation), `type` (the
        ontology's class, such as Company or Allegation) and `label`. Where the quads tell:

        - a claim has `text`, an allegation `conduct` (a tuple of str), and from its assessment under the default
          policy (or the first by name) `policy`, `verdict`, `independence`, `at_least`, `at_most`, `open_questions`;
        - an assertion has `stance`, `certainty`, `date`; it and an evidence item have `quote`, `document` (IRI),
          `document_label`, `quote_start`, `quote_end` (characters of the document's text), of the first passage;
          the quotes of further passages are joined to `quote` by " … ";
        - an evidence item has `evidence_type`, `disclosure`; an instrument `instrument_type`, `status`;
        - an actor has `aliases` (a tuple of str); a document `title`, `publisher`, `creator`, `date`, `source`,
          `licence`, `document_kind`, `sha256`.

        Edges are keyed by `relation`, the local name of the property (asserter, claim, accuses, supports,
        disputes, offeredBy, issuedBy, wasDerivedFrom, …). The edge from an assertion to its claim also has `stance`
        and `certainty`; a derivation has its `basis` where one is recorded (the strongest of several), and one that was
        inferred its score, `shared_wording`.
    """
    facts = _gather(quads)
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = {node: kind for node in facts if (kind := kind_of(facts[node])) is not None}
    names = {node: name_of(node, facts[node]) for node in facts}
    for node in sorted(kinds):
        found.add_node(node, **attributes(node, kinds[node], facts, names))
    shown: dict[str, Rank] = {}
    for node in facts:
        for claim, rank in ranks(node, facts[node]):
            shown[claim] = min(rank, shown.get(claim, rank))
    for claim, rank in shown.items():
        if claim in found:
            found.nodes[claim].update(assessment(rank, facts))
    for node in sorted(kinds):
        for predicate, target in links(facts[node]):
            if target not in kinds and predicate in DERIVED:
                found.add_node(target, iri=target, kind="Resource", type="Resource", label=names.get(target, target))
            if target in found:
                relation = local(predicate)
                found.add_edge(node, target, key=relation, relation=relation, **edge(node, predicate, target, facts))
    return found


def _gather(quads: Iterable[Quad]) -> dict[str, Properties]:
    facts: dict[str, Properties] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode | BlankNode | Literal):
            facts[key(quad.subject)][quad.predicate.value].add(quad.object)
    return {node: dict(properties) for node, properties in facts.items()}
