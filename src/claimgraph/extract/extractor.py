"""The seam: what an extractor is, and ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING, Protocol, TypeAlias

from claimgraph.model import Document, Extraction

if TYPE_CHECKING:
    from claimgraph.extract.compose import Attribute

__all__ = ["Composed", "Extractor", "Factory", "joined_v1", "rules_v1", "tagger_v1"]


class Extractor(Protocol):
    """Turns documents into extractions. `handle` names it with its version; a run records it."""

    @property
    def handle(self) -> str:
        """Name and version: "attribution.rules.v1"."""
        ...

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """One extraction a document, in order, as the documents come: memory follows the longest, not their number."""
        ...


Factory: TypeAlias = Callable[[str | None], Extractor]


class Composed:
    """Attributions found in one way, over the dependency parse of a spaCy pipeline, and all else that hangs on them.

    Args:
        handle: name and version.
        finder: gives the function that finds attributions; called when the first document comes, so that only who
            extracts pays for what it loads.
        pipeline: an installed spaCy pipeline, or None for the default one.
    """

    def __init__(self, handle: str, finder: Callable[[], Attribute], pipeline: str | None) -> None:
        self.handle = handle
        self.finder = finder
        self.pipeline = pipeline

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """See `Extractor.extract`."""
        from claimgraph.extract.compose import compose  # noqa: PLC0415 spaCy is only paid for by who extracts
        from claimgraph.extract.parse import DEFAULT_PIPELINE, parse  # noqa: PLC0415 the same

        attribute = self.finder()
        pipeline = self.pipeline or DEFAULT_PIPELINE
        kept, read = tee(documents)
        for document, doc in zip(kept, parse(map(_body, read), pipeline), strict=True):
            yield compose(document, doc, pipeline, attribute)


def _body(document: Document) -> str:
    """The text with its front matter blanked: offsets stay, and nobody reads names or instruments out of it."""
    front = document.text[: document.body_start]
    return "".join(c if c == "\n" else " " for c in front) + document.text[document.body_start :]


def rules_v1(pipeline: str | None) -> Extractor:
    """The factory of `attribution.rules.v1`."""

    def finder() -> Attribute:
        from claimgraph.extract.attribution import attributions  # noqa: PLC0415 see `Composed`

        return attributions

    return Composed("attribution.rules.v1", finder, pipeline)


def tagger_v1(pipeline: str | None) -> Extractor:
    """The factory of `attribution.tagger.v1`."""

    def finder() -> Attribute:
        from claimgraph.extract.joining import tagged_alone  # noqa: PLC0415 see `Composed`

        return tagged_alone

    return Composed("attribution.tagger.v1", finder, pipeline)


def joined_v1(pipeline: str | None) -> Extractor:
    """The factory of `attribution.joined.v1`: rules and tagger decide once."""

    def finder() -> Attribute:
        from claimgraph.extract.joining import attributions  # noqa: PLC0415 see `Composed`

        return attributions

    return Composed("attribution.joined.v1", finder, pipeline)
