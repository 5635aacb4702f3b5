"""Documents dealt out to worker processes of this machine, each of which loads what it needs once.

A worker has one chunk at a time. Chunks are done in any order and given back in theirs; the one that is due is never
more than a few behind the newest, so that memory stays flat however unequal documents are.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from socket import socketpair
from typing import Any, NamedTuple, TypeAlias, TypeVar

from claimgraph.errors import ClaimgraphError, WorkerLost
from claimgraph.extract.spread.chunks import chunks
from claimgraph.extract.spread.protocol import Spread
from claimgraph.extract.spread.task import Task
from claimgraph.extract.spread.worker import Answer
from claimgraph.model import Document

__all__ = ["processes"]

_AHEAD = 4  # chunks a worker between the one that is due and the newest

T = TypeVar("T")
_Chunk = tuple[Document, ...]
_Pipe: TypeAlias = "Connection[Any, Any]"


class _Worker(NamedTuple):
    process: subprocess.Popen[bytes]
    pipe: _Pipe


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


def _dealt(todo: Iterator[_Chunk], crew: list[_Worker]) -> Iterator[tuple[Any, ...]]:
    """The results of each chunk, in the order of the chunks."""
    idle = list(crew)
    busy: dict[_Pipe, tuple[_Worker, int]] = {}
    done: dict[int, tuple[Any, ...]] = {}
    sent = due = 0
    while True:
        while idle and sent < due + _AHEAD * len(crew) and (chunk := next(todo, None)) is not None:
            worker = idle.pop()
            _send(worker, chunk)
            busy[worker.pipe] = worker, sent
            sent += 1
        if due in done:
            yield done.pop(due)
            due += 1
        elif busy:
            for ready in wait(list(busy)):
                worker, number = busy.pop(_pipe(ready))
                done[number] = _received(worker)
                idle.append(worker)
        else:
            return


def _pipe(ready: object) -> _Pipe:
    assert isinstance(ready, Connection)
    return ready


def _send(worker: _Worker, what: object) -> None:
    try:
        worker.pipe.send(what)
    except ConnectionError:
        raise _lost(worker) from None


def _received(worker: _Worker) -> tuple[Any, ...]:
    try:
        answer: Answer = worker.pipe.recv()
    except (EOFError, ConnectionError):
        raise _lost(worker) from None
    if isinstance(answer, ClaimgraphError):
        raise answer
    return answer


def _lost(worker: _Worker) -> WorkerLost:
    code = worker.process.wait()
    how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
    mend = f"{how}; what was finished is kept: run it again, with a smaller --jobs if memory was short"
    return WorkerLost("a worker process", mend)


@contextmanager
def _crew(jobs: int, task: Task[Any]) -> Iterator[list[_Worker]]:
    """Workers that are gone afterwards, whatever happens."""
    crew: list[_Worker] = []
    try:
        for _ in range(jobs):
            crew.append(_started())
            _send(crew[-1], task)
        yield crew
    finally:
        for worker in crew:
            worker.pipe.close()
            worker.process.kill()
            worker.process.wait()


def _started() -> _Worker:
    """A worker in a session of its own, so that Ctrl-C reaches who started it and nobody else."""
    ours, theirs = socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 our own module in our own interpreter
            # -P: a file of the working directory must not take a module's place.
            [sys.executable, "-P", "-m", "claimgraph.extract.spread.worker", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    return _Worker(process, Connection(ours.detach()))
