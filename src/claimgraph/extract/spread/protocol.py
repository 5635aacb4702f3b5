"""The seam: what a way of dealing documents out promises."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Protocol, TypeVar

from claimgraph.errors import UnreadableDocument
from claimgraph.extract.spread.task import Task
from claimgraph.model import Document

__all__ = ["Spread"]

T = TypeVar("T")


class Spread(Protocol):
    """Does a task on documents."""

    def __call__(self, documents: Iterable[Document], task: Task[T]) -> Generator[T | UnreadableDocument, None, None]:
        """One result a document, in order, as the documents come; an error in its place for one that ends workers.

        However many documents there are, a bounded number is held at a time. Workers live as long as the iterator:
        close it, or run it to its end.

        Raises:
            WorkerLost: a worker ended before its work did, and there is no other to do it.
            MissingModel, UnknownExtractor: as `extract.extract`.
        """
        ...
