"""What may be shown of a text from outside: no character that moves a cursor, forges a line or turns its direction."""

from __future__ import annotations

import unicodedata

from pyoxigraph import Literal, NamedNode

from claimgraph.store import Term

__all__ = ["clean", "plain", "width"]

_JOINERS = "\u200c\u200d"  # scripts and emoji need them


def plain(term: Term | None) -> str:
    """A term without RDF's marks: an IRI as it is, a literal's text, a blank node with its `_:`."""
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def clean(text: str) -> str:
    """The text in one line that a terminal or page shows as it is.

    White space becomes a space. Controls (ANSI escapes begin with one), marks of writing direction, private and
    unassigned characters become U+FFFD, so that one sees that something was there.
    """
    return "".join(" " if c.isspace() else c if c.isprintable() or c in _JOINERS else "\ufffd" for c in text)


def width(text: str) -> int:
    """How many columns of a terminal a clean text takes: two for East Asian wide characters, none for marks."""
    return sum(_cell(c) for c in text)


def _cell(character: str) -> int:
    if character.isascii():
        return 1
    if character in _JOINERS or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
