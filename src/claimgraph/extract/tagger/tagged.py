"""The tagger's readings of a parsed document as attributions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from claimgraph.extract.attribution.cue import readings
from claimgraph.extract.found import Attribution, Sort
from claimgraph.extract.syntax import text_of
from claimgraph.extract.tagger.running import Page, Tagger, ask, load, read
from claimgraph.extract.tagger.spans import spans_of
from claimgraph.model import Span
from claimgraph.resources import weights

__all__ = ["HANDLE", "Tagged", "tag", "trained"]

HANDLE = "attribution.tagger.v1"
_LISTEN = 0.05  # below this an anchor is not even looked at


class Tagged(NamedTuple):
    """What the tagger makes of a document.

    Attributes:
        attributions: each with the chance of its anchor, in the order of the text.
        alone: whether the tagger is made to stand alone, without the rules.
        sort_of: what it takes an attribution for that was found elsewhere; None where it cannot see it.
    """

    attributions: tuple[tuple[Attribution, float], ...]
    alone: bool
    sort_of: Callable[[Attribution], Sort | None]


@cache
def trained() -> Tagger:
    """The model in the folder that the environment names, or the one that comes with the package.

    Raises:
        MissingModel: there is none.
    """
    named = os.environ.get("CLAIMGRAPH_TAGGER")
    return load(Path(named) if named else weights() / HANDLE)


def tag(doc: Doc) -> Tagged:
    """What the trained model makes of a document; raises as `trained` does."""
    tagger, text = trained(), text_of(doc)
    pages = read(tagger, text)
    return Tagged(
        tuple(pair for page in pages for pair in _attributions(doc, tagger, page)),
        tagger.alone,
        lambda attribution: _sort_of(text, tagger, pages, attribution),
    )


def _attributions(doc: Doc, tagger: Tagger, page: Page) -> Iterator[tuple[Attribution, float]]:
    text = text_of(doc)
    for at in np.flatnonzero(page.anchors >= _LISTEN).tolist():
        reading = ask(tagger, page, at)
        spans = spans_of(text, page.window, reading)
        if spans is not None:
            yield (
                Attribution(
                    source=spans.source,
                    cue=spans.cue,
                    content=spans.content,
                    construction="tagged" if spans.cue or spans.source else "continued quotation",
                    cue_lemma=_lemma(doc, spans.cue),
                    handle=HANDLE,
                    sort=Sort(reading.kinds, reading.stances, spans.accused),
                ),
                float(page.anchors[at]),
            )


def _sort_of(text: str, tagger: Tagger, pages: Sequence[Page], attribution: Attribution) -> Sort | None:
    lead = (attribution.cue or attribution.content)[0]
    for page in pages:
        starts, ends = np.array(page.window.offsets).T
        touched = np.flatnonzero((starts < lead.end) & (lead.start < ends))
        if touched.size:
            content = np.any([(starts < s.end) & (s.start < ends) for s in attribution.content], axis=0)
            reading = ask(tagger, page, int(touched[0]), content)
            spans = spans_of(text, page.window, reading)
            return Sort(reading.kinds, reading.stances, spans.accused if spans else ())
    return None


def _lemma(doc: Doc, cue: tuple[Span, ...]) -> str:
    """The lexicon's key for a cue: of its words the first that the lexicon knows; else the head's lemma."""
    tokens = [t for span in cue for t in _tokens(doc, span)]
    for token in tokens:
        for reading in readings(token):
            return reading.cue.lemma
    words = " ".join(t.lower_ for t in tokens)
    return words if words == "according to" or not tokens else tokens[0].lemma_.lower()


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []
