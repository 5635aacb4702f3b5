"""The attribute ruler that remembers: the same as spaCy's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.parse import DEFAULT_PIPELINE, load, pieces
from claimgraph.extract.ruling import LookedUp, looking_up

CORPUS = Path(__file__).parents[2] / "eval" / "corpus"
SPOKEN = (
    "There's nothing to it, he said: it ain't what they've got to do.\nShe hasn't, but one is gonna pay.",
    "  It was\tfor naught. ",
    "",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_PIPELINE, exclude=["ner"])


def seen(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph), t.norm_) for t in doc]


def ruled_by_both(plain: Language, text: str) -> tuple[Doc, Doc]:
    doc = plain.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        doc = plain.get_pipe(name)(doc)
    other = doc.copy()
    return load().get_pipe("attribute_ruler")(doc), plain.get_pipe("attribute_ruler")(other)


@pytest.mark.parametrize("text", SPOKEN)
def test_it_gives_what_the_plain_ruler_gives_where_patterns_look_at_two_words(plain: Language, text: str) -> None:
    ours, theirs = ruled_by_both(plain, text)
    assert seen(ours) == seen(theirs)


def test_it_gives_what_the_plain_ruler_gives_on_texts_of_the_corpus(plain: Language) -> None:
    for name in (CORPUS / "heldout.txt").read_text(encoding="utf-8").split()[::3]:
        for piece in pieces((CORPUS / "texts" / f"{name}.txt").read_text(encoding="utf-8")):
            ours, theirs = ruled_by_both(plain, piece)
            assert seen(ours) == seen(theirs)


def test_the_default_pipeline_is_read_with_it() -> None:
    assert isinstance(load().get_pipe("attribute_ruler"), LookedUp)


def test_it_forgets_before_it_grows_too_large(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimgraph.extract.ruling._MOST", 1)
    for text in ("A firm denied it.", "Two firms denied it."):
        ours, theirs = ruled_by_both(plain, text)
        assert seen(ours) == seen(theirs)


def test_a_later_pattern_overrules_an_earlier_one_however_many_words_they_look_at() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "no"}]], {"LEMMA": "first"})
    ruler.add([[{"LOWER": "oh"}, {"LOWER": "no"}]], {"LEMMA": "second"}, index=1)
    ruler.add([[{"ORTH": "NO"}]], {"LEMMA": "third"})
    doc = looking_up(nlp)("no oh no oh NO")
    assert [t.lemma_ for t in doc] == ["first", "", "second", "", "third"]


def test_a_ruler_whose_patterns_look_at_anything_else_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "no", "OP": "+"}]], {"LEMMA": "no"})
    assert not isinstance(looking_up(nlp).get_pipe("attribute_ruler"), LookedUp)
    assert looking_up(spacy.blank("en")).pipe_names == []
