"""What the system can do to a command: kill it, fill the disk, forbid to write, damage a derived file.

Nothing of the user's is lost, the store is never half of a document, what is told is one line, and the next run ends
in the bytes of one that nothing happened to. `FAULTS=all` tries every moment and file, which takes two minutes.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.unit.merge.files import AIID

TEXTS = {
    "a": "Quillon Labs alleged that Vexley Group copied 24,000 answers of the model without permission.\n",
    "b": "Without permission, 24,000 answers of the model were copied by Vexley Group, Maria Okafor said.\n",
}
OPERATIONS = ("build", "merge", "remove", "resolve")
KILLED = -9
ALL = os.environ.get("FAULTS") == "all"


def some(moments: int, few: int) -> range:
    """So many of the moments, from the first to the last; or all."""
    step = 1 if ALL else max(1, moments // few)
    return range(moments, 0, -step)


class Done(NamedTuple):
    """What became of a command: its exit code, what it printed, and how many moments it had."""

    code: int
    out: str
    told: str
    moments: int


class Lab(NamedTuple):
    """A directory of workspaces, and a program that fails commands in them.

    `bases` are the workspaces from which each operation starts, `clean` the bytes in which it ends.
    """

    at: Path
    program: subprocess.Popen[str]
    numbers: Iterator[int]

    def run(self, words: list[str], sort: str = "none", at: int = 0) -> Done:
        assert self.program.stdin
        assert self.program.stdout
        self.program.stdin.write(json.dumps([words, sort, at]) + "\n")
        self.program.stdin.flush()
        return Done(**json.loads(self.program.stdout.readline()))

    def words(self, operation: str, root: Path) -> list[str]:
        where = ["-w", str(root)]
        return {
            "build": ["build", str(self.at / "documents"), *where],
            "merge": ["merge", "aiid", str(self.at / "newer.csv"), *where],
            "remove": ["merge", "--remove", "aiid", *where],
            "resolve": ["resolve", "--answers", str(self.at / "answers.tsv"), "--author", "Jo", *where],
        }[operation]

    def copy(self, operation: str) -> Path:
        """A workspace from which an operation starts."""
        root = self.at / f"w{next(self.numbers)}"
        if operation != "build":
            shutil.copytree(self.at / "base", root)
        return root

    def made(self, operation: str, root: Path) -> str:
        """What the operation is for: all quads, or the decisions."""
        if operation == "resolve":
            file = root / "decisions" / "jo.sssom.tsv"
            return file.read_text(encoding="utf-8") if file.exists() else ""
        done = self.run(["export", "-o", "-", "--format", "nq", "-w", str(root)])
        assert done.code == 0, done.told
        return done.out

    def finishes(self, operation: str, root: Path, clean: str) -> None:
        """The next run ends in the bytes of one that nothing happened to."""
        done = self.run(self.words(operation, root))
        if operation == "remove" and "is no dataset of this workspace" in done.told:
            done = self.run(["build", "-w", str(root)])  # it had been registered as gone
        assert (done.code, done.told) == (0, "")
        assert self.made(operation, root) == clean
        shutil.rmtree(root)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    at = tmp_path_factory.mktemp("lab")
    (at / "documents").mkdir()
    for name, text in TEXTS.items():
        (at / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
    (at / "older.csv").write_text(AIID, encoding="utf-8")
    (at / "newer.csv").write_text(AIID.replace("ObjectId(0),4,", "ObjectId(1),5,"), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.contract.faulty"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        made = Lab(at, program, count())
        base = str(at / "base")
        for words in (
            ["build", str(at / "documents"), "-w", base],
            ["merge", "aiid", str(at / "older.csv"), "-w", base],
        ):
            assert made.run(words).code == 0
        pairs = [line for line in made.run(["resolve", "--list", "-w", base]).out.splitlines() if line.endswith("\t?")]
        answers = [*(p.replace("?", "y") for p in pairs[:1]), "actor/quillon-labs\tactor/maria-okafor\tn"]
        (at / "answers.tsv").write_text("\n".join(answers) + "\n", encoding="utf-8")
        yield made


@pytest.fixture(scope="module", params=OPERATIONS)
def operation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def clean(lab: Lab, operation: str) -> str:
    root = lab.copy(operation)
    assert lab.run(lab.words(operation, root)).code == 0
    return lab.made(operation, root)


def graphs(quads: str) -> dict[str, set[str]]:
    """The lines of each document's graph."""
    found: dict[str, set[str]] = {}
    for line in quads.splitlines():
        graph = line.rpartition(" <")[2]
        if "/graph/document/" in graph:
            found.setdefault(graph, set()).add(line)
    return found


