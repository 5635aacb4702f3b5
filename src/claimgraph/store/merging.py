"""When RocksDB, below Oxigraph, merges the files that loads leave.

It merges an index as soon as it has two, with all that it merged before, and its options are closed to us. Loaded in
hundreds of texts, an index would be written again and again, for more than a third of the processors' time. Merged
once, after all is loaded, each key is written once more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["merging_waits"]

_THREADS = Path("/proc/self/task")  # of Linux; elsewhere merging goes on as it likes
_MERGE = "rocksdb:low"  # RocksDB's own name for them
_LESS = 10  # of niceness: about a tenth of what a thread that loads gets, so that it never stands still for good


@contextmanager
def merging_waits() -> Iterator[None]:
    """Let this process merge files mostly when its processors have nothing else to do.

    Afterwards the threads have the priority of the one that calls, if the system lets a user raise it; else they go on
    with the lower one, which they notice only where others want all processors.
    """
    own = _niceness(0)
    _let(min(own + _LESS, 19))
    try:
        yield
    finally:
        _let(own)


def _let(niceness: int) -> None:
    if not _THREADS.is_dir():
        return
    for thread in _THREADS.iterdir():
        with suppress(OSError):  # it ended, or may not be raised
            if (thread / "comm").read_text().startswith(_MERGE):
                os.setpriority(os.PRIO_PROCESS, int(thread.name), niceness)


def _niceness(thread: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, thread) if _THREADS.is_dir() else 0
