"""The doctor names what ails a workspace, and throws away nothing that the user wrote."""

from __future__ import annotations

import shutil
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from claimgraph import ClaimGraph, store
from claimgraph.cli import main
from claimgraph.errors import BadWorkspace, StoreLocked
from claimgraph.resources import weights
from claimgraph.workflow.cache import open_cache
from claimgraph.workflow.doctor import examine, repair
from claimgraph.workflow.registry import Merged, write_registry
from claimgraph.workflow.surroundings import DIGESTS
from claimgraph.workflow.workspace import locked, open_workspace
from claimgraph.workflow.writing import unfinished

TEXT = "The memo accused foreign labs of copying American models. A spokesman for the embassy denied the allegation.\n"


class Room(NamedTuple):
    """What `shutil.disk_usage` says, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    (root / "documents").mkdir()
    (root / "documents" / "memo.txt").write_text(TEXT, encoding="utf-8")
    ClaimGraph(root).build(root / "documents")
    return root


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "w")
    return tmp_path / "w"


def nquads(root: Path) -> bytes:
    ClaimGraph(root).export(root / "all.nq")
    return (root / "all.nq").read_bytes()


def test_a_sound_workspace_has_nothing_to_mend(workspace: Path) -> None:
    assert examine(workspace) == ()
    done = CliRunner().invoke(main, ["doctor", "-w", str(workspace)])
    assert (done.exit_code, done.output) == (0, "nothing to mend\n")


@pytest.mark.parametrize("name", ["index.sqlite", "linking.sqlite"])
def test_what_the_engine_or_the_linker_keeps_is_found_damaged_and_made_anew(workspace: Path, name: str) -> None:
    kept = workspace / ".claimgraph" / name
    assert kept.exists()
    kept.write_bytes(b"no database at all" * 500)
    found = examine(workspace)
    assert [a.where for a in found] == [kept]
    assert repair(workspace, found) == (kept,)
    ClaimGraph(workspace).build()
    assert examine(workspace) == ()


def test_a_damaged_cache_is_found_thrown_away_and_made_anew(workspace: Path) -> None:
    before = nquads(workspace)
    cache = workspace / ".claimgraph" / "extractions.sqlite"
    cache.write_bytes(b"no database at all" * 500)
    found = examine(workspace)
    assert cache in {a.where for a in found}
    done = CliRunner().invoke(main, ["doctor", "-w", str(workspace), "--repair"])
    assert done.exit_code == 0, done.output
    assert not cache.exists()
    assert (workspace / "documents" / "memo.txt").read_text(encoding="utf-8") == TEXT
    ClaimGraph(workspace).build()
    assert nquads(workspace) == before
    assert examine(workspace) == ()


def test_an_extraction_that_cannot_be_decoded_is_found(workspace: Path) -> None:
    with sqlite3.connect(workspace / ".claimgraph" / "extractions.sqlite") as connection:
        connection.execute("UPDATE extraction SET record = '{}'")
    (found,) = examine(workspace)
    assert "cannot be decoded" in str(found)


def test_a_store_that_lost_a_graph_is_found_and_a_build_gives_it_back(workspace: Path) -> None:
    before = nquads(workspace)
    with store.disk(workspace / ".claimgraph" / "store") as disk:
        (graph,) = (g for g in disk.graphs() if "/document/" in g)
        disk.drop(graph)
    found = examine(workspace)
    assert [a.derived for a in found] == [True]
    assert repair(workspace, found) == (workspace / ".claimgraph" / "store",)
    ClaimGraph(workspace).build()
    assert nquads(workspace) == before


def test_what_is_the_users_own_is_named_and_left(workspace: Path) -> None:
    (workspace / "decisions").mkdir(exist_ok=True)
    bad = workspace / "decisions" / "me.sssom.tsv"
    bad.write_text("no\tmapping\nset\there\n", encoding="utf-8")
    (workspace / "documents" / "memo.txt").unlink()
    (workspace / "documents").rmdir()
    found = examine(workspace)
    assert not any(a.derived for a in found)
    assert len(found) == 2
    done = CliRunner().invoke(main, ["doctor", "-w", str(workspace), "--repair"])
    assert done.exit_code == 1
    assert bad.exists()


def told(root: Path) -> list[str]:
    """What is found, each in one line, as paths relative to the workspace."""
    lines = [str(a).removeprefix(f"{root}/") for a in examine(root)]
    assert not any("\n" in line for line in lines)
    return lines


def test_each_decision_file_that_does_not_parse_is_a_line(workspace: Path) -> None:
    head = "subject_id\tpredicate_id\tobject_id\n"
    (workspace / "decisions").mkdir(exist_ok=True)
    (workspace / "decisions" / "a.sssom.tsv").write_text(head + "actor/a\tskos:exactMatch\tactor/b\n", "utf-8")
    (workspace / "decisions" / "b.sssom.tsv").write_text(head + "actor/a\tskos:perhaps\tactor/b\n", "utf-8")
    (workspace / "decisions" / "c.sssom.tsv").write_bytes(b"\xff\xfe")
    first, second = told(workspace)
    assert first.startswith("decisions/b.sssom.tsv: row 1 skos:perhaps is no judgement; use")
    assert second.startswith("decisions/c.sssom.tsv: cannot be read")


def test_a_pipeline_that_is_not_installed_is_a_line(workspace: Path) -> None:
    config = workspace / "claimgraph.toml"
    config.write_text(config.read_text("utf-8") + 'pipeline = "no_such_pipeline"\n', "utf-8")
    assert (
        "claimgraph.toml: the spaCy pipeline no_such_pipeline is not installed; pip install it, or choose another"
        in (told(workspace))
    )


def test_another_version_of_the_pipeline_is_a_line_and_a_build_extracts_anew(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimgraph.workflow.extract.pipeline_version", lambda _: "9.9.9")
    (line,) = told(workspace)
    assert "1 documents wait to be extracted, which was done by attribution.rules.v1 =3.8" in line
    assert "=9.9.9" in line
    assert ClaimGraph(workspace).build().documents == 1
    assert told(workspace) == []


def test_weights_that_are_not_those_that_were_shipped_are_a_line(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(weights(), tmp_path / "weights")
    monkeypatch.setattr("claimgraph.workflow.surroundings.weights", lambda: tmp_path / "weights")
    assert examine(workspace) == ()
    (tmp_path / "weights" / "sort.v1" / "weights.npz").write_bytes(b"")
    (tmp_path / "weights" / "evidence.v1" / "weights.npz").unlink()
    lacking, changed = map(str, examine(workspace))
    assert "evidence.v1/weights.npz: cannot be read; install claimgraph again" in lacking
    assert "sort.v1/weights.npz: is not what was shipped; install claimgraph again" in changed


def test_the_digests_are_those_of_the_weights_that_lie_there() -> None:
    files = sorted(p for p in weights().glob("*/*") if p.suffix in {".json", ".npz", ".onnx"})
    lines = [f"{sha256(p.read_bytes()).hexdigest()}  {p.relative_to(weights()).as_posix()}\n" for p in files]
    assert (weights() / DIGESTS).read_text("utf-8") == "".join(lines), "after training: make digests"


def test_too_little_room_is_a_line(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimgraph.workflow.surroundings.disk_usage", lambda _: Room(1, 1, 5_000_000))
    (line,) = map(str, examine(workspace))
    assert "has 5 MB of room, and a rebuild may take 2" in line
    assert line.endswith("make room")


def test_a_file_that_was_never_finished_is_thrown_away(workspace: Path) -> None:
    left = unfinished(workspace / "datasets.toml")
    left.write_text("half", encoding="utf-8")
    found = examine(workspace)
    assert [(a.where, a.derived) for a in found] == [(left, True)]
    assert repair(workspace, found) == (left,)
    assert examine(workspace) == ()


def test_a_merged_file_that_is_gone_is_a_line(workspace: Path) -> None:
    write_registry(workspace, [Merged("aiid", "known", "incidents.csv", "incidents")])
    assert told(workspace) == [
        "incidents.csv: is not there; put it back, or run `claimgraph merge --remove aiid`",
    ]


def test_no_workspace_and_a_workspace_at_work_are_one_line(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(BadWorkspace, match="holds no"):
        examine(tmp_path)
    with locked(open_workspace(workspace)), pytest.raises(StoreLocked, match="wait"):
        examine(workspace)


def test_a_cache_whose_tables_are_gone_is_made_anew_by_a_build(workspace: Path) -> None:
    before = nquads(workspace)
    cache = workspace / ".claimgraph" / "extractions.sqlite"
    data = cache.read_bytes()
    cache.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    ClaimGraph(workspace).build()
    assert nquads(workspace) == before


def test_damage_that_shows_while_the_cache_is_open_is_one_line(tmp_path: Path) -> None:
    def read() -> None:
        with open_cache(tmp_path / "cache.sqlite"):
            raise sqlite3.DatabaseError("database disk image is malformed")

    with pytest.raises(BadWorkspace, match=r"is damaged: .*doctor --repair"):
        read()
