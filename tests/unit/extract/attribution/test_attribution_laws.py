"""What holds for every attribution, whatever the text."""

import time
from itertools import pairwise

import pytest

from claimgraph.extract.attribution import HANDLE, attributions
from claimgraph.extract.lexicon import cues
from claimgraph.extract.parse import parse

TEXTS = [
    "“We lost,” she said. “We will be back.”\n\nThe lab, says Ruiz, lied; according to two others, it did not.",
    "SMITH: “a\n\n“b” said: “c” — says: says that that that.",
    "\u200bsaid \U0001f600 said that \U0001f600 said “\U0001f600 fails,” the \u202eagency said.",
    "He said he said he said he said he said he said he said he said it fails.",
    "said " * 300,
    "“" * 50 + " he said " + "”" * 50,
    "According to according to according to X, per per the audit it fails.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_spans_lie_in_the_text_in_order_and_hold_words(text: str) -> None:
    (doc,) = parse([text])
    for found in attributions(doc):
        assert found.handle == HANDLE
        assert found.content
        for spans in (found.source, found.cue, found.content):
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert list(spans) == sorted(spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(any(c.isalnum() for c in text[s.start : s.end]) for s in found.content)


@pytest.mark.parametrize("text", TEXTS)
def test_lemmas_are_keys_of_the_lexicon(text: str) -> None:
    (doc,) = parse([text])
    lemmas = {lemma for lemma, _ in cues()}
    assert {a.cue_lemma for a in attributions(doc)} <= lemmas | {"", ":"}


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_text_gives_the_same_attributions(text: str) -> None:
    first, second = parse([text, text])
    assert attributions(first) == attributions(second)


def test_attributions_come_in_document_order() -> None:
    (doc,) = parse(["Ana said it fails. Ben denied the charge. It works, Cleo said."])
    places = [min(s.start for s in (*a.source, *a.content)) for a in attributions(doc)]
    assert places == sorted(places)


@pytest.mark.parametrize("unit", ["he said ", "“a,” he said. ", "she said: “a b”, ", "AB: x said y\n", "“a said "])
def test_the_work_grows_with_the_text_and_not_faster(unit: str) -> None:
    def seconds(times: int) -> float:
        (doc,) = parse([unit * times])
        began = time.process_time()
        attributions(doc)
        return time.process_time() - began

    assert seconds(4000) < 20 * max(seconds(500), 0.05)  # 8 times the text; quadratic work would be 64 times