def test_killed_at_any_moment_it_is_finished_by_the_next_run(lab: Lab, operation: str, clean: str) -> None:
    moments = lab.run(lab.words(operation, lab.copy(operation)), "count").moments
    before = "" if operation == "build" else lab.made(operation, lab.at / "base")
    assert moments
    for n in some(moments, 6):
        root = lab.copy(operation)
        assert lab.run(lab.words(operation, root), "kill", n).code == KILLED
        if operation == "build" and (root / ".claimgraph" / "store" / "CURRENT").exists():
            whole = graphs(clean)
            assert all(lines == whole[g] for g, lines in graphs(lab.made(operation, root)).items())
        if operation in {"merge", "remove"} and n % 2:
            assert (
                lab.run(["build", "-w", str(root)]).code == 0
            )  # anything else that is done first undoes it or ends it
            assert lab.made(operation, root) in {before, clean}
        if operation == "resolve":
            assert lab.made(operation, root) in {before, clean}
        lab.finishes(operation, root, clean)


def one_line(done: Done) -> bool:
    return done.code in {1, 2} and done.told.startswith("claimgraph: ") and done.told.count("\n") == 1


def test_a_disk_that_is_full_at_any_moment_is_one_line(lab: Lab, operation: str, clean: str) -> None:
    moments = lab.run(lab.words(operation, lab.copy(operation)), "count full").moments
    for n in some(moments, 2):
        root = lab.copy(operation)
        done = lab.run(lab.words(operation, root), "full", n)
        assert one_line(done) or (done.code, done.told) == (0, ""), (n, done)
        lab.finishes(operation, root, clean)


@pytest.mark.parametrize("sort", ["limit", "limit and die"])
def test_no_room_for_a_file_is_one_line(lab: Lab, operation: str, clean: str, sort: str) -> None:
    for size in (0, 200, 30_000, 100_000) if ALL else (2_000,):
        root = lab.copy(operation)
        done = lab.run(lab.words(operation, root), sort, size)
        assert done.code == 0 or (one_line(done) if sort == "limit" else done.code < 0), (size, done)
        lab.finishes(operation, root, clean)


def writable(root: Path, mode: str) -> None:
    subprocess.run(["chmod", "-R", mode, str(root)], check=True)


def test_a_read_only_folder_is_one_line(lab: Lab, operation: str, clean: str) -> None:
    root = lab.copy(operation)
    root.mkdir(exist_ok=True)
    writable(root, "a-w")
    try:
        assert one_line(done := lab.run(lab.words(operation, root), "read only")), done
        assert "permission" in done.told.lower()
    finally:
        writable(root, "u+w")
    lab.finishes(operation, root, clean)


def test_the_second_process_on_a_workspace_says_so_in_one_line(lab: Lab, operation: str, clean: str) -> None:
    root = lab.copy(operation)
    (root / ".claimgraph").mkdir(parents=True, exist_ok=True)
    with (root / ".claimgraph" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert one_line(done := lab.run(lab.words(operation, root))), done
        assert "wait" in done.told
    lab.finishes(operation, root, clean)


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garbled(path: Path) -> None:
    size = path.stat().st_size
    path.write_bytes((b"not what it was" * (size // 15 + 1))[:size])


DAMAGES: tuple[Callable[[Path], None], ...] = (Path.unlink, halved, garbled)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_derived_file_is_made_again_at_once_or_after_the_doctor(
    lab: Lab, damage: Callable[[Path], None]
) -> None:
    clean = lab.made("merge", lab.at / "base")
    derived = lab.at / "base" / ".claimgraph"
    files = sorted(p.relative_to(derived) for p in derived.rglob("*") if p.is_file() and "LOG" not in p.name)
    largest = max((f for f in files if f.suffix == ".sst"), key=lambda f: (derived / f).stat().st_size)
    few = [f for f in files if f.suffix != ".sst" or f == largest]
    for file in files if ALL else few[DAMAGES.index(damage) :: len(DAMAGES)]:
        root = lab.copy("merge")
        damage(root / ".claimgraph" / file)
        done = lab.run(["build", "-w", str(root)])
        if done.code:
            assert one_line(done), (file, done)
            assert lab.run(["doctor", "--repair", "-w", str(root)]).code in {0, 1}
            assert lab.run(["build", "-w", str(root)]).code == 0, file
        assert lab.made("merge", root) == clean, file
        shutil.rmtree(root)
