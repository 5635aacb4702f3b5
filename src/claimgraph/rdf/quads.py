"""Quads in the order in which they are written: by their N-Quads text, each once."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

__all__ = ["Triple", "ordered"]

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate, object: none of ours is blank."""


def ordered(quads: Iterable[Quad]) -> list[Quad]:
    """Sorted, without repetition. By text and not by hash: texts are made once and compare fast."""
    by_text = {str(quad): quad for quad in quads}
    return [by_text[text] for text in sorted(by_text)]
