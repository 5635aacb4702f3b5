"""Documents in chunks: large enough that sending one costs nothing beside the work, small enough to lose one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimgraph.model import Document

__all__ = ["chunks"]

_CHARACTERS = 50_000  # a chunk; about a second's work
_DOCUMENTS = 64  # a chunk


def chunks(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    """The documents in order; a chunk is above its size only where one document alone is."""
    held: list[Document] = []
    size = 0
    for document in documents:
        if held and (size + len(document.text) > _CHARACTERS or len(held) == _DOCUMENTS):
            yield tuple(held)
            held, size = [], 0
        held.append(document)
        size += len(document.text)
    if held:
        yield tuple(held)
