"""The ontology, the constants in code and the glossary say the same."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from claimgraph.model.vocabulary import (
    ACTOR_CLASSES,
    CG,
    CLAIM_CLASSES,
    CONDUCTS,
    ONTOLOGY,
    PREFIXES,
    RELATIONS,
    SCHEMES,
    SOFTWARE,
    Class,
    Property,
    Scheme,
)
from claimgraph.rdf.ontology import FILES, ontology_quads
from claimgraph.resources import ontology, queries

README = (ontology() / "README.md").read_text(encoding="utf-8")


def local(graph: rdflib.Graph, kind: rdflib.URIRef) -> set[str]:
    """The local names of our terms of a kind."""
    found = {str(s) for s in graph.subjects(RDF.type, kind)}
    return {s.removeprefix(CG) for s in found if s.startswith(CG)}


def properties(graph: rdflib.Graph) -> set[str]:
    return local(graph, OWL.ObjectProperty) | local(graph, OWL.DatatypeProperty)


@pytest.mark.parametrize("name", ["claimgraph.ttl", "conducts.ttl", "alignments.ttl", "shapes.ttl"])
def test_both_parsers_read_the_same(name: str) -> None:
    data = (ontology() / name).read_bytes()
    triples = set(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == len(rdflib.Graph().parse(data=data, format="turtle"))


def test_what_is_loaded_has_no_blank_nodes() -> None:
    assert "shapes.ttl" not in FILES
    for quad in ontology_quads():
        assert not any(isinstance(term, pyoxigraph.BlankNode) for term in quad)


def test_every_term_has_one_label_and_one_definition(terms: rdflib.Graph) -> None:
    ours = {s for s in terms.subjects(RDF.type) if str(s).startswith(CG)}
    assert len(ours) > 100
    for term in ours:
        labels = [*terms.objects(term, RDFS.label), *terms.objects(term, SKOS.prefLabel)]
        definitions = list(terms.objects(term, SKOS.definition))
        assert (term, len(labels), len(definitions)) == (term, 1, 1)
        assert str(definitions[0]).endswith("."), term


def test_classes_in_code_are_those_of_the_ontology(terms: rdflib.Graph) -> None:
    assert local(terms, OWL.Class) == set(Class)


def test_properties_in_code_are_those_of_the_ontology(terms: rdflib.Graph) -> None:
    assert properties(terms) == set(Property)


def test_schemes_in_code_are_those_of_the_ontology(terms: rdflib.Graph, conducts: rdflib.Graph) -> None:
    assert local(terms, SKOS.ConceptScheme) == set(Scheme) == {scheme for scheme, _ in SCHEMES.values()}
    assert [str(s) for s in conducts.subjects(RDF.type, SKOS.ConceptScheme)] == [CONDUCTS]


@pytest.mark.parametrize("prop", list(SCHEMES))
def test_a_closed_list_is_its_enumeration(terms: rdflib.Graph, prop: Property) -> None:
    scheme, values = SCHEMES[prop]
    members = {str(s).removeprefix(CG) for s in terms.subjects(SKOS.inScheme, rdflib.URIRef(CG + scheme))}
    assert members == {str(v) for v in values}
    definition = str(terms.value(rdflib.URIRef(CG + prop), SKOS.definition))
    assert f"cg:{scheme}" in definition


def test_no_name_stands_for_two_things(terms: rdflib.Graph, conducts: rdflib.Graph) -> None:
    kinds = [
        local(terms, OWL.Class),
        properties(terms),
        local(terms, SKOS.ConceptScheme),
        local(terms, SKOS.Concept),
        local(conducts, SKOS.Concept),
    ]
    names = [name for kind in kinds for name in kind]
    assert len(names) == len(set(names))


def test_classes_that_the_encoder_writes_follow_the_hierarchy(terms: rdflib.Graph) -> None:
    for chain in [*ACTOR_CLASSES.values(), *CLAIM_CLASSES.values()]:
        for general, special in pairwise(chain):
            assert (rdflib.URIRef(CG + special), RDFS.subClassOf, rdflib.URIRef(CG + general)) in terms


def test_every_relation_is_an_affiliation(terms: rdflib.Graph) -> None:
    affiliated = CG + Property.AFFILIATED_WITH
    for relation in set(RELATIONS.values()) - {affiliated}:
        assert (rdflib.URIRef(relation), RDFS.subPropertyOf, rdflib.URIRef(affiliated)) in terms


def test_domains_and_ranges_are_defined(terms: rdflib.Graph) -> None:
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.disjointWith):
        for value in terms.objects(None, predicate):
            name = str(value).removeprefix(CG)
            assert not str(value).startswith(CG) or name in set(Class), value


def test_the_software_and_the_ontology_are_described(terms: rdflib.Graph) -> None:
    assert (rdflib.URIRef(SOFTWARE), RDF.type, rdflib.URIRef(PREFIXES["prov"] + "SoftwareAgent")) in terms
    assert (rdflib.URIRef(ONTOLOGY), RDF.type, OWL.Ontology) in terms


def test_the_glossary_has_every_term_and_no_other(terms: rdflib.Graph, conducts: rdflib.Graph) -> None:
    defined = local(terms, OWL.Class) | properties(terms) | local(terms, SKOS.Concept)
    defined |= local(terms, SKOS.ConceptScheme)
    named = set(re.findall(r"cg:([A-Za-z][\w-]*)", README))
    assert defined <= named
    assert named <= defined | {"claimgraph", "conducts"} | local(conducts, SKOS.Concept)


def test_the_context_names_every_property_and_takes_values_as_the_ontology_does(terms: rdflib.Graph) -> None:
    context = json.loads((ontology() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    named = {v["@id"]: v.get("@type") for v in context.values() if isinstance(v, dict)}
    assert len(named) == sum(isinstance(v, dict) for v in context.values())
    for prop in Property:
        literal = (rdflib.URIRef(CG + prop), RDF.type, OWL.DatatypeProperty) in terms
        listed = prop in SCHEMES or prop is Property.CONDUCT
        assert (prop, named[CG + prop]) == (prop, None if literal else "@vocab" if listed else "@id")
    assert all(iri.startswith(tuple(PREFIXES.values())) for iri in named)


def test_alignments_are_of_defined_terms(terms: rdflib.Graph, conducts: rdflib.Graph, alignments: rdflib.Graph) -> None:
    defined = set(terms.subjects()) | set(conducts.subjects())
    for subject, predicate, value in alignments.triples((None, None, None)):
        if str(predicate).startswith(str(SKOS)):
            assert subject in defined, subject
            assert not str(value).startswith(CG), value


def test_questions_are_asked_in_defined_terms(terms: rdflib.Graph, conducts: rdflib.Graph) -> None:
    defined = {str(s).removeprefix(CG) for s in [*terms.subjects(), *conducts.subjects()]}
    for path in sorted(queries().rglob("*.rq")):
        named = set(re.findall(r"\bcg:([A-Za-z][\w-]*)", path.read_text(encoding="utf-8")))
        assert named <= defined, path.name
