"""Documents dealt out to worker processes of this machine, each of which loads what it needs once.

A worker has one chunk at a time. Chunks are done in any order and given back in theirs; the one that is due is never
more than a few behind the newest, so that memory stays flat however unequal documents are.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from claimgraph.extract.spread.chunks import chunks
from claimgraph.extract.spread.hands import Hand, Pipe, dismissed, received, sent, started
from claimgraph.extract.spread.protocol import Spread
from claimgraph.extract.spread.task import Task
from claimgraph.model import Document

__all__ = ["processes"]

_AHEAD = 4  # chunks a worker between the one that is due and the newest

T = TypeVar("T")
_Chunk = tuple[Document, ...]


def processes(jobs: int) -> Spread:
    """So many workers at a time; none where there is no more than one chunk, which is done here."""

    def run(documents: Iterable[Document], task: Task[T]) -> Generator[T, None, None]:
        todo = chunks(documents)
        first = list(islice(todo, 2))
        if len(first) < 2:  # noqa: PLR2004 two can be dealt out
            yield from task.run(chain.from_iterable(first))
            return
        with _crew(jobs, task) as crew:
            for results in _dealt(chain(first, todo), crew):
                yield from results

    return run


def _dealt(todo: Iterator[_Chunk], crew: list[Hand]) -> Iterator[tuple[Any, ...]]:
    """The results of each chunk, in the order of the chunks."""
    idle = list(crew)
    busy: dict[Pipe, tuple[Hand, int]] = {}
    done: dict[int, tuple[Any, ...]] = {}
    given = due = 0
    while True:
        while idle and given < due + _AHEAD * len(crew) and (chunk := next(todo, None)) is not None:
            worker = idle.pop()
            sent(worker, chunk)
            busy[worker.pipe] = worker, given
            given += 1
        if due in done:
            yield done.pop(due)
            due += 1
        elif busy:
            for ready in wait(list(busy)):
                worker, number = busy.pop(_pipe(ready))
                done[number] = received(worker)
                idle.append(worker)
        else:
            return


def _pipe(ready: object) -> Pipe:
    assert isinstance(ready, Connection)
    return ready


@contextmanager
def _crew(jobs: int, task: Task[Any]) -> Iterator[list[Hand]]:
    """Workers that are gone afterwards, whatever happens."""
    crew: list[Hand] = []
    try:
        crew.extend(started(task) for _ in range(jobs))
        yield crew
    finally:
        for worker in crew:
            dismissed(worker)
