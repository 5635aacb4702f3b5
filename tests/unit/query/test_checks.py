"""Each check finds the fault that it is there for, and nothing else in a sound graph."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from claimgraph.query import answer_question, checks
from claimgraph.store import LocalStore, memory

PREFIXES = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX : <https://example.org/>
"""
SOUND = """
:g1 {
  :d1 a cg:Document ; cg:length 20 ; dct:issued "2026-02-01"^^xsd:date ; dct:source <https://example.org/url1> .
  :p1 a cg:Passage ; oa:hasSource :d1 ; oa:start 0 ; oa:end 5 ; oa:exact "abcd\\U0001F388" .
  :acme a cg:Actor, cg:Organization, cg:Company ; rdfs:label "Acme" .
  :roe a cg:Actor, cg:Person ; rdfs:label "Roe" .
  :c1 a cg:Claim, cg:Allegation ; cg:text "it did" ; cg:accuses :acme ; cg:conduct cg:theft ; cg:about :acme, cg:theft .
  :a1 a cg:Assertion ; cg:claim :c1 ; cg:stance cg:asserts ; cg:asserter :roe ; cg:passage :p1 .
  :a2 a cg:Assertion ; cg:claim :c1 ; cg:stance cg:denies ; cg:asserter :acme ; cg:passage :p1 ; cg:respondsTo :a1 .
  :e1 a cg:EvidenceItem ; cg:supports :c1 ; cg:offeredWith :a1 ; cg:passage :p1 .
  :e2 a cg:EvidenceItem ; cg:disputes :c1 ; cg:offeredWith :a2 ; cg:passage :p1 .
  :c2 a cg:Claim ; cg:text "a court found so" .
  :ruling a cg:Determination ; cg:claim :c2 ; cg:decidedBy :court .
}
:g2 {
  :d2 a cg:Document ; cg:length 9 ; dct:issued "2026-03-01"^^xsd:date ; prov:wasDerivedFrom <https://example.org/url1> .
  :p2 a cg:Passage ; oa:hasSource :d2 ; oa:start 1 ; oa:end 2 ; oa:exact "b" .
  :a3 a cg:Assertion ; cg:claim :c1 ; cg:stance cg:asserts ; cg:asserter :acme ; cg:passage :p2 .
}
:g3 {
  :i1 a cg:IndependenceAssessment ; cg:claim :c1 ; cg:policy "default" ; cg:verdict cg:lacks ;
    cg:independentOriginsAtLeast 0 ; cg:independentOriginsAtMost 0 .
  :i2 a cg:IndependenceAssessment ; cg:claim :c1 ; cg:policy "two-source" ; cg:verdict cg:has ;
    cg:independentOriginsAtLeast 2 ; cg:independentOriginsAtMost 3 .
}
"""
FAULTS = {
    "actor-of-two-kinds": ":g2 { :roe a cg:Actor, cg:State }",
    "alleged-as-fact": ":g2 { :acme :did cg:theft }",
    "answers-another-document": ":g2 { :a3 cg:respondsTo :a1 }",
    "answers-go-round": ":g1 { :a1 cg:respondsTo :a2 }",
    "assessment-of-no-claim": ":g3 { :i3 a cg:IndependenceAssessment ; cg:claim :gone }",
    "claim-nobody-speaks-to": ':g1 { :c3 a cg:Claim ; cg:text "left over" }',
    "derived-from-the-future": ":g1 { :d1 prov:wasDerivedFrom :d2 }",
    "evidence-offered-elsewhere": ":g1 { :e1 cg:supports :c2 }",
    "node-without-a-name": ":g1 { [] a cg:Actor }",
    "passage-in-another-graph": ":g2 { :p1 oa:hasSource :d1 }",
    "passage-nobody-quotes": ':g1 { :p3 a cg:Passage ; oa:hasSource :d1 ; oa:start 0 ; oa:end 1 ; oa:exact "a" }',
    "passage-outside-its-document": ":g2 { :d2 cg:length 1 }",
    "two-assessments-of-one-claim": ':g3 { :i4 a cg:IndependenceAssessment ; cg:claim :c1 ; cg:policy "default" }',
    "verdict-against-its-counts": ":g3 { :i1 cg:independentOriginsAtLeast 1 }",
}


def store(*texts: str) -> LocalStore:
    made = memory()
    for text in texts:
        made.add(parse(PREFIXES + text, RdfFormat.TRIG))
    return made


def test_every_check_has_a_fault_to_find() -> None:
    assert [q.name for q in checks()] == sorted(FAULTS)


@pytest.mark.parametrize("asked", checks(), ids=lambda q: q.name)
def test_a_sound_graph_passes(asked: object) -> None:
    check = next(q for q in checks() if q is asked)
    assert answer_question(store(SOUND), check).rows == ()


@pytest.mark.parametrize(("name", "fault"), FAULTS.items())
def test_a_fault_is_found_by_its_check_alone(name: str, fault: str) -> None:
    faulty = store(SOUND, fault)
    assert [q.name for q in checks() if answer_question(faulty, q).rows] == [name]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("passage-outside-its-document", ':g1 { :p1 oa:exact "abcdef" }'),
        ("alleged-as-fact", ":g2 { cg:theft :doneBy :acme }"),
        ("verdict-against-its-counts", ":g3 { :i2 cg:verdict cg:lacks }"),
    ],
)
def test_other_ways_to_the_same_fault(name: str, fault: str) -> None:
    check = next(q for q in checks() if q.name == name)
    assert answer_question(store(SOUND, fault), check).rows
