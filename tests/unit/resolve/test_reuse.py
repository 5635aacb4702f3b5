"""Who took it from whom: only dated documents, only rare words, only the passage that was copied."""

import json
import subprocess
import sys
from itertools import permutations

import pytest

from claimgraph.assess import assess
from claimgraph.model import (
    Assertion,
    Basis,
    Claim,
    ClaimKind,
    Derivation,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Metadata,
    Span,
    Stance,
)
from claimgraph.resolve.reuse import reused
from claimgraph.resolve.telling import Telling, telling_from_json, telling_of

WIRE = (
    "Auditors at Zenith University examined server logs from March and found that Acme Labs trained its chatbot on "
    "stolen customer records."
)
REWORDED = (
    "Examining server logs from March, auditors at Zenith University found that Acme Labs trained its chatbot on "
    "stolen customer records."
)
OTHER = "A former engineer handed the court 400 pages of messages which show that managers knew of the stolen records."
LOGS, CLAIM = "server logs from March", "Acme Labs trained its chatbot on stolen customer records"


def written(
    name: str, text: str, date: str | None, claim: str = CLAIM, item: str = LOGS
) -> tuple[Document, Extraction]:
    """A document with one assertion (a-NAME) and one evidence item (e-NAME), which its publisher saw."""
    document = Document(name, name, name, text, Metadata(date=date))

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    extraction = Extraction(
        name,
        claims=(Claim("claim/c", claim, ClaimKind.ASSESSMENT),),
        assertions=(Assertion(f"a-{name}", "claim/c", "actor/ministry", (at(claim),), Stance.ASSERTS),),
        publisher=f"actor/{name}",
        evidence=(
            Evidence(f"e-{name}", at(item), EvidenceType.DATA, Disclosure.PUBLIC, (f"a-{name}",), first_hand=True),
        ),
    )
    return document, extraction


def told(name: str, text: str, date: str | None, claim: str = CLAIM, item: str = LOGS) -> Telling:
    return telling_of(*written(name, text, date, claim, item))


def pairs(*tellings: Telling) -> list[tuple[str, str]]:
    return [(r.derivation.derived, r.derivation.source) for r in reused(tellings)]


def test_a_reworded_copy_takes_from_the_earlier_like_from_like() -> None:
    found = reused([told("late", REWORDED, "2026-01-12"), told("early", WIRE, "2026-01-10")])
    assert [f.derivation for f in found] == [
        Derivation("a-late", "a-early", Basis.INFERRED),
        Derivation("e-late", "e-early", Basis.INFERRED),
    ]
    assert all(0 < f.score < 1 and f.shared >= 3 for f in found)


def test_of_three_documents_the_reworded_copy_adds_no_origin() -> None:
    third = (OTHER, "2026-01-13", "managers knew of the stolen records", "400 pages of messages")
    corpus = [
        written("first", WIRE, "2026-01-10"),
        written("copy", REWORDED, "2026-01-12"),
        written("third", *third),
    ]
    inferred = [r.derivation for r in reused(telling_of(*pair) for pair in corpus)]
    (apart,) = assess(corpus)
    (found,) = assess(corpus, derivations=inferred)
    (without,) = assess([corpus[0], corpus[2]])
    assert (apart.at_least, found.at_least, without.at_least) == (3, 2, 2)


@pytest.mark.parametrize("date", [None, "2026-01-10", "last week"])
def test_without_an_order_of_dates_there_is_no_direction(date: str | None) -> None:
    assert pairs(told("one", WIRE, "2026-01-10"), told("other", REWORDED, date)) == []


def test_what_is_told_in_other_words_is_not_taken() -> None:
    other = told("late", OTHER, "2026-01-12", "managers knew of the stolen records", "400 pages of messages")
    assert pairs(told("early", WIRE, "2026-01-10"), other) == []


def test_two_reporters_who_quote_one_speech_have_not_copied() -> None:
    speech = f'"{WIRE}"'
    one = told("one", f"On Monday the dean told a packed hall in the old town about it: {speech}", "2026-01-10")
    two = told("two", f"{speech} So said Zenith's dean, when our reporter caught her by phone this week.", "2026-01-12")
    assert pairs(one, two) == []


def test_only_the_paragraph_that_was_copied_derives() -> None:
    own = "We spoke to four people who worked on the chatbot, and each of them recalled the order to delete the drives."
    text = f"{own}\n\n{WIRE}"
    late = told("late", text, "2026-01-12", CLAIM, "four people who worked on the chatbot")
    early = told("early", WIRE, "2026-01-10")
    assert pairs(early, late) == [("a-late", "a-early")]


def test_a_chain_of_copies_takes_from_what_is_most_alike_and_then_from_the_earliest() -> None:
    first, second = told("1", WIRE, "2026-01-10"), told("2", REWORDED, "2026-01-11")
    third, fourth = told("3", REWORDED, "2026-01-12"), told("4", WIRE, "2026-01-12")
    found = dict(pairs(first, second, third, fourth))
    assert (found["a-2"], found["a-3"], found["a-4"]) == ("a-1", "a-2", "a-1")


def test_a_stock_phrase_is_not_taken_from_anybody() -> None:
    """Most of each line is the same, and what is told in it is not."""
    stock = "according to a complaint filed in the federal court of the northern district on Friday afternoon"
    heads = (
        "Acme Labs scraped private chats",
        "Beta Motors hid crash reports",
        "Gamma Bank denied loans by postcode",
        "Delta Health sold patient scans",
    )
    tails = ("which lawyers wrote", "that was unsealed", "seen by reporters", "as clerks confirmed")
    corpus = []
    for n, (head, tail) in enumerate(zip(heads, tails, strict=True)):
        text = f"{head} {stock} {tail}."
        corpus.append(told(f"{n}", text, f"2026-01-1{n}", head, "complaint"))
        corpus.append(told(f"{n}-copy", text, f"2026-02-1{n}", head, "complaint"))
    assert set(pairs(*corpus)) == {(f"{s}-{n}-copy", f"{s}-{n}") for s in "ae" for n in range(4)}


def test_neither_the_order_of_documents_nor_a_way_through_json_matters() -> None:
    corpus = [told("1", WIRE, "2026-01-10"), told("2", REWORDED, "2026-01-11"), told("3", WIRE, "2026-01-12")]
    wanted = reused(corpus)
    assert wanted
    for order in permutations(corpus):
        assert reused(telling_from_json(json.loads(json.dumps(t))) for t in order) == wanted


def test_the_bands_do_not_depend_on_the_process() -> None:
    code = (
        "from claimgraph.model import *\nfrom claimgraph.resolve.telling import telling_of\n"
        f"t = {WIRE!r}\nd = Document('x', 'x', 'x', t, Metadata(date='2026-01-10'))\n"
        "print(telling_of(d, Extraction('x', assertions=(Assertion('a', 'c', None, (Span(0, 9),), Stance.ASSERTS),))))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_hostile_texts_are_told_too() -> None:
    text = '"' * 5000 + "\ud800 “" + "a. A" * 3000
    document = Document("x", "x", "x", text, Metadata(date="2026-01-10"))
    assertion = Assertion("a", "claim/c", None, (Span(0, 1), Span(len(text) - 1, len(text))), Stance.ASSERTS)
    telling = telling_of(document, Extraction("x", assertions=(assertion,)))
    assert reused([telling, telling._replace(document="y", date="2026-01-11")]) == ()


def test_nothing_is_reused_where_nothing_is_told() -> None:
    assert reused([]) == ()
    assert reused([telling_of(Document("x", "x", "x", WIRE), Extraction("x"))]) == ()
