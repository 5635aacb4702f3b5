"""Worker processes, seen from who started them: send a chunk, take what is made of it, tell how one ended."""

from __future__ import annotations

import subprocess
import sys
from multiprocessing.connection import Connection
from socket import socketpair
from typing import Any, NamedTuple, TypeAlias

from claimgraph.errors import ClaimgraphError, WorkerLost
from claimgraph.extract.spread.task import Answer, Task
from claimgraph.model import Document

__all__ = ["Hand", "Pipe", "dismissed", "received", "sent", "started"]

Pipe: TypeAlias = "Connection[Any, Any]"


class Hand(NamedTuple):
    """A worker process and the socket to it."""

    process: subprocess.Popen[bytes]
    pipe: Pipe


def started(task: Task[Any]) -> Hand:
    """A worker for a task, in a session of its own, so that Ctrl-C reaches who started it and nobody else.

    Raises:
        WorkerLost: it ended at once.
    """
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
    hand = Hand(process, Connection(ours.detach()))
    try:
        _send(hand, task)
    except WorkerLost:
        dismissed(hand)
        raise
    return hand


def sent(hand: Hand, documents: tuple[Document, ...]) -> None:
    """Give a worker a chunk.

    Raises:
        WorkerLost: it is gone.
    """
    _send(hand, documents)


def received(hand: Hand) -> tuple[Any, ...]:
    """What a worker made of its chunk, when it is ready.

    Raises:
        WorkerLost: it ended before.
        MissingModel, UnknownExtractor: as `extract.extract`.
    """
    try:
        answer: Answer = hand.pipe.recv()
    except (EOFError, ConnectionError):
        raise _lost(hand) from None
    if isinstance(answer, ClaimgraphError):
        raise answer
    return answer


def dismissed(hand: Hand) -> None:
    """Let a worker be gone, whatever it does."""
    hand.pipe.close()
    hand.process.kill()
    hand.process.wait()


def _send(hand: Hand, what: object) -> None:
    try:
        hand.pipe.send(what)
    except ConnectionError:
        raise _lost(hand) from None


def _lost(hand: Hand) -> WorkerLost:
    code = hand.process.wait()
    how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
    mend = f"{how}; what was finished is kept: run it again, with a smaller --jobs if memory was short"
    return WorkerLost("a worker process", mend)
