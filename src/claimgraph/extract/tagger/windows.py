"""A text cut into windows of word pieces: whole paragraphs as long as they fit, long ones at the ends of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tokenizers import Tokenizer

from claimgraph.model import Span

__all__ = ["LONGEST", "Window", "windows"]

LONGEST = 254  # word pieces a window, without the two special ones

_PARAGRAPH = re.compile(r"[^\n]+(?:\n|\Z)|\n+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*$")


class Window(NamedTuple):
    """Word pieces of a stretch of text: their numbers in the vocabulary, and where each stands in the whole text."""

    ids: tuple[int, ...]
    offsets: tuple[Span, ...]


def windows(text: str, tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of a text, in order; together they hold each of its word pieces once."""
    ids: list[int] = []
    offsets: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        got = tokenizer.encode(paragraph.group(), add_special_tokens=False)
        new = [Span(s + paragraph.start(), e + paragraph.start()) for s, e in got.offsets]
        if len(ids) + len(new) > LONGEST and ids:
            yield Window(tuple(ids), tuple(offsets))
            ids, offsets = [], []
        ids += got.ids
        offsets += new
        while len(ids) > LONGEST:
            cut = _cut(text, offsets)
            yield Window(tuple(ids[:cut]), tuple(offsets[:cut]))
            ids, offsets = ids[cut:], offsets[cut:]
    if ids:
        yield Window(tuple(ids), tuple(offsets))


def _cut(text: str, offsets: list[Span]) -> int:
    """Where to cut a window that is too long: after its last sentence, if one ends in its second half."""
    for n in range(LONGEST, LONGEST // 2, -1):
        if text[offsets[n - 1].end : offsets[n].start].strip() == "" and _SENTENCE_END.search(
            text[max(0, offsets[n - 1].end - 4) : offsets[n - 1].end]
        ):
            return n
    return LONGEST
