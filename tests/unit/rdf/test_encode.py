"""What a document's graph says, on the hand-made example."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from claimgraph.errors import BadWorkspace
from claimgraph.model import Assertion, Claim, ClaimKind, Document, Extraction, Metadata, Span, Stance
from claimgraph.model.identifiers import DEFAULT_BASE, assertion_id, claim_id
from claimgraph.model.vocabulary import PREFIXES
from claimgraph.rdf import encode
from tests.golden.rdf_example import (
    ASSESSMENTS,
    BRIGHTMOOR,
    DOCUMENT,
    EXTRACTION,
    HALDEN,
    NORTHLIGHT,
    TOOL,
    VERSION,
    WIRE,
)


def node(name: str) -> NamedNode:
    return NamedNode(DEFAULT_BASE + name)


def ask(quads: list[Quad], pattern: str) -> list[tuple[str, ...]]:
    """The rows of a pattern over the union of the graphs, as a user's SPARQL sees it."""
    store = Store()
    store.extend(quads)
    prologue = "".join(f"PREFIX {k}: <{v}>\n" for k, v in PREFIXES.items())
    rows = store.query(f"{prologue} SELECT * WHERE {{ {pattern} }}", use_default_graph_as_union=True)
    return sorted(tuple(str(v.value) for v in row) for row in rows)  # type: ignore[union-attr]  # a SELECT has rows


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return encode(DOCUMENT, EXTRACTION, tool=TOOL)


def test_the_graph_is_the_documents(quads: list[Quad]) -> None:
    assert {q.graph_name for q in quads} == {node(f"graph/document/{VERSION}")}
    assert DefaultGraph() not in {q.graph_name for q in quads}


def test_licence_and_provenance_hang_on_the_graph(quads: list[Quad]) -> None:
    graph = f"<{DEFAULT_BASE}graph/document/{VERSION}>"
    pattern = f"{graph} prov:wasGeneratedBy ?run ; dct:license ?l . ?run a cg:Run ; cg:toolVersion ?tool"
    (row,) = ask(quads, pattern)
    assert {"https://creativecommons.org/licenses/by/4.0/", "0.0.0"} < set(row)


def test_a_denial_is_on_the_claim_that_it_denies(quads: list[Quad]) -> None:
    rows = ask(quads, "?d cg:stance cg:denies ; cg:claim ?c ; cg:respondsTo ?a . ?a cg:claim ?c ; cg:stance cg:asserts")
    assert len(rows) == 1


def test_an_allegation_is_found_under_every_general_class(quads: list[Quad]) -> None:
    (row,) = ask(
        quads,
        "?c a cg:Claim, cg:Allegation ; cg:accuses ?who ; cg:about ?who ; cg:conduct cg:adversarial-distillation ."
        "?who a cg:Actor, cg:Organization, cg:Company",
    )
    assert node(BRIGHTMOOR).value in row


def test_the_own_voice_has_no_asserter(quads: list[Quad]) -> None:
    rows = ask(quads, "?a cg:ownVoiceOf ?d . ?d a cg:Document . FILTER NOT EXISTS { ?a cg:asserter ?x }")
    assert len(rows) == 1


def test_what_is_offered_with_a_denial_disputes_the_claim(quads: list[Quad]) -> None:
    assert len(ask(quads, "?e cg:disputes ?c ; cg:offeredWith ?a . ?a cg:stance cg:denies ; cg:claim ?c")) == 1


def test_an_unknown_offerer_is_not_somebody(quads: list[Quad]) -> None:
    assert len(ask(quads, "?e cg:disclosure cg:absent ; cg:offererUnknown true")) == 1
    assert ask(quads, "?e cg:disclosure cg:absent ; cg:offeredBy ?who") == []


def test_a_passage_shows_its_words_and_its_page(quads: list[Quad]) -> None:
    rows = ask(quads, "?a cg:ownVoiceOf ?d ; cg:passage ?p . ?p oa:exact ?quote ; oa:start ?s ; cg:pageNumber ?page")
    assert any("Northlight hid the results of an earlier test" in row and "2" in row for row in rows)


