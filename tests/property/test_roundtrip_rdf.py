"""Laws of the encoder: nothing is lost, nothing depends on order, nothing breaks out of its term."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, Store

from claimgraph.model import Assessment, Document, Extraction
from claimgraph.model.integrity import check
from claimgraph.model.order import canonical
from claimgraph.model.vocabulary import CG, RELATIONS
from claimgraph.rdf import decode, decode_assessments, encode, encode_assessments
from claimgraph.rdf.parse import parse
from claimgraph.rdf.serialise import Format, serialise
from claimgraph.rdf.terms import iri, string
from claimgraph.rdf.validate import validate
from tests.property.strategies import assessments, extracted_documents, hostile_text, written_text

Extracted = tuple[Document, Extraction]

some = settings(max_examples=30, deadline=None)
NAMED = (Format.NQ, Format.TRIG, Format.JSONLD)


@some
@given(extracted_documents())
def test_decoding_gives_back_what_was_encoded(extracted: Extracted) -> None:
    document, extraction = extracted
    check(document, extraction)
    assert decode(encode(document, extraction)) == canonical(extraction)


@some
@given(extracted_documents())
def test_a_canonical_extraction_is_its_own_canon(extracted: Extracted) -> None:
    ordered = canonical(extracted[1])
    assert canonical(ordered) == ordered
    check(extracted[0], ordered)


@some
@given(extracted_documents())
def test_another_base_is_given_back_too(extracted: Extracted) -> None:
    document, extraction = extracted
    base = "https://example.org/our%20graph/"
    assert decode(encode(document, extraction, base), base) == canonical(extraction)


@some
@given(extracted_documents(), st.randoms(use_true_random=False))
def test_the_order_of_records_and_quads_is_of_no_consequence(extracted: Extracted, dice: random.Random) -> None:
    document, extraction = extracted
    shuffled = replace(
        extraction,
        actors=tuple(dice.sample(extraction.actors, len(extraction.actors))),
        claims=tuple(dice.sample(extraction.claims, len(extraction.claims))),
        assertions=tuple(dice.sample(extraction.assertions, len(extraction.assertions))),
        evidence=tuple(dice.sample(extraction.evidence, len(extraction.evidence))),
        derivations=extraction.derivations * 2,
    )
    quads = encode(document, extraction)
    assert encode(document, shuffled) == quads
    assert decode(dice.sample(quads, len(quads))) == canonical(extraction)


@some
@given(extracted_documents())
def test_every_quad_is_sorted_in_one_graph_and_named(extracted: Extracted) -> None:
    quads = encode(*extracted)
    lines = [str(q) for q in quads]
    assert lines == sorted(set(lines))
    assert len({q.graph_name for q in quads}) == 1
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)


@some
@given(extracted_documents())
def test_what_is_alleged_is_never_a_triple_of_its_own(extracted: Extracted) -> None:
    """Between an actor and whatever a claim is about stand only the ties that actors have."""
    document, extraction = extracted
    actors = {iri(a.id, "https://w3id.org/claimgraph/id/") for a in extraction.actors}
    concepts = {q.object for q in encode(document, extraction) if q.predicate.value == CG + "conduct"}
    for quad in encode(document, extraction):
        if quad.subject in actors and quad.object in actors | concepts:
            assert quad.predicate.value in RELATIONS.values()


@some
@given(extracted_documents(), st.sampled_from(NAMED))
def test_every_format_gives_the_quads_back(extracted: Extracted, form: Format) -> None:
    quads = encode(*extracted)
    assert sorted(parse(serialise(quads, form), f"x.{form}"), key=str) == quads


@some
@given(extracted_documents())
def test_a_store_gives_the_quads_back(extracted: Extracted) -> None:
    quads = encode(*extracted)
    store = Store()
    store.extend(quads)
    assert sorted(store, key=str) == quads


@settings(max_examples=10, deadline=None)  # SHACL takes its time
@given(extracted_documents())
def test_what_the_encoder_writes_keeps_the_editorial_rules(extracted: Extracted) -> None:
    """Only a claim that nobody asserts can be at fault here: the strategy makes some."""
    assert {f.shape for f in validate(encode(*extracted))} <= {"Claim-asserted"}


@given(hostile_text, hostile_text)
def test_no_address_and_no_text_breaks_out_of_its_term(address: str, text: str) -> None:
    base = "https://w3id.org/claimgraph/id/"
    quad = Quad(iri(address, base), NamedNode("http://p.example/"), string(text), NamedNode("http://g.example/"))
    for form in NAMED:
        assert parse(serialise([quad], form), f"x.{form}") == [quad]


@given(written_text)
def test_an_address_that_was_encoded_once_is_an_address(address: str) -> None:
    base = "https://w3id.org/claimgraph/id/"
    once = iri(address, base)
    assert iri(once.value, base) == once


@given(st.lists(assessments(), unique_by=lambda a: (a.claim, a.policy)))
def test_decoding_gives_back_assessments(found: list[Assessment]) -> None:
    quads = encode_assessments(found)
    assert decode_assessments(quads) == tuple(sorted(found, key=lambda a: (a.policy, a.claim)))
    assert quads == sorted(quads, key=str)
    assert {q.graph_name for q in quads} == {
        NamedNode(f"https://w3id.org/claimgraph/id/graph/assessment/{a.policy}") for a in found
    }
