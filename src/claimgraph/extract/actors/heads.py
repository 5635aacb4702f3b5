"""From characters to tokens: which tokens a span covers, and which of them the others hang on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from spacy.tokens import Doc, Token

from claimgraph.extract.syntax import text_of
from claimgraph.model import Span

__all__ = ["bounds", "head_of", "head_within", "text_of"]


@lru_cache(maxsize=1)
def _starts(doc: Doc) -> list[int]:
    """Where tokens begin. spaCy's own look-ups walk the whole document for every span."""
    return [t.idx for t in doc]


def bounds(doc: Doc, span: Span) -> tuple[int, int]:
    """The tokens [first, last) that a span touches."""
    starts = _starts(doc)
    return max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)


def head_of(doc: Doc, span: Span) -> Token:
    """The token of a span that hangs on none of the others; the span touches a token."""
    return head_within(doc, *bounds(doc, span))


def head_within(doc: Doc, first: int, last: int) -> Token:
    """The first of the tokens [first, last) whose governor is outside and that is no punctuation."""
    inside = range(first, max(last, first + 1))
    tops = [doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i]
    return next((t for t in tops if not t.is_punct and not t.is_space), tops[0])
