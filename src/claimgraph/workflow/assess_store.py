"""Assess what a store holds, where there is no workspace beside it: a graph that others wrote by our ontology.

A workspace's build knows more than its graph says: which agency a text credits. So a workspace is assessed by its
build; this is for what lives in a store alone. What a build inferred from wording is in the store, and is read with the
rest; no more is inferred here, for a graph holds quotes and no texts.
"""

from __future__ import annotations

from claimgraph import assess, store
from claimgraph.assess.facts import Facts
from claimgraph.model import Affiliation, Assessment, Derivation
from claimgraph.model.identifiers import DEFAULT_BASE, graph_id
from claimgraph.rdf.assessment_text import assessments_as_turtle
from claimgraph.rdf.edges import edges
from claimgraph.rdf.terms import checked_base
from claimgraph.workflow.corpus import declared_affiliations
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.signs import with_signs

__all__ = ["assess_endpoint", "assess_store"]


def assess_endpoint(
    url: str, base: str = DEFAULT_BASE, progress: Progress = silent
) -> dict[assess.Policy, tuple[Assessment, ...]]:
    """`assess_store` of a SPARQL 1.1 endpoint.

    Raises:
        EndpointUnavailable: the endpoint does not answer, or does not let us write.
        StoreError, InvalidExtraction, BadWorkspace: as `assess_store`.
    """
    with store.endpoint(url) as remote:
        return assess_store(remote, base, progress)


def assess_store(
    held: store.Store, base: str = DEFAULT_BASE, progress: Progress = silent
) -> dict[assess.Policy, tuple[Assessment, ...]]:
    """Assess every claim that a store's graphs put forward, and let it hold a graph of assessments a policy.

    Graphs are read one at a time, in pages where the store is an endpoint. Nothing is written before all are read. To
    do it again gives the same graphs, so whoever was interrupted does it again.

    Args:
        held: the store; every graph but those of assessments is read.
        base: the IRI that its ids are relative to, and its graphs of assessments are named by.
        progress: told of each graph.

    Returns:
        the assessments by policy, each with one a claim.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
        InvalidExtraction: a record in a graph is not as the ontology has it; names the node.
        StoreError: the store does not answer, or does not take what is written.
    """
    ours = checked_base(base) + graph_id("assessment", "")
    facts: list[Facts] = []
    ties: list[Affiliation] = []
    derivations: list[Derivation] = []
    graphs = [g for g in held.graphs() if not g.startswith(ours)]
    for done, graph in enumerate(graphs, 1):
        read = edges(held.quads(graph), base)
        facts += (assess.facts_of(document, extraction) for document, extraction in read.documents)
        ties += read.ties
        derivations += read.derivations
        progress("read", done, len(graphs))
    problem = assess.gather(facts, affiliations=(*declared_affiliations(), *ties), derivations=derivations)
    found = with_signs(problem, {p: assess.judge(problem, p) for p in assess.POLICIES.values()})
    for done, (policy, assessments) in enumerate(found.items(), 1):
        store.load_graph(held, ours + policy.name, assessments_as_turtle(assessments, policy.name, base))
        progress("write", done, len(found))
    return found
