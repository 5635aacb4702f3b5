"""The promise of every way of dealing documents out: what one process gives, in order, or one line of error."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

from claimgraph import ClaimGraph
from claimgraph.errors import MissingModel, WorkerLost
from claimgraph.extract.spread import Spread, Task, as_it_is, processes, serial
from claimgraph.extract.spread.chunks import chunks
from claimgraph.model import Document
from claimgraph.workflow.cache import Kept, kept

WAYS: dict[str, Callable[[], Spread]] = {"serial": lambda: serial, "two processes": lambda: processes(2)}

SENTENCES = (
    "Quillon Labs alleged on Monday that Vexley Group had copied {n} answers of its model without permission. ",
    "Vexley Group denied that it had copied anything, and called the allegation baseless. ",
    "According to a report of the Northfield Institute, {n} logs that it was shown hold no evidence of copying. ",
)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimgraph.extract.spread.chunks._DOCUMENTS", 4)


def document(text: str) -> Document:
    version = sha256(text.encode()).hexdigest()
    return Document(f"{version[:8]}.txt", version, version, text)


def documents(count: int) -> Iterator[Document]:
    """Short ones, and every fifth a long one, so that chunks end out of order."""
    for n in range(count):
        yield document("".join(s.format(n=n) for s in SENTENCES) * (6 if n % 5 == 0 else 1))


@pytest.fixture(scope="module", params=WAYS)
def spread(request: pytest.FixtureRequest) -> Spread:
    return WAYS[request.param]()


def test_the_bytes_are_those_of_one_process_in_the_order_of_the_documents(spread: Spread) -> None:
    given = list(documents(22))
    assert list(spread(iter(given), Task(kept))) == list(Task(kept).run(given))


def test_no_documents_give_nothing(spread: Spread) -> None:
    assert list(spread(iter(()), Task(kept))) == []


def test_a_pipeline_that_is_not_installed_is_named(spread: Spread) -> None:
    with pytest.raises(MissingModel, match="no_such_pipeline"):
        list(spread(documents(22), Task(kept, pipeline="no_such_pipeline")))


def test_documents_are_asked_for_as_results_are_taken(spread: Spread) -> None:
    asked = 0

    def counted() -> Iterator[Document]:
        nonlocal asked
        for each in documents(100_000):
            asked += 1
            yield each

    with closing(spread(counted(), Task(as_it_is))) as found:
        assert len(list(islice(found, 3))) == 3
    assert asked < 200


@pytest.mark.parametrize("count", [0, 1, 4, 5, 22])
def test_chunks_hold_each_document_once_in_order(count: int) -> None:
    given = list(documents(count))
    assert [d for chunk in chunks(given) for d in chunk] == given


def test_a_long_document_is_a_chunk_of_its_own() -> None:
    short, long = document("short"), document("long " * 20_000)
    assert [len(c) for c in chunks([short, short, long, short])] == [2, 1, 1]


def children() -> set[int]:
    """The worker processes of this one."""
    return set(map(int, Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()))


def test_a_worker_that_is_killed_is_one_line_and_nobody_is_left() -> None:
    before = children()
    found = processes(2)(documents(400), Task(kept))
    assert isinstance(next(found), Kept)
    os.kill(min(children() - before), signal.SIGKILL)
    with pytest.raises(WorkerLost, match=r"killed by signal 9.*kept") as told:
        list(found)
    assert "\n" not in str(told.value)
    assert children() == before


def test_workers_end_with_the_iterator() -> None:
    before = children()
    with closing(processes(2)(documents(400), Task(kept))) as found:
        next(found)
        assert children() - before
    assert children() == before


def test_workers_say_nothing_by_themselves(capfd: pytest.CaptureFixture[str]) -> None:
    assert len(list(processes(2)(documents(40), Task(kept)))) == 40
    assert capfd.readouterr() == ("", "")


def workers_of(pid: int) -> list[int]:
    """Processes that were started as workers by another, whoever has adopted them since."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                ours = b"claimgraph.extract.spread.worker" in (entry / "cmdline").read_bytes()
                marked = f"WORKERS_OF={pid}\0".encode() in (entry / "environ").read_bytes()
            except OSError:
                continue
            if ours and marked:
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_a_build_that_is_stopped(tmp_path: Path, how: signal.Signals) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n, each in enumerate(documents(400)):
        (folder / f"{n}.txt").write_text(each.text, encoding="utf-8")
    mark = f"{os.getpid()}{how}"
    build = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "build", str(folder), "-w", str(tmp_path), "--jobs", "2"],
        env={**os.environ, "WORKERS_OF": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert within(90, lambda: len(workers_of(int(mark))) == 2)
    os.killpg(build.pid, how)  # as a terminal does: the whole group
    _, told = build.communicate(timeout=90)
    assert b"Traceback" not in told
    assert within(90, lambda: not workers_of(int(mark)))


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in time."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_a_build_with_two_processes_is_the_graph_of_one(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n, each in enumerate(documents(12)):
        (folder / f"{n}.txt").write_text(each.text, encoding="utf-8")
    made = []
    for jobs in (1, 2):
        graph = ClaimGraph(tmp_path / str(jobs))
        graph.build(folder, jobs=jobs)
        graph.export(tmp_path / f"{jobs}.nq")
        made.append((tmp_path / f"{jobs}.nq").read_bytes())
    assert made[0] == made[1]
