"""What the engine found, as a flat pattern for users' SPARQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Store

from claimgraph.errors import BadWorkspace, InvalidExtraction
from claimgraph.model import Assessment, Signs, Status, Verdict
from claimgraph.model.vocabulary import CG
from claimgraph.rdf import decode_assessments, encode_assessments
from claimgraph.rdf.assessment import assessment_id

LACKS = Assessment("claim/a", "default", Verdict.LACKS, Status.NONE, 0, 0)
OPEN = Assessment("claim/a", "two-source", Verdict.UNDETERMINED, Status.UNDETERMINED, 1, 3, 0, 2, ("Who?", "When?"))


def test_a_claim_that_lacks_evidence_is_one_flat_pattern_away() -> None:
    store = Store()
    store.extend(encode_assessments([LACKS, OPEN]))
    rows = store.query(
        f"PREFIX cg: <{CG}> SELECT ?c ?least WHERE {{ GRAPH ?g {{ ?x a cg:IndependenceAssessment ; cg:claim ?c ;"
        'cg:policy "default" ; cg:verdict cg:lacks ; cg:independenceStatus cg:none ;'
        "cg:independentOriginsAtLeast ?least ; cg:independentOriginsAtMost 0 } }"
    )
    assert [tuple(v.value for v in row) for row in rows] == [("https://w3id.org/claimgraph/id/claim/a", "0")]  # type: ignore[union-attr]  # a SELECT has rows


def test_each_policy_has_its_graph_and_each_assessment_its_name() -> None:
    quads = encode_assessments([LACKS, OPEN])
    graphs = {str(q.graph_name).rpartition("/")[2] for q in quads}
    assert graphs == {"default>", "two-source>"}
    assert assessment_id("claim/a", "default") != assessment_id("claim/a", "two-source")
    assert NamedNode(f"https://w3id.org/claimgraph/id/{assessment_id('claim/a', 'default')}") in {
        q.subject for q in quads
    }


def test_disputing_origins_are_counted_only_where_there_may_be_one() -> None:
    disputing = {str(q.subject) for q in encode_assessments([LACKS, OPEN]) if "disputing" in str(q.predicate)}
    assert disputing == {f"<https://w3id.org/claimgraph/id/{assessment_id('claim/a', 'two-source')}>"}


def test_assessments_come_back_with_their_questions_in_order() -> None:
    (first, second) = decode_assessments(encode_assessments([OPEN, LACKS]))
    assert first == LACKS
    assert second.open_questions == ("When?", "Who?")


def test_signs_come_back_and_what_is_absent_is_not_stated() -> None:
    signs = Signs(
        assertions=4,
        origins=0,
        overlap=0,
        keystones=("evidence/e", "https://example.org/report"),
        interested=("evidence/e",),
        admissions=("assertion/a",),
        inflations=(("assertion/b", "assertion/a"), ("assertion/b", "assertion/c")),
        circle=("assertion/a", "evidence/f"),
    )
    found = (replace(LACKS, signs=signs), replace(OPEN, open_questions=(), signs=Signs(overlap=22)))
    quads = encode_assessments(found)
    assert decode_assessments(quads) == found
    assert sum(q.predicate.value == f"{CG}assertionCount" for q in quads) == 1


def test_nothing_is_nothing() -> None:
    assert encode_assessments([]) == []
    assert decode_assessments([]) == ()


def test_an_unknown_verdict_is_refused() -> None:
    quads = [q for q in encode_assessments([LACKS]) if not q.predicate.value.endswith("verdict")]
    with pytest.raises(InvalidExtraction, match="verdict"):
        decode_assessments(quads)


def test_a_bad_base_is_refused_even_for_nothing() -> None:
    with pytest.raises(BadWorkspace):
        encode_assessments([], base="x")
