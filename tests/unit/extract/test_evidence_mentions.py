"""What the constructions of evidence read: which phrase, and whether it can be inspected."""

from __future__ import annotations

import pytest

from claimgraph.extract.evidence import Mentioned, considered
from claimgraph.extract.parse import parse
from claimgraph.model import Disclosure, EvidenceType


def read(text: str) -> list[Mentioned]:
    """The mentions that a construction vouches for."""
    return [i for i in considered(next(iter(parse([text])))) if i.construction and i.use != "weak"]


@pytest.mark.parametrize(
    ("text", "quote", "disclosure"),
    [
        ("The company published server logs showing that Acme copied its weights.", "server logs", "public"),
        ("In an affidavit, the engineer stated that the model was biased.", "an affidavit", "public"),
        ("The firm did not publish the logs.", "the logs", "undisclosed"),
        ("The claim rests on a 2014 audit.", "a 2014 audit", "public"),
        ("There is no public audit.", "no public audit", "absent"),
        ("The lawsuit, filed in Ohio, includes internal emails.", "internal emails", "public"),
        ("According to documents reviewed by the newspaper, the firm hid the results.", "documents", "undisclosed"),
        ("The agency has information indicating that labs run the campaign.", "information", "undisclosed"),
        ("There is substantial evidence that the firm copied the model.", "substantial evidence", "undisclosed"),
        ("Researchers found no evidence of tampering.", "no evidence of tampering", "absent"),
        ("Officials did not provide evidence for the claim.", "evidence for the claim", "absent"),
        ("Without providing evidence, he accused the firm of theft.", "evidence", "absent"),
        ("Those are claims, not public proof.", "public proof", "absent"),
        ("The public evidence remains incomplete.", "The public evidence", "absent"),
        ("The ministry has not released any data.", "any data", "absent"),
    ],
)
def test_disclosure_is_read_from_the_construction(text: str, quote: str, disclosure: str) -> None:
    (item,) = read(text)
    assert text[item.span.start : item.span.end] == quote
    assert item.disclosure is Disclosure(disclosure)


def test_what_is_no_proof_of_something_else_is_not_evidence_that_lacks() -> None:
    assert read("That reaction is not proof of what they will do.") == []


def test_a_medium_of_speech_is_not_evidence() -> None:
    assert read("In a letter, the group said the model was biased.") == []


def test_a_document_that_was_looked_at_is_first_hand_and_its_viewer_offers_it() -> None:
    (item,) = read("According to documents reviewed by Brightwire, the firm hid the results.")
    assert item.first_hand
    assert [t.text for t in item.offerer] == ["Brightwire"]


def test_types_come_from_the_lexicon() -> None:
    (item,) = read("The group published screenshots that show the bot insulting users.")
    assert item.type is EvidenceType.TECHNICAL


def test_evidence_points_at_the_clause_that_it_is_evidence_of() -> None:
    (item,) = read("There is no public evidence that the model was stolen.")
    assert item.content is not None
    assert item.content.text == "stolen"


def test_a_text_without_evidence_nouns_has_none() -> None:
    assert read("The company said the weather was fine.") == []
