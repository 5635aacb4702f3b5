"""The seam: what an extractor is, and the rule-based one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import tee
from typing import Protocol, TypeAlias

from claimgraph.model import Document, Extraction

__all__ = ["Extractor", "Factory", "Rules", "rules_v1"]


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


class Rules:
    """Attribution by rules over the dependency parse of a spaCy pipeline."""

    handle = "attribution.rules.v1"

    def __init__(self, pipeline: str | None) -> None:
        self.pipeline = pipeline

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """See `Extractor.extract`."""
        from claimgraph.extract.compose import compose  # noqa: PLC0415 spaCy is only paid for by who extracts
        from claimgraph.extract.parse import DEFAULT_PIPELINE, parse  # noqa: PLC0415 the same

        pipeline = self.pipeline or DEFAULT_PIPELINE
        kept, read = tee(documents)
        for document, doc in zip(kept, parse((d.text for d in read), pipeline), strict=True):
            yield compose(document, doc, pipeline)


def rules_v1(pipeline: str | None) -> Extractor:
    """The factory of `attribution.rules.v1`."""
    return Rules(pipeline)
