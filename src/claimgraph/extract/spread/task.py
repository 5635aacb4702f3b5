"""What is done with each document, in words that can be sent to another process."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from itertools import tee
from typing import Any, Generic, TypeVar

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.registry import ACCURACIES, extractor
from claimgraph.model import Document, Extraction

__all__ = ["Answer", "Task", "as_it_is"]

T_co = TypeVar("T_co", covariant=True)
Answer = tuple[Any, ...] | ClaimgraphError
"""Of a chunk of documents: a result each, or why there is none."""


def as_it_is(_document: Document, extraction: Extraction) -> Extraction:
    """The extraction and nothing else."""
    return extraction


@dataclass(frozen=True, slots=True)
class Task(Generic[T_co]):
    """Extract, and make something of it beside the extractor.

    Attributes:
        then: a function at the top of a module, so that its name finds it in another process.
        handle: the extractor, with its version.
        pipeline: an installed spaCy pipeline; None for the default one.
    """

    then: Callable[[Document, Extraction], T_co]
    handle: str = ACCURACIES["fast"]
    pipeline: str | None = None

    def run(self, documents: Iterable[Document]) -> Generator[T_co, None, None]:
        """One result a document, in order. What has to be loaded for it is loaded once a process."""
        kept, read = tee(documents)
        found = extractor(self.handle, self.pipeline).extract(read)
        for document, extraction in zip(kept, found, strict=True):
            yield self.then(document, extraction)
