"""The edges of a graph: of many documents in one, and of others' making."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimgraph.assess import assess
from claimgraph.errors import InvalidExtraction
from claimgraph.model import (
    Affiliation,
    Assertion,
    Basis,
    Claim,
    ClaimKind,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Metadata,
    Relation,
    Span,
    Stance,
    Status,
    Verdict,
)
from claimgraph.rdf import encode
from claimgraph.rdf.edges import edges

GRAPH = NamedNode("https://example.org/all")
CLAIM = Claim("claim/c1", "it copied the model", ClaimKind.ALLEGATION, ("actor/acme",))
PREFIXES = """@prefix cg: <https://w3id.org/claimgraph/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix : <https://other.example/> .
"""
THEIRS = """
:one a cg:Document . :two a cg:Document ; dct:creator :ann .
:p1 oa:hasSource :one ; oa:start 0 ; oa:end 5 ; oa:exact "it did" .
:p2 oa:hasSource :two ; oa:start 3 ; oa:end 9 ; oa:exact "a test" .
:c a cg:Claim, cg:Allegation ; cg:text "It did." ; cg:accuses :acme .
:a1 a cg:Assertion ; cg:claim :c ; cg:stance cg:asserts ; cg:certainty cg:asserted ; cg:asserter :bob ; cg:passage :p1 .
:a2 a cg:Assertion ; cg:claim :c ; cg:stance cg:asserts ; cg:certainty cg:hedged ; cg:ownVoiceOf :two .
:e a cg:EvidenceItem ; cg:evidenceType cg:technical ; cg:disclosure cg:public ; cg:passage :p2 ; cg:offeredWith :a2 ;
  cg:offeredBy :lab .
:bob org:memberOf :acme .
:two prov:qualifiedDerivation :d . :d prov:entity :one ; cg:basis cg:declared .
[] <https://other.example/note> "a blank node of theirs" .
"""


def _document(name: str, date: str) -> tuple[Document, Extraction]:
    version = name * 64
    text = "Bob said it copied the model. Logs of the lab show it."
    said = Assertion(f"assertion/{name}", CLAIM.id, "actor/bob", (Span(9, 28),), Stance.ASSERTS, source=(Span(0, 3),))
    logs = Evidence(
        f"evidence/{name}", Span(30, 41), EvidenceType.DATA, Disclosure.PUBLIC, (said.id,), offered_by=f"actor/{name}"
    )
    tie = Affiliation(f"actor/{name}", "actor/bob", Relation.MEMBER_OF, Basis.STATED, Span(0, 3))
    extraction = Extraction(
        version, claims=(CLAIM,), assertions=(said,), evidence=(logs,), affiliations=(tie,), publisher="actor/paper"
    )
    return Document("x", version, version, text, Metadata(date=date)), extraction


def test_documents_that_share_a_graph_are_read_as_if_each_had_its_own() -> None:
    pairs = [_document(*given) for given in (("a", "2026-01-01"), ("b", "2026-02-01"), ("c", "2026-03-01"))]
    together = [Quad(s, p, o, GRAPH) for pair in pairs for s, p, o, _ in encode(*pair)]
    read = edges(together)
    assert read.ties == ()
    assert [d.version for d, _ in read.documents] == [d.version for d, _ in pairs]
    assert [d.metadata.date for d, _ in read.documents] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert assess(read.documents) == assess(pairs)
    assert edges(reversed(together)) == read


def test_what_others_wrote_is_read_with_their_own_iris() -> None:
    read = edges(_theirs(THEIRS))
    assert [d.metadata.url for d, _ in read.documents] == ["https://other.example/one", "https://other.example/two"]
    (found,) = assess(read.documents, affiliations=read.ties)
    assert (found.claim, found.verdict, found.status) == (
        "https://other.example/c",
        Verdict.HAS,
        Status.INDEPENDENT,
    )
    assert read.ties == (
        Affiliation("https://other.example/bob", "https://other.example/acme", Relation.MEMBER_OF, Basis.DECLARED),
    )
    assert read.documents[0][1].derivations[0].derived == "document/https://other.example/two"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cg:stance cg:asserts", "cg:stance cg:shouts"),
        (":a1 a cg:Assertion", ":nowhere a cg:Document . :a1 a cg:Assertion"),
        ("cg:offeredWith :a2", "cg:offeredWith :a1"),
        ("cg:claim :c ; cg:stance", "cg:stance"),
        (":d prov:entity", "[] a cg:Assertion . :d prov:entity"),
    ],
)
def test_what_is_not_by_the_ontology_is_named(text: str, says: str) -> None:
    broken = THEIRS.replace(text, says)
    if "nowhere" in says:
        broken = broken.replace("cg:passage :p1 .", "cg:cue :p1 .")
    with pytest.raises(InvalidExtraction):
        edges(_theirs(broken))


def test_a_graph_that_says_nothing_of_ours_has_no_edges() -> None:
    assert edges(_theirs("[] :p [ :q 1 ] .")) == ((), (), ())


def _theirs(turtle: str) -> list[Quad]:
    return [Quad(q.subject, q.predicate, q.object, GRAPH) for q in parse(PREFIXES + turtle, RdfFormat.TURTLE)]
