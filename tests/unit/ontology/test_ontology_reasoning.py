"""Under OWL 2 RL the ontology and its data contradict nothing, and what would be a contradiction is one."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
import rdflib
from owlrl.Namespaces import ERRNS
from rdflib import OWL, RDF, RDFS

from claimgraph.model.vocabulary import CG, PREFIXES, Class, Property
from claimgraph.rdf.graph import to_graph
from claimgraph.rdf.ontology import ontology_quads
from claimgraph.rdf.parse import parse

EXAMPLE = Path(__file__).parents[2] / "golden" / "rdf" / "example.nq"

Triple = tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef]


def cg(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(CG + name)


def closed(*more: Triple) -> rdflib.Graph:
    """The ontology with the example and further triples, closed under OWL 2 RL."""
    graph = to_graph(ontology_quads() + parse(EXAMPLE.read_bytes(), "example.nq"))
    for triple in more:
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: rdflib.Graph) -> list[str]:
    return [str(graph.value(e, ERRNS.error)) for e in graph.subjects(RDF.type, ERRNS.ErrorMessage)]


@pytest.fixture(scope="module")
def consistent() -> rdflib.Graph:
    return closed()


def test_ontology_and_example_contradict_nothing(consistent: rdflib.Graph) -> None:
    assert contradictions(consistent) == []
    assert set(consistent.subjects(RDF.type, OWL.Nothing)) == set()
    assert {s for s in consistent.subjects(RDFS.subClassOf, OWL.Nothing) if str(s).startswith(CG)} == set()


def test_what_follows_is_what_was_meant(consistent: rdflib.Graph) -> None:
    asserter = next(consistent.subject_objects(cg(Property.ASSERTER)))
    assert (asserter[0], rdflib.URIRef(PREFIXES["prov"] + "wasAttributedTo"), asserter[1]) in consistent
    company = next(consistent.subjects(RDF.type, cg(Class.COMPANY)))
    assert (company, RDF.type, rdflib.URIRef(PREFIXES["prov"] + "Agent")) in consistent
    for actor, other in consistent.subject_objects(cg(Property.CONTROLLED_BY)):
        assert (actor, cg(Property.AFFILIATED_WITH), other) in consistent


def test_nothing_that_is_alleged_follows(consistent: rdflib.Graph) -> None:
    """No reasoning turns an allegation into a triple between the accused and the conduct."""
    for claim, accused in consistent.subject_objects(cg(Property.ACCUSES)):
        for conduct in consistent.objects(claim, cg(Property.CONDUCT)):
            assert list(consistent.predicates(accused, conduct)) == []


def test_a_claim_that_is_an_act_of_saying_it_is_a_contradiction() -> None:
    both = rdflib.URIRef("https://example.org/both")
    graph = closed((both, RDF.type, cg(Class.CLAIM)), (both, RDF.type, cg(Class.ASSERTION)))
    assert any("https://example.org/both" in message for message in contradictions(graph))
