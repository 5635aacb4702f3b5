"""A document: one version of one source text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Document", "Metadata", "Span"]


class Span(NamedTuple):
    """Characters [start, end) of a document's text, counted in Unicode code points from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is declared about a document, by itself (front matter, HTML head) or beside it (sidecar).

    `date` is YYYY-MM-DD. `derived_from` holds the URLs of the works that this one says it takes its content
    from; `alternate_of` those of which it is a mirror, translation or revision. `wire` is a credited agency.
    """

    title: str | None = None
    publisher: str | None = None
    creators: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None
    licence: str | None = None
    kind: str | None = None
    wire: str | None = None
    derived_from: tuple[str, ...] = ()
    alternate_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known of it.

    Attributes:
        origin: the path or IRI as the user gave it. Never enters a graph.
        sha256: digest of the source's bytes, hexadecimal.
        version: identity of this version: `sha256`, or a digest over it and the sidecar where there is one, so
            that one wire text printed by two outlets stays two documents.
        text: what offsets count in.
        metadata: what is declared.
        page_starts: offset of each page's first character, for paged formats; else empty.
        body_start: offset where the body begins: past the front matter, which stays in the text so that offsets count
            in the file itself, and which nobody says. Extraction reads from here.
    """

    origin: str
    sha256: str
    version: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    page_starts: tuple[int, ...] = ()
    body_start: int = 0

    def quote(self, span: Span) -> str:
        """The characters at a span."""
        return self.text[span.start : span.end]

    def page(self, offset: int) -> int | None:
        """The page, counted from 1, that holds an offset; None in a text without pages."""
        if not self.page_starts:
            return None
        return sum(start <= offset for start in self.page_starts)