def test_a_tie_is_flat_and_qualified(quads: list[Quad]) -> None:
    actor, other = f"<{DEFAULT_BASE}{NORTHLIGHT}>", f"<{DEFAULT_BASE}{HALDEN}>"
    rows = ask(
        quads,
        f"{actor} cg:controlledBy {other} ; cg:affiliatedWith {other} . ?t a cg:Affiliation ; cg:affiliate {actor} ;"
        f"cg:affiliatedTo {other} ; cg:relation cg:controlledBy ; cg:basis cg:stated ; schema:startDate ?since",
    )
    assert len(rows) == 1


def test_a_derivation_has_a_basis_and_an_alternate_is_no_derivation(quads: list[Quad]) -> None:
    stated = ask(quads, "?a prov:wasDerivedFrom ?w ; prov:qualifiedDerivation ?q . ?q prov:entity ?w ; cg:basis ?b")
    assert len(stated) == 1
    assert "https://wire.example/first-report" in stated[0]
    assert len(ask(quads, "?d a cg:Document ; prov:alternateOf <https://mirror.example/story>")) == 1
    assert ask(quads, "?d a cg:Document ; prov:wasDerivedFrom ?w") == []


def test_metadata_cannot_break_out(quads: list[Quad]) -> None:
    assert Quad(
        node(f"document/{VERSION}"),
        NamedNode(PREFIXES["dct"] + "source"),
        NamedNode("https://wire.example/a%20story?q=%3C1%3E"),
        node(f"graph/document/{VERSION}"),
    ) in set(quads)


def test_the_publisher_is_an_actor(quads: list[Quad]) -> None:
    assert any(node(WIRE).value in row for row in ask(quads, "?d dct:publisher ?p . ?p a cg:Actor"))


def test_the_path_of_a_file_never_enters_the_graph() -> None:
    moved = replace(DOCUMENT, origin="/somewhere/else.txt")
    assert encode(moved, EXTRACTION, tool=TOOL) == encode(DOCUMENT, EXTRACTION, tool=TOOL)


def test_only_the_run_changes_with_the_programs_version() -> None:
    old, new = (set(encode(DOCUMENT, EXTRACTION, tool=tool)) for tool in ("1", "2"))
    assert all("/run/" in str(quad) for quad in old ^ new)


def test_a_licence_without_an_address_is_its_name() -> None:
    document = replace(DOCUMENT, metadata=Metadata(licence="CC BY 4.0"))
    licences = {q.object for q in encode(document, EXTRACTION) if q.predicate.value.endswith("license")}
    assert licences == {Literal("CC BY 4.0")}


def test_a_bad_base_is_refused() -> None:
    with pytest.raises(BadWorkspace, match="mend the base"):
        encode(DOCUMENT, EXTRACTION, base="our graph/")


def test_fifty_assertions_take_milliseconds() -> None:
    """The engine reads extractions and not RDF, so this is what RDF adds; the limit is ten times the measure."""
    text = "A said that B did it. " * 50
    document = Document("x", VERSION, VERSION, text)
    claims = [
        Claim(claim_id(f"claim number {i} in a row", k := ClaimKind.OTHER, (), VERSION), f"claim {i}", k)
        for i in range(50)
    ]
    assertions = [
        Assertion(
            id=assertion_id(VERSION, None, [], [Span(i * 22 + 12, i * 22 + 20)]),
            claim=claims[i].id,
            asserter=None,
            content=(Span(i * 22 + 12, i * 22 + 20),),
            stance=Stance.ASSERTS,
            cue=(Span(i * 22 + 2, i * 22 + 6),),
            source=(Span(i * 22, i * 22 + 1),),
        )
        for i in range(50)
    ]
    extraction = Extraction(VERSION, claims=tuple(claims), assertions=tuple(assertions))
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        encode(document, extraction)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.05


def test_the_examples_assessments_are_of_its_claims() -> None:
    assert {a.claim for a in ASSESSMENTS} <= {c.id for c in EXTRACTION.claims}
