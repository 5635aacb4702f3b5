"""Which of several overlapping spans to keep: the longest, the first of equals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from claimgraph.model import Span

__all__ = ["Cover", "longest"]


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Item = TypeVar("Item", bound=_Spanned)


class Cover:
    """Characters of a text that are taken."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._taken = bytearray(length)
        for span in spans:
            self.take(span)

    def take(self, span: Span) -> None:
        """Take the characters of a span."""
        self._taken[span.start : span.end] = b"\x01" * (span.end - span.start)

    def meets(self, span: Span) -> bool:
        """Whether a character of a span is taken."""
        return 1 in self._taken[span.start : span.end]


def longest(items: Iterable[Item], length: int) -> list[Item]:
    """The items that overlap no longer one, in order; `length` is that of the text."""
    cover = Cover(length)
    kept: list[Item] = []
    for item in sorted(items, key=lambda i: (i.span.start - i.span.end, i.span.start)):
        if not cover.meets(item.span):
            cover.take(item.span)
            kept.append(item)
    return sorted(kept, key=lambda i: i.span)
