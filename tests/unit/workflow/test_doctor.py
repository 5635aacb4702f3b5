"""The doctor names what ails a workspace, and throws away nothing that the user wrote."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph import ClaimGraph, store
from claimgraph.cli import main
from claimgraph.errors import BadWorkspace, StoreLocked
from claimgraph.workflow.cache import open_cache
from claimgraph.workflow.doctor import examine, repair
from claimgraph.workflow.workspace import locked, open_workspace

TEXT = "The memo accused foreign labs of copying American models. A spokesman for the embassy denied the allegation.\n"


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
