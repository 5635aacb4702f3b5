"""A cluster gives what one process gives, whatever becomes of its workers; what cannot be done is one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from claimgraph import ClaimGraph
from claimgraph.cli import main
from claimgraph.errors import MissingModel, UnreadableDocument, WorkerLost
from claimgraph.extract.spread import as_it_is, cluster
from claimgraph.extract.spread.beside import done, software
from claimgraph.model import Document
from tests.contract.standin import MISSING, POISON, SLOW, Standin

pytest.importorskip("distributed", reason="needs the extra: pip install 'claimgraph[cluster]'")

ROOT = Path(__file__).parents[2]


class Running(NamedTuple):
    """A cluster: its scheduler's address, and the process ids that its workers began with."""

    address: str
    workers: tuple[int, ...]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimgraph.extract.spread.chunks._DOCUMENTS", 4)


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.contract.local_cluster"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        address, *workers = program.stdout.readline().split()
        yield Running(address, tuple(map(int, workers)))


def document(text: str) -> Document:
    version = sha256(text.encode()).hexdigest()
    return Document(f"{version[:8]}.txt", version, version, text)


def digests(documents: list[Document]) -> list[str]:
    return [d.sha256 for d in documents]


def test_a_worker_that_is_killed_costs_nothing_and_each_process_loads_once(running: Running, tmp_path: Path) -> None:
    given = [document(f"{SLOW} {n}") for n in range(60)]
    with closing(cluster(running.address)(iter(given), Standin(as_it_is, notes=str(tmp_path)))) as results:
        found = list(islice(results, 1))
        os.kill(running.workers[0], signal.SIGKILL)
        found += results
    assert found == digests(given)
    assert 3 <= len(list(tmp_path.glob("loaded-*"))) <= 4  # three workers, and the one that took the lost one's place


def test_a_document_that_ends_workers_twice_is_one_line_and_the_rest_goes_on(running: Running, tmp_path: Path) -> None:
    given = [document(POISON if n == 5 else f"text {n}") for n in range(12)]
    found = list(cluster(running.address)(iter(given), Standin(as_it_is, notes=str(tmp_path))))
    told = found.pop(5)
    assert isinstance(told, UnreadableDocument)
    assert "\n" not in str(told)
    assert "ended two workers" in str(told)
    assert told.datum == given[5].origin
    assert len(list(tmp_path.glob("tried-*"))) == 2
    assert found == digests([d for n, d in enumerate(given) if n != 5])


def test_an_error_of_the_task_is_the_callers(running: Running, tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match="a_pipeline"):
        list(cluster(running.address)([document(MISSING)], Standin(as_it_is, notes=str(tmp_path))))


def test_a_graph_that_a_cluster_built_is_the_graph_of_one_process(running: Running, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(5):  # two chunks
        text = f"Lab {n} said on Monday that its model number {n} was safe. Critics denied it.\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    made = []
    for name, address in (("one", None), ("many", running.address)):
        graph = ClaimGraph(tmp_path / name)
        graph.build(folder, cluster=address)
        graph.export(tmp_path / f"{name}.nq")
        made.append((tmp_path / f"{name}.nq").read_bytes())
    assert made[0] == made[1]


def test_no_documents_need_no_cluster(tmp_path: Path) -> None:
    assert list(cluster("127.0.0.1:1")(iter(()), Standin(as_it_is, notes=str(tmp_path)))) == []


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("claimgraph.extract.spread.cluster"), "_PATIENCE", 0.5)
    (tmp_path / "a.txt").write_text("The firm said that it was so.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["extract", str(tmp_path / "a.txt"), "--cluster", "127.0.0.1:1"])
    assert done.exit_code == 2
    assert done.output.startswith("claimgraph: 127.0.0.1:1: ")
    assert done.output.count("\n") == 1


def test_a_worker_with_other_software_is_refused(tmp_path: Path) -> None:
    (name, _), *rest = software()
    task = Standin(as_it_is, notes=str(tmp_path))
    told = done((document("text"),), task, ((name, "0.0.1"), *rest))
    assert isinstance(told, WorkerLost)
    assert "0.0.1 is needed; install the same everywhere" in str(told)
