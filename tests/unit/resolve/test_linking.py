"""What the linker holds for certain gives way to people, is written down, and depends on no order."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.model import ClaimKind
from claimgraph.resolve import (
    Corpus,
    Identity,
    Judgement,
    Proposal,
    Value,
    corpus,
    dump_linked,
    identity,
    identity_quads,
    linked,
    load,
    propose,
    rows,
    settled,
    undecided,
)

BASE = "https://example.org/id/"


def record(version: str, *claims: tuple[str, str, str], stance: str = "asserts") -> dict[str, Any]:
    """One document's record: claims of (id, text, kind)."""
    actor: dict[str, Any] = {
        "id": "actor/acme",
        "label": "Acme",
        "type": "Company",
        "aliases": [],
        "wikidata": None,
        "mentions": [],
    }
    return {
        "version": version,
        "actors": [actor],
        "instruments": [],
        "claims": [
            {"id": i, "text": t, "kind": k, "accused": ["actor/acme"] if k == "allegation" else [], "conduct": []}
            for i, t, k in claims
        ],
        "assertions": [{"claim": i, "stance": stance, "asserter": "author"} for i, _, _ in claims],
    }


RECORDS = [
    record("v1", ("claim/1", "Acme copied the answers of a rival model in May", "other")),
    record("v2", ("claim/2", "Acme had copied answers of the rival models in May", "allegation")),
    record("v3", ("claim/3", "in May the answers of a rival model were copied by Acme", "other"), stance="denies"),
]


def known(*records: dict[str, Any]) -> Corpus:
    return corpus(records or RECORDS)


@given(st.permutations(RECORDS))
def test_proposals_do_not_depend_on_the_order_of_documents(records: list[dict[str, Any]]) -> None:
    assert propose(known(*records)) == propose(known())


def test_the_linkers_judgement_is_recorded_as_its_own() -> None:
    (ours,) = linked(propose(known()))
    assert (ours.pair, ours.value, ours.author) == (("claim/1", "claim/2"), Value.POSITIVE, "claimgraph")
    assert ours.justification == "semapv:LexicalMatching"
    assert ours.date == ""


def test_people_overrule_the_linker_and_that_is_no_contradiction() -> None:
    ours = linked(propose(known()))
    for value in (Value.NEGATIVE, Value.UNSURE):
        who = identity([Judgement("claim/1", "claim/2", value)], ours)
        assert who.canonical == {}
        assert who.conflicts == ()


def test_two_peoples_files_contradict_each_other_openly() -> None:
    mine, theirs = (Judgement("a", "b", v, author=v) for v in (Value.POSITIVE, Value.NEGATIVE))
    who = identity([mine, theirs])
    assert [(c.left, c.right) for c in who.conflicts] == [("a", "b")]
    assert who.of("b") == "b"


def test_a_merged_claim_reads_alike_everywhere_and_as_the_allegation_that_it_is() -> None:
    who = settled(identity([], linked(propose(known()))), known())
    reading = who.claims["claim/1"]
    assert (reading.text, reading.kind) == (RECORDS[1]["claims"][0]["text"], ClaimKind.ALLEGATION)
    assert reading.accused == ("actor/acme",)


def test_a_token_changes_with_what_concerns_a_document_alone() -> None:
    nobody, who = Identity({}, {}), identity([Judgement("a", "b", Value.POSITIVE)])
    assert who.token(["c"]) == nobody.token(["c"])
    assert who.token(["b"]) != nobody.token(["b"])


def test_nobody_is_asked_what_is_answered() -> None:
    proposals = [Proposal("a", "b", 0.9), Proposal("b", "c", 0.9), Proposal("a", "c", 0.8), Proposal("d", "e", 0.7)]
    assert [p.pair for p in undecided(proposals, [], identity([]))] == [p.pair for p in sorted(proposals)]
    said = [Judgement("a", "b", Value.POSITIVE), Judgement("d", "e", Value.UNSURE)]
    assert [p.pair for p in undecided(proposals, said, identity(said))] == [("b", "c")]
    said.append(Judgement("a", "c", Value.NEGATIVE))
    assert undecided(proposals, said, identity(said)) == []


def test_the_linkers_file_is_read_back_without_its_proposals() -> None:
    proposals = propose(known())
    text = dump_linked(linked(proposals), [p for p in proposals if p.score < 1], BASE)
    assert "skos:closeMatch" in text
    assert load(text, "linked") == linked(proposals)


def test_appended_rows_follow_the_files_own_columns() -> None:
    said = Judgement("a", "b", Value.NEGATIVE, "A", "B", "Jo", "2026-05-01", "two\tfirms")
    alone = rows("", [said], BASE)
    theirs = "object_id\tsubject_id\tpredicate_id\tpredicate_modifier\nd\tc\tskos:exactMatch\t"
    (read,) = load(alone, "x")
    assert (read.pair, read.value, read.comment) == (said.pair, said.value, "two firms")
    both = load(theirs + rows(theirs, [said], BASE), "x")
    assert [(j.pair, j.value) for j in both] == [(("c", "d"), Value.POSITIVE), (("a", "b"), Value.NEGATIVE)]


def test_the_graph_has_close_matches_with_scores_and_never_says_what_is_not() -> None:
    proposals = [p for p in propose(known()) if p.score < 1]
    no = Judgement("actor/x", "actor/y", Value.NEGATIVE, author="Jo")
    lines = [str(q) for q in identity_quads([no], proposals, identity([no]), BASE)]
    close = [x for x in lines if "skos/core#closeMatch" in x and "annotated" not in x]
    assert len(close) == len(proposals) > 0
    assert any("sssom/confidence" in x for x in lines)
    assert not [x for x in lines if x.startswith(f"<{BASE}actor/x>")]
