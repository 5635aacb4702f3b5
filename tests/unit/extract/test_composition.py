"""From a text to the model's records: who says what of whom, through whom, in answer to what, on which evidence."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from claimgraph.extract import extract
from claimgraph.model import Document, Metadata
from claimgraph.model.integrity import check
from claimgraph.model.record import to_record

DISPUTE = """The Data Protection Commission accused Veldmark Systems of selling voice recordings without consent.

Veldmark Systems denied the accusation. "We never sold recordings," the company said.

The commission did not publish the evidence. Those are claims, not proof.
"""


def record(text: str, **metadata: Any) -> dict[str, Any]:  # noqa: ANN401 fields of Metadata
    digest = sha256(text.encode()).hexdigest()
    document = Document("given.txt", digest, digest, text, Metadata(**metadata))
    extraction = next(extract([document]))
    check(document, extraction)
    return to_record(document, extraction, {})


def labels(found: dict[str, Any]) -> dict[str, str]:
    return {x["id"]: x["label"] for x in (*found["actors"], *found["instruments"])}


def quote(text: str, spans: list[list[int]]) -> str:
    return " … ".join(text[s:e] for s, e in spans)


def test_an_accusation_names_asserter_and_accused() -> None:
    found = record(DISPUTE)
    names = labels(found)
    first = found["assertions"][0]
    assert (first["kind"], first["stance"]) == ("allegation", "asserts")
    assert names[first["asserter"]] == "Data Protection Commission"
    assert [names[a] for a in first["accused"]] == ["Veldmark Systems"]


def test_whoever_takes_up_an_allegation_about_it_is_the_accused() -> None:
    found = record("Veldmark Systems rejected allegations from Greenpeace that it dumped waste.")
    names = labels(found)
    (allegation,) = [a for a in found["assertions"] if a["kind"] == "allegation"]
    assert names[allegation["asserter"]] == "Greenpeace"
    assert [names[a] for a in allegation["accused"]] == ["Veldmark Systems"]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("The senator accused foreign firms of theft.", "foreign firms"),
        ("The senator accused foreign firms of using proxies.", "foreign firms"),
        ("Regulators charged two traders with fraud.", "two traders"),
    ],
)
def test_the_accused_is_the_phrase_before_what_is_held_against_it(text: str, accused: str) -> None:
    found = record(text)
    (only,) = found["assertions"]
    assert [labels(found)[a] for a in only["accused"]] == [accused]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The ministry would not discuss the contract.", 1),
        ("Critics could say that the plan failed.", 0),
    ],
)
def test_what_is_refused_is_an_assertion_and_what_could_be_said_is_none(text: str, count: int) -> None:
    assert len(record(text)["assertions"]) == count


def test_a_denial_stands_on_the_claim_that_it_denies() -> None:
    found = record(DISPUTE)
    allegation, *rest = found["assertions"]
    denial = next(a for a in rest if a["kind"] == "denial")
    assert denial["stance"] == "denies"
    assert denial["claim"] == allegation["claim"]
    assert denial["responds_to"] == allegation["id"]


def test_what_the_accused_negates_is_a_denial_too() -> None:
    found = record(DISPUTE)
    said = next(a for a in found["assertions"] if "never sold" in quote(DISPUTE, a["content"]))
    assert said["kind"] == "denial"


def test_evidence_that_is_lacking_bears_on_the_allegation() -> None:
    found = record(DISPUTE)
    allegation = found["assertions"][0]["id"]
    assert {e["disclosure"] for e in found["evidence"]} == {"undisclosed", "absent"}
    assert any(allegation in e["supports"] for e in found["evidence"])


def test_a_report_of_what_another_said_is_relayed() -> None:
    text = "Reuters reports that the ministry accused Veldmark Systems of fraud."
    found = record(text)
    (only,) = found["assertions"]
    assert labels(found)[only["relayed_by"]] == "Reuters"
    assert labels(found)[only["asserter"]] != "Reuters"


def test_the_author_alleges_in_the_documents_own_voice() -> None:
    found = record("A Veldmark Systems delivery robot struck and injured a cyclist in Oslo.")
    (only,) = found["assertions"]
    assert (only["asserter"], only["kind"], only["source"], only["cue"]) == ("author", "allegation", [], [])
    assert [labels(found)[a] for a in only["accused"]] == ["Veldmark Systems"]


def test_what_is_not_known_is_the_authors_question() -> None:
    text = "The public record does not show who ran the accounts."
    (only,) = record(text)["assertions"]
    assert (only["asserter"], only["stance"], only["kind"]) == ("author", "questions", "assessment")
    assert quote(text, only["content"]) == text[:-1]


def test_two_claimants_make_one_assertion_together() -> None:
    found = record("OpenAI and Anthropic accused the lab of stealing outputs.")
    (said,) = found["assertions"]
    names = labels(found)
    assert names[said["asserter"]] == "OpenAI"
    assert [names[other] for other in said["co_asserters"]] == ["Anthropic"]


def test_metadata_gives_publisher_creators_and_derivations() -> None:
    found = record(
        "The firm said it sold nothing.",
        publisher="Harbour Post",
        creators=("Ana Ruiz",),
        derived_from=("https://example.org/wire", "not an address"),
        alternate_of=("https://example.org/mirror",),
    )
    names = labels(found)
    run = found["extraction"]
    assert names[run["publisher"]] == "Harbour Post"
    assert [names[c] for c in run["creators"]] == ["Ana Ruiz"]
    assert [(d["source"], d["alternate"]) for d in found["derivations"] if d["basis"] == "declared"] == [
        ("https://example.org/wire", False),
        ("https://example.org/mirror", True),
    ]


def test_an_allegation_names_somebody_or_is_none() -> None:
    found = record("Critics said that the weights were stolen.")
    assert all(a["accused"] for a in found["assertions"] if a["kind"] == "allegation")


def test_nothing_is_found_in_nothing() -> None:
    found = record("")
    assert not found["assertions"]
    assert not found["evidence"]
    assert not found["actors"]


@pytest.mark.parametrize("text", ["The firm is said to hold the data.", "The firm reportedly lost the data."])
def test_what_people_at_large_are_said_to_say_is_an_assertion_without_source(text: str) -> None:
    (assertion,) = record(text)["assertions"]
    assert (assertion["source"], assertion["asserter"]) == ([], "author")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Kestrel denies it.", "it"),
        ("Section 3 would require covered providers to obtain consent.", "covered providers to obtain consent"),
    ],
)
def test_a_denied_pronoun_and_an_order_of_a_nameless_law_are_assertions(text: str, content: str) -> None:
    (assertion,) = record(text)["assertions"]
    assert quote(text, assertion["content"]) == content


def test_what_somebody_would_require_is_no_assertion() -> None:
    assert record("The mayor would require them to leave.")["assertions"] == []


@pytest.mark.parametrize(
    "text", ["Evidence suggests that Acme copied it.", "Information indicates that Acme copied it."]
)
def test_evidence_is_nobody_who_speaks(text: str) -> None:
    found = record(text)
    assert [a["asserter"] for a in found["assertions"]] == ["author"]
    assert not {"Evidence", "Information"} & set(labels(found).values())


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("The senator accused the companies Acme Corp. and Bolt Labs of lying.", {"Acme Corp.", "Bolt Labs"}),
        ("Nina, a chatbot from Acme Labs, told a child to lie, regulators allege.", {"Acme Labs"}),
    ],
)
def test_names_behind_their_noun_and_makers_of_products_are_accused(text: str, accused: set[str]) -> None:
    found = record(text)
    assert {labels(found)[i] for a in found["assertions"] for i in a["accused"]} == accused


def test_why_somebody_would_say_it_is_no_saying() -> None:
    assert not record("Most readers will understand why a lab calls that abuse.")["assertions"]
    assert len(record("Nettle Labs calls that abuse.")["assertions"]) == 1
