"""Documents dealt out to the workers of a Dask cluster, which are on other machines.

Chunks are done in any order and given back in theirs; so many are on their way that no worker waits. A worker that is
lost costs nothing but time: the scheduler gives its chunks to others. What a worker does with a chunk is in `beside`.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from claimgraph.errors import ClaimgraphError, MissingModel, UnreadableDocument, WorkerLost
from claimgraph.extract.spread.beside import dismiss, done, software
from claimgraph.extract.spread.chunks import chunks
from claimgraph.extract.spread.protocol import Spread
from claimgraph.extract.spread.task import Task
from claimgraph.model import Document

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["cluster"]

_AHEAD = 3  # chunks a thread of a worker between the one that is due and the newest
_PATIENCE = 10  # seconds for a scheduler to answer, and for a first worker to be there

T = TypeVar("T")


def cluster(address: str) -> Spread:
    """The workers of the scheduler at an address, such as `127.0.0.1:8786`.

    It has to be one that is trusted, as its workers have to trust who sends them work: Dask pickles.
    """

    def run(documents: Iterable[Document], task: Task[T]) -> Generator[T | UnreadableDocument, None, None]:
        todo = chunks(documents)
        first = next(todo, None)
        if first is None:
            return
        with _connected(address) as client:
            yield from _dealt(first, todo, task, client)

    return run


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of a cluster that has workers, and all that goes wrong with it in one line."""
    try:
        from distributed import CancelledError, Client, KilledWorker  # noqa: PLC0415 an extra
    except ImportError as error:
        mend = "a cluster needs it; pip install 'claimgraph[cluster]'"
        raise MissingModel(str(error.name), mend) from error
    with _quiet():
        try:
            with Client(address, timeout=_PATIENCE, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=_PATIENCE)
                yield client
                with suppress(OSError, TimeoutError):
                    client.run(dismiss)
        except TimeoutError:
            raise WorkerLost(address, f"has no worker; start one with `dask worker {address}`") from None
        except KilledWorker:
            mend = "lost one worker after the other; what was finished is kept: see to them, and run it again"
            raise WorkerLost(address, mend) from None
        except (OSError, ValueError, ImportError, RuntimeError, CancelledError) as error:
            said = " ".join(str(error.__cause__ or error).split())
            mend = f"is no scheduler that can be worked with: {said}; what was finished is kept"
            raise WorkerLost(address, mend) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells its log of every connection that ends; we tell what it comes to."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client", "tornado.application")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _dealt(
    first: tuple[Document, ...], todo: Iterator[tuple[Document, ...]], task: Task[Any], client: Client
) -> Iterator[Any]:
    """The results in the order of the documents."""
    needed = software()
    under_way = deque([client.submit(done, first, task, needed, pure=False)])
    while under_way:
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        while len(under_way) < most and (chunk := next(todo, None)) is not None:
            under_way.append(client.submit(done, chunk, task, needed, pure=False))
        yield from _results(under_way.popleft(), client)


def _results(future: Future, client: Client) -> tuple[Any, ...]:
    """What became of a chunk, however long it takes, as long as there are workers.

    Raises:
        TimeoutError: there are none any more.
    """
    while True:
        try:
            answer = future.result(timeout=_PATIENCE)
        except TimeoutError:
            if not client.nthreads():
                raise
            continue
        if isinstance(answer, ClaimgraphError):
            raise answer
        results: tuple[Any, ...] = answer
        return results
