"""The characters of a text that a reader makes: one form for all formats, since offsets count in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["LONGEST_LINE", "join", "line", "tidy"]

LONGEST_LINE = 1_000  # characters

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, lone surrogates and what no XML may hold; soft hyphens and zero-width marks split words for a parser.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """Without invisible characters; single spaces; line feeds only, no more than two together; stripped."""
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    return _BLANK_LINES.sub("\n\n", _AROUND_LINE_END.sub("\n", _BLANK.sub(" ", text))).strip()


def line(text: str | None) -> str | None:
    """A tidied text on one line, for metadata; None when nothing is left, or far more than a name or title."""
    words = " ".join(tidy((text or "")[: LONGEST_LINE + 1]).split())
    return words if 0 < len(words) <= LONGEST_LINE else None


def join(paragraphs: Iterable[str]) -> str:
    """Tidied paragraphs with a blank line between, the empty ones left out."""
    return "\n\n".join(filter(None, map(tidy, paragraphs)))
