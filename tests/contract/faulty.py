"""Runs `claimgraph` commands that the system fails: killed in the middle, on a full disk, in a read-only folder.

    python -m tests.contract.faulty     requests on standard input, answers on standard output, one JSON a line

It loads everything once and forks for each request, so that hundreds of real processes can die in seconds. It opens no
store itself: Oxigraph's threads would not survive the fork.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import json
import os
import resource
import signal
import sqlite3
import sys
from types import FrameType
from typing import Any

_LASTING = {
    "Connection": {"commit", "executescript"},
    "Store": {"update", "extend", "bulk_extend", "bulk_load", "remove_graph"},
    "posix": {"replace", "rename", "rmdir"},
}
"""Calls after which something is on the disk for good, by whose they are: what comes between two of them is undone."""

_WRITING = {
    "Connection": _LASTING["Connection"] | {"executemany"},
    "Store": _LASTING["Store"],
    "posix": _LASTING["posix"] | {"fsync", "mkdir", "unlink"},
    "BufferedWriter": {"write", "flush"},
}
"""Calls that a full disk can fail."""

_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
_CAPABILITIES_V3 = 0x20080522


class _Fault:
    """Counts moments; at the chosen one the process dies, or the call fails as on a full disk."""

    def __init__(self, sort: str, at: int) -> None:
        # sort: "kill" or "full"; "count full" and all else only count.
        self.sort, self.at, self.seen = sort, at, 0
        self.writing = False
        self.calls = _WRITING if sort.endswith("full") else _LASTING

    def __call__(self, _frame: FrameType, event: str, called: Any) -> None:  # noqa: ANN401 what sys.setprofile gives
        if event != "c_call":
            return
        owner = getattr(called, "__self__", None)
        name = type(owner).__name__
        if called.__name__ not in self.calls.get(getattr(owner, "__name__", "") if name == "module" else name, ()):
            return
        again = self.writing
        self.writing = called.__name__ in {"write", "flush"}
        if again and self.writing:
            return  # what is written bit by bit is one moment; a limit ends in between
        self.seen += 1
        if self.seen != self.at:
            return
        if self.sort == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.sort == "full":  # sys.setprofile: what is raised here takes the call's place
            if name == "Connection":
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _without_override() -> None:
    """Let permissions bind root too: give up the two capabilities that overlook them."""
    if os.geteuid():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice, for 64 capabilities
    assert libc.capget(header, sets) == 0
    for n in range(2):
        sets[n] &= ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH)
    assert libc.capset(header, sets) == 0


def _fail(sort: str, at: int) -> None:
    """Set up what the system is to do from now on."""
    if sort.startswith("limit"):  # the real thing: no file grows beyond so many bytes
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
    if sort == "limit and die":  # in the middle of a write, and in Oxigraph's and SQLite's own
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    if sort == "read only":
        _without_override()


def _child(words: list[str], sort: str, at: int, count: int) -> int:
    """Be the command; the exit code."""
    from claimgraph.cli import main  # noqa: PLC0415 loaded by then

    _fail(sort, at)
    fault = _Fault(sort, at)
    sys.setprofile(fault)
    try:
        main(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    finally:
        sys.setprofile(None)
        os.write(count, b"%d" % fault.seen)
    return 0


def _run(words: list[str], sort: str, at: int) -> dict[str, object]:
    pipes = [os.pipe() for _ in range(3)]  # a limit on files would be one on what is printed to them
    pid = os.fork()
    if not pid:
        code = 70
        try:
            for number, (_, end) in enumerate(pipes[:2], 1):
                os.dup2(end, number)
            code = _child(words, sort, at, pipes[2][1])
        except BaseException:  # noqa: BLE001 what gets here is what a user would see
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    texts = []
    for _, end in pipes:
        os.close(end)
    for begin, _ in pipes:  # what is told on standard error is short, so that nobody waits for it to be read
        with os.fdopen(begin, encoding="utf-8") as stream:
            texts.append(stream.read())
    _, status = os.waitpid(pid, 0)
    return {"code": os.waitstatus_to_exitcode(status), "out": texts[0], "told": texts[1], "moments": int(texts[2] or 0)}


def _warm() -> None:
    from claimgraph.cli import COMMANDS  # noqa: PLC0415
    from claimgraph.extract.spread import Task, as_it_is  # noqa: PLC0415
    from claimgraph.model import Document  # noqa: PLC0415

    for name in ("build", "doctor", "export", "merge", "resolve"):
        assert name in COMMANDS
        importlib.import_module(f"claimgraph.cli.{name}")
        importlib.import_module(f"claimgraph.workflow.{name}")
    list(Task(as_it_is).run([Document("x", "x", "x", "The firm said that it was so.")]))


def _serve() -> None:
    _warm()
    for line in sys.stdin:
        words, sort, at = json.loads(line)
        sys.stdout.write(json.dumps(_run(words, sort, at)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
