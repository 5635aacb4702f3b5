"""A worker process: reads a task and then chunks of documents from a socket, and writes results to it.

    python -P -m claimgraph.extract.spread.worker FD

It ends when the socket does, so it never outlives who started it by more than a chunk. It is started as a program of
its own and not by `multiprocessing`, which would run the caller's main module again: a notebook or a script without
`if __name__ == "__main__"` can have workers too.
"""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection
from typing import Any

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.spread.task import Answer, Task
from claimgraph.model import Document

__all__: list[str] = []


def _serve(pipe: Connection[Any, Any]) -> None:
    try:
        task: Task[Any] = pipe.recv()
        while True:
            pipe.send(_answer(task, pipe.recv()))
    except (EOFError, ConnectionError):
        return  # nobody is there any more


def _answer(task: Task[Any], documents: tuple[Document, ...]) -> Answer:
    try:
        return tuple(task.run(documents))
    except ClaimgraphError as error:
        return error


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
