"""Evidence as it is found, judged and linked, over texts with one claim and one item."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import MissingModel
from claimgraph.extract import extract
from claimgraph.extract.evidence import Mentioned, considered
from claimgraph.extract.offering.learning import Example, Pair, learn
from claimgraph.extract.offering.model import load, save, shipped
from claimgraph.extract.parse import parse
from claimgraph.model import Disclosure, Document, Extraction, Kind


def read(text: str) -> Extraction:
    (found,) = extract([Document("a.txt", "0" * 64, "0" * 64, text)])
    return found


def verbs(text: str) -> list[Mentioned]:
    return [i for i in considered(next(iter(parse([text])))) if i.construction == "missing"]


@pytest.mark.parametrize(
    ("text", "disclosure"),
    [
        ("We could not verify this.", Disclosure.ABSENT),
        ("The firm offered nothing to back that up.", Disclosure.ABSENT),
        ("There is no way to check the story.", Disclosure.ABSENT),
        ("The institute has not said how it arrived at the number.", Disclosure.UNDISCLOSED),
        ("The company did not name the vendor.", Disclosure.UNDISCLOSED),
        ("The ministry has not published them.", Disclosure.UNDISCLOSED),
    ],
)
def test_a_verb_can_say_that_evidence_is_wanting(text: str, disclosure: Disclosure) -> None:
    (item,) = verbs(text)
    assert item.disclosure is disclosure


@pytest.mark.parametrize(
    "text", ["We verified this.", "The company named the vendor.", "She did not say that it was false."]
)
def test_a_verb_that_wants_no_evidence_is_no_mention(text: str) -> None:
    assert verbs(text) == []


def test_hyphenated_mail_is_one_phrase() -> None:
    text = "The regulator cited two internal e-mails."
    (item,) = considered(next(iter(parse([text]))))
    assert text[slice(*item.span)] == "two internal e-mails"


def test_evidence_bears_on_the_allegation_that_it_was_offered_for() -> None:
    found = read("Openbrook accused Rivalix of scraping private messages. The company published server logs.")
    (item,) = found.evidence
    (alleged,) = [a for a in found.assertions if found.kind(a) is Kind.ALLEGATION]
    assert item.supports == (alleged.id,)
    assert item.disclosure is Disclosure.PUBLIC


def test_a_text_without_claims_has_no_evidence_of_them() -> None:
    assert read("The list of guests was long, and the book was on the table.").evidence == ()


def test_a_judge_learns_what_its_examples_show_and_reads_back_the_same(tmp_path: Path) -> None:
    yes, no = frozenset({"log", "shown"}), frozenset({"table", "bare"})
    examples = [Example(yes, Disclosure.PUBLIC), Example(no, None)] * 20
    pairs = [Pair(frozenset({"near"}), bears=True), Pair(frozenset({"far"}), bears=False)] * 20
    judge = learn(examples, pairs)
    save(judge, tmp_path)
    again = load(tmp_path)
    for told in (judge, again):
        assert told.evidence.chances(yes)["yes"] > 0.5 > told.evidence.chances(no)["yes"]
        assert told.bearing.chances({"near"})["yes"] > 0.5 > told.bearing.chances({"far"})["yes"]


def test_the_same_judge_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(shipped(), tmp_path / name)
    assert (tmp_path / "a" / "weights.npz").read_bytes() == (tmp_path / "b" / "weights.npz").read_bytes()


def test_a_judge_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"evidence\.v1"):
        load(tmp_path)


def test_what_is_offered_is_in_document_order() -> None:
    found = read(
        "Acme accused Rivalix of theft. Acme did not publish the logs. A study by Openbrook found no evidence of theft."
    )
    assert [e.span.start for e in found.evidence] == sorted(e.span.start for e in found.evidence)
