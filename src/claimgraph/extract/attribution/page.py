"""A parsed document with its quotations laid over its tokens, and the drafts that the constructions fill in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.attribution.marks import CLOSING, DASHES, OPENING, SINGLE_LEFT, SINGLE_RIGHT
from claimgraph.extract.syntax import text_of

__all__ = ["Draft", "Page", "Quotation", "Tokens", "page_of"]

Tokens = frozenset[int]

_MARK = re.compile(rf"[“”„«»\"]|''|``|{SINGLE_LEFT}(?=\w)|(?<=[\w.,?!…]){SINGLE_RIGHT}(?!\w)|\n\s*\n")
_BEFORE_OPENING = frozenset({*"([{/", "", *DASHES})
_LONGEST_TITLE = 6  # words
_SPEECH = frozenset(
    {"said", "says", "say", "saying", "that", "asked", "shouted", "yelled", "chanted", "replied", "added"}
)
_ENDS_UTTERANCE = DASHES | {".", ",", "?", "!", "…"}


class Quotation(NamedTuple):
    """An outermost quotation. Token numbers [first, end) include its marks; `closed` is false without an end mark.

    `utterance` tells something said from a word in quotation marks: it ends like a sentence, or a comma or colon
    leads to it.
    """

    first: int
    end: int
    closed: bool
    utterance: bool


class Page(NamedTuple):
    """A Doc, its quotations in order, and for each token the number of the quotation that holds it, or -1."""

    doc: Doc
    quotations: tuple[Quotation, ...]
    held_by: tuple[int, ...]

    def quotation(self, token: int) -> Quotation | None:
        """The quotation that holds a token."""
        number = self.held_by[token] if 0 <= token < len(self.held_by) else -1
        return None if number < 0 else self.quotations[number]


class Draft(NamedTuple):
    """An attribution as token numbers, before it becomes spans of characters."""

    source: Tokens
    cue: Tokens
    content: Tokens
    construction: str
    lemma: str


@lru_cache(maxsize=1)  # asked for each source
def page_of(doc: Doc) -> Page:
    """Find the quotations of a document."""
    starts = [token.idx for token in doc]
    text = text_of(doc)
    found = [_quotation(doc, starts, text, bounds) for bounds in _bounds(text)]
    quotations = tuple(q for q in found if q is not None)
    held = [-1] * len(doc)
    for number, quotation in enumerate(quotations):
        held[quotation.first : quotation.end] = [number] * (quotation.end - quotation.first)
    return Page(doc, quotations, tuple(held))


def _bounds(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and closedness of each outermost quotation, in characters, marks included.

    A straight mark opens after white space, closes after anything else. Outer marks win: single ones inside
    double ones are not looked at. A quotation that nobody closes ends with its line, as where every paragraph of a
    long quotation opens with a mark and only the last closes.
    """
    opened: tuple[int, str, int] | None = None  # where, by which mark, and the end of that line
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            if opened is not None and opened[1] != SINGLE_LEFT:
                yield opened[0], at, False
            opened = None
        elif _opens(text, at, match.end(), mark):
            if opened is not None and mark == opened[1] != SINGLE_LEFT and opened[2] < at:
                yield opened[0], opened[2], False
                opened = None
            if opened is None:
                end = text.find("\n", at)
                opened = at, mark, len(text) if end < 0 else end
        elif opened is not None and _matches(opened[1], mark):
            yield opened[0], match.end(), True
            opened = None
    if opened is not None and opened[1] != SINGLE_LEFT:
        yield opened[0], opened[2], False


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    """Does a mark open a quotation? A straight one tells by its neighbours."""
    if mark in OPENING or mark in CLOSING:
        return mark in OPENING
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (before.isspace() or before in _BEFORE_OPENING) and bool(after.strip())


def _matches(opening: str, closing: str) -> bool:
    """May the two marks enclose a quotation?"""
    if opening == SINGLE_LEFT:
        return closing == SINGLE_RIGHT
    if opening in {"''", "``"}:
        return closing in {"''", '"'}
    return closing not in {SINGLE_RIGHT, "''"}


def _quotation(doc: Doc, starts: list[int], text: str, bounds: tuple[int, int, bool]) -> Quotation | None:
    start, end, closed = bounds
    first = bisect_right(starts, start) - 1
    last = bisect_left(starts, end)
    if last - first <= 1 + closed:
        return None
    inner = text[start:end].rstrip(f"\"”{SINGLE_RIGHT}'» \n")
    lead = _text_before(doc, first)
    said = lead in {",", ":"} or not closed or (inner[-1:] in _ENDS_UTTERANCE and not _title(doc, first, last, lead))
    return Quotation(first, last, closed, said)


def _title(doc: Doc, first: int, last: int, lead: str) -> bool:
    """Is it a programme's or a book's name in the run of a sentence: 'on ABC's "This Week."'?"""
    words = [t for t in doc[first:last] if t.is_alpha]
    named = all(t.text[0].isupper() or t.is_stop for t in words)
    return named and len(words) <= _LONGEST_TITLE and bool(lead) and (lead[-1].isalpha() and lead not in _SPEECH)


def _text_before(doc: Doc, first: int) -> str:
    token: Token
    for number in range(first - 1, max(-1, first - 3), -1):
        token = doc[number]
        if not token.is_space:
            return str(token.text)
    return ""
