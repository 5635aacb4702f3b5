"""Whatever the text, an extraction keeps the model's laws, and is the same every time."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract import extract
from claimgraph.model import Document, Extraction
from claimgraph.model.integrity import check
from claimgraph.model.record import from_record, to_record

SPEAKERS = [
    "Acme Corp.",
    "China's embassy",
    "The White House",
    "critics",
    "it",
    "r/Locals",
    "Ana Ruiz, a lawyer",
    "the bill",
]
CUES = [
    "said",
    "accused",
    "denied",
    "according to",
    "alleges that",
    "would require",
    "has evidence that",
    "\u2014",
    ":",
]
CONTENTS = [
    "stole the weights",
    "\u201cWe did nothing wrong\u201d",
    "Acme of scraping photos without consent",
    "there is no public proof",
    "the model may leak data",
    "labs to publish logs",
    "\U0001f600 \u0130stanbul \u1e9e",
    "",
]
ENDS = [". ", "\n", "\n\n", " ", ", ", "?!", "\u2028", "\r\n"]

sentences = st.tuples(*map(st.sampled_from, (SPEAKERS, CUES, CONTENTS, ENDS))).map(
    lambda p: f"{p[0]} {p[1]} {p[2]}{p[3]}"
)
texts = st.one_of(st.lists(sentences, max_size=6).map("".join), st.text(max_size=80))


def document(text: str) -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document("given", digest, digest, text)


def extraction(text: str) -> Extraction:
    return next(extract([document(text)]))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_quotes_are_in_the_text_and_references_point_somewhere(text: str) -> None:
    check(document(text), extraction(text))


@settings(max_examples=25, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_extraction(text: str) -> None:
    assert extraction(text) == extraction(text)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_the_record_gives_the_extraction_back(text: str) -> None:
    found = extraction(text)
    assert from_record(to_record(document(text), found, {})) == found


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, max_size=4))
def test_a_document_reads_the_same_in_company(many: list[str]) -> None:
    assert list(extract(map(document, many))) == [extraction(t) for t in many]


@settings(max_examples=25, deadline=None)
@given(texts, st.integers(0, 40))
def test_nothing_is_read_before_the_body(text: str, start: int) -> None:
    given_ = document(text)
    whole = Document("given", given_.sha256, given_.version, text, body_start=min(start, len(text)))
    found = next(extract([whole]))
    spans = [s for a in found.assertions for s in (*a.source, *a.cue, *a.content)] + [e.span for e in found.evidence]
    assert all(s.start >= whole.body_start for s in spans)
