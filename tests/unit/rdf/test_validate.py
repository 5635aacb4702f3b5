"""Each editorial rule, broken alone, is found and says what to mend."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import SH

from claimgraph.model.vocabulary import CG, PREFIXES, SCHEMES
from claimgraph.rdf import encode, encode_assessments
from claimgraph.rdf.validate import Finding, validate
from claimgraph.resources import ontology
from tests.golden.rdf_example import ASSESSMENTS, DOCUMENT, EXTRACTION, TOOL

SHAPES = "https://w3id.org/claimgraph/shapes#"
TYPE = NamedNode(PREFIXES["rdf"] + "type")
RULED = NamedNode("https://e.org/ruling")

Break = Callable[[list[Quad]], list[Quad]]


def full(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def first(quads: list[Quad], cls: str) -> NamedNode:
    return next(q.subject for q in quads if q.predicate == TYPE and q.object == full(cls))  # type: ignore[return-value]  # no blank nodes


def sound() -> list[Quad]:
    """The example with its assessments, and a determination, which no extractor makes."""
    quads = encode(DOCUMENT, EXTRACTION, tool=TOOL) + encode_assessments(ASSESSMENTS, tool=TOOL)
    court = first(quads, "cg:GovernmentBody")
    return [
        *quads,
        Quad(RULED, TYPE, full("cg:Determination")),
        Quad(RULED, full("cg:claim"), first(quads, "cg:Allegation")),
        Quad(RULED, full("cg:decidedBy"), court),
        Quad(RULED, full("cg:outcome"), Literal("dismissed")),
    ]


def without(cls: str, prop: str) -> Break:
    """Drop a property of the first node of a class."""

    def broken(quads: list[Quad]) -> list[Quad]:
        node = first(quads, cls)
        return [q for q in quads if not (q.subject == node and q.predicate == full(prop))]

    return broken


def also(cls: str, prop: str, value: NamedNode | Literal | str) -> Break:
    """Give a property of the first node of a class another value; a text names the first node of another class."""

    def broken(quads: list[Quad]) -> list[Quad]:
        found = first(quads, value) if isinstance(value, str) else value
        return [*quads, Quad(first(quads, cls), full(prop), found)]

    return broken


def instead(cls: str, prop: str, value: NamedNode | Literal | str) -> Break:
    """Replace a property of the first node of a class."""
    return lambda quads: also(cls, prop, value)(without(cls, prop)(quads))


def new(cls: str, *others: tuple[str, NamedNode | Literal]) -> Break:
    """Add a node of a class."""
    node = NamedNode("https://e.org/new")
    return lambda quads: [*quads, Quad(node, TYPE, full(cls)), *(Quad(node, full(p), v) for p, v in others)]


def of_first(cls: str, prop: str, value_cls: str) -> Break:
    """A triple between two nodes, by their classes."""
    return lambda quads: [*quads, Quad(first(quads, cls), full(prop), first(quads, value_cls))]


def is_said_of_the_accused(quads: list[Quad]) -> list[Quad]:
    allegation = next(q for q in quads if q.predicate == full("cg:conduct"))
    accused = next(q.object for q in quads if q.subject == allegation.subject and q.predicate == full("cg:accuses"))
    assert isinstance(accused, NamedNode)
    return [*quads, Quad(accused, NamedNode("https://e.org/committed"), allegation.object)]


X = NamedNode("https://e.org/x")
BREAKS: dict[str, Break] = {
    "Claim-text": without("cg:Claim", "cg:text"),
    "Claim-asserted": new("cg:Claim", ("cg:text", Literal("words"))),
    "Claim-content": is_said_of_the_accused,
    "Allegation-accused": without("cg:Allegation", "cg:accuses"),
    "Allegation-conduct": also("cg:Allegation", "cg:conduct", Literal("copying")),
    "OnlyAllegationsAccuse": of_first("cg:PolicyProposal", "cg:accuses", "cg:Company"),
    "Assertion-claim": of_first("cg:Assertion", "cg:claim", "cg:Allegation"),
    "Assertion-passage": without("cg:Assertion", "cg:passage"),
    "Assertion-cue": also("cg:Assertion", "cg:cue", Literal("said")),
    "Assertion-source": of_first("cg:Assertion", "cg:sourceMention", "cg:Company"),
    "Assertion-stance": without("cg:Assertion", "cg:stance"),
    "Assertion-certainty": also("cg:Assertion", "cg:certainty", full("cg:asserted")),
    "Assertion-speaker": of_first("cg:Assertion", "cg:ownVoiceOf", "cg:Document"),
    "Document-sha256": instead("cg:Document", "cg:sha256", Literal("ABC")),
    "Passage-document": without("cg:Passage", "oa:hasSource"),
    "Passage-start": instead("cg:Passage", "oa:start", Literal("-1", datatype=full("xsd:integer"))),
    "Passage-end": also("cg:Passage", "oa:end", Literal(10**6)),
    "Passage-order": instead("cg:Passage", "oa:end", Literal(0)),
    "Passage-exact": instead("cg:Passage", "oa:exact", Literal("")),
    "EvidenceItem-passage": without("cg:EvidenceItem", "cg:passage"),
    "EvidenceItem-type": without("cg:EvidenceItem", "cg:evidenceType"),
    "EvidenceItem-disclosure": without("cg:EvidenceItem", "cg:disclosure"),
    "EvidenceItem-claim": of_first("cg:EvidenceItem", "cg:supports", "cg:Assertion"),
    "EvidenceItem-offerer": also("cg:EvidenceItem", "cg:offererUnknown", Literal(value=True)),
    "Named-label": without("cg:Actor", "rdfs:label"),
    "Named-mention": also("cg:Actor", "cg:mention", Literal("Northlight")),
    "PolicyInstrument-type": without("cg:PolicyInstrument", "cg:instrumentType"),
    "PolicyInstrument-status": without("cg:PolicyInstrument", "cg:status"),
    "Affiliation-actor": without("cg:Affiliation", "cg:affiliate"),
    "Affiliation-other": instead("cg:Affiliation", "cg:affiliatedTo", "cg:Document"),
    "Affiliation-relation": instead("cg:Affiliation", "cg:relation", X),
    "Affiliation-basis": without("cg:Affiliation", "cg:basis"),
    "Derivation-entity": without("prov:Derivation", "prov:entity"),
    "Derivation-basis": without("prov:EntityInfluence", "cg:basis"),
    "Derivation-sharedWording": also("prov:Derivation", "cg:sharedWording", Literal(-1)),
    "Determination-claim": without("cg:Determination", "cg:claim"),
    "Determination-decider": without("cg:Determination", "cg:decidedBy"),
    "IndependenceAssessment-claim": without("cg:IndependenceAssessment", "cg:claim"),
    "IndependenceAssessment-policy": without("cg:IndependenceAssessment", "cg:policy"),
    "IndependenceAssessment-verdict": without("cg:IndependenceAssessment", "cg:verdict"),
    "IndependenceAssessment-status": without("cg:IndependenceAssessment", "cg:independenceStatus"),
    "IndependenceAssessment-counts": instead("cg:IndependenceAssessment", "cg:independentOriginsAtLeast", Literal(9)),
    "IndependenceAssessment-disputing": instead("cg:IndependenceAssessment", "cg:disputingOriginsAtLeast", Literal(9)),
    "Value-stance": instead("cg:Assertion", "cg:stance", full("cg:has")),
    "Value-certainty": instead("cg:Assertion", "cg:certainty", full("cg:has")),
    "Value-disclosure": instead("cg:EvidenceItem", "cg:disclosure", full("cg:has")),
    "Value-evidenceType": instead("cg:EvidenceItem", "cg:evidenceType", full("cg:has")),
    "Value-instrumentType": instead("cg:PolicyInstrument", "cg:instrumentType", full("cg:has")),
    "Value-status": instead("cg:PolicyInstrument", "cg:status", full("cg:has")),
    "Value-basis": instead("cg:Affiliation", "cg:basis", full("cg:has")),
    "Value-verdict": instead("cg:IndependenceAssessment", "cg:verdict", full("cg:denies")),
    "Value-independenceStatus": instead("cg:IndependenceAssessment", "cg:independenceStatus", full("cg:has")),
}
"""By the rule's name, what breaks it and nothing else."""


