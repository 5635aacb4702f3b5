"""All documents in this process, one after another."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

from claimgraph.extract.spread.task import Task
from claimgraph.model import Document

__all__ = ["serial"]

T = TypeVar("T")


def serial(documents: Iterable[Document], task: Task[T]) -> Generator[T, None, None]:
    """See `Spread`."""
    return task.run(documents)