def rules(shapes: rdflib.Graph) -> set[str]:
    """The shapes that can be broken: those that speak, or whose SPARQL does."""
    speaking = {s for s in shapes.subjects(SH.message) if (s, rdflib.RDF.type, SH.SPARQLConstraint) not in shapes}
    return {str(s).removeprefix(SHAPES) for s in [*speaking, *shapes.subjects(SH.sparql)]}


def test_the_sound_example_has_no_findings() -> None:
    assert validate(sound()) == []


def test_every_rule_is_broken_here(shapes: rdflib.Graph) -> None:
    assert set(BREAKS) == rules(shapes)


@pytest.mark.parametrize("name", list(BREAKS))
def test_a_broken_rule_is_found_and_says_what_to_mend(name: str) -> None:
    found = validate(BREAKS[name](sound()))
    assert {f.shape for f in found} == {name}
    for finding in found:
        assert finding.focus.startswith("http")
        assert "; " in finding.message
        assert finding.message.endswith(".")
        assert "Shape" not in finding.message, "this is pySHACL's own message"


def test_every_shape_that_constrains_speaks(shapes: rdflib.Graph) -> None:
    for shape in {*shapes.subjects(SH.path), *shapes.subjects(SH["in"]), *shapes.subjects(SH.xone)}:
        if isinstance(shape, rdflib.URIRef):
            assert shapes.value(shape, SH.message) is not None, shape


@pytest.mark.parametrize("prop", list(SCHEMES))
def test_a_value_rule_lists_what_the_ontology_lists(shapes: rdflib.Graph, prop: str) -> None:
    _, values = next(v for k, v in SCHEMES.items() if k == prop)
    head = shapes.value(rdflib.URIRef(f"{SHAPES}Value-{prop}"), SH["in"])
    assert head is not None
    assert [str(v) for v in shapes.items(head)] == [CG + v for v in values]


def test_rules_speak_only_of_terms_that_exist(shapes: rdflib.Graph) -> None:
    defined = rdflib.Graph().parse(ontology() / "claimgraph.ttl")
    known = {*defined.subjects(), rdflib.URIRef(CG)}
    for triple in shapes:
        for term in triple:
            if isinstance(term, rdflib.URIRef) and term.startswith(CG):
                assert term in known, term


def test_findings_are_sorted_and_name_the_value() -> None:
    broken = BREAKS["Value-stance"](BREAKS["Passage-order"](sound()))
    found = validate(broken)
    assert found == sorted(found)
    assert CG + "has" in {f.value for f in found if f.shape == "Value-stance"}
    assert all(isinstance(f, Finding) for f in found)


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology() / "shapes.ttl")
