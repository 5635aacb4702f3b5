"""A workspace ends in the same bytes whatever way it took."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph import ClaimGraph
from claimgraph.errors import BadWorkspace, StoreLocked
from claimgraph.workflow.workspace import create, locked, open_workspace

MEMO = "The memo accused foreign labs of copying American models. A spokesman for the embassy denied the allegation.\n"
WIRE = "Example Wire Service reported on Monday that the memo accused foreign labs of copying American models.\n"


def nquads(graph: ClaimGraph, into: Path) -> bytes:
    graph.export(into / "all.nq")
    return (into / "all.nq").read_bytes()


def folder(at: Path, **texts: str) -> Path:
    at.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (at / f"{name}.txt").write_text(text, encoding="utf-8")
    return at


def test_what_is_deleted_was_never_there_and_what_is_put_back_was_never_away(tmp_path: Path) -> None:
    documents = folder(tmp_path / "a" / "documents", memo=MEMO)
    graph = ClaimGraph(tmp_path / "a")
    graph.build(documents)
    alone = nquads(graph, tmp_path)
    folder(documents, wire=WIRE)
    assert graph.build().changed == 2  # the memo's too: its claim is one with that of the wire
    both = nquads(graph, tmp_path)
    assert both != alone
    (documents / "wire.txt").unlink()
    graph.build()
    assert nquads(graph, tmp_path) == alone
    folder(documents, wire=WIRE)
    graph.build()
    assert nquads(graph, tmp_path) == both


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    graph = ClaimGraph(tmp_path)
    first = graph.build(folder(tmp_path / "documents", memo=MEMO))
    again = graph.build()
    assert (first.changed, again.changed, again.documents) == (1, 0, 1)
    assert first.verdicts == again.verdicts


def test_decisions_change_the_graph_and_undoing_them_gives_it_back(tmp_path: Path) -> None:
    text = "Acme Corporation said the tool was safe. Zenith Labs said the tool was unsafe for children.\n"
    graph = ClaimGraph(tmp_path)
    graph.build(folder(tmp_path / "documents", a=text))
    before = nquads(graph, tmp_path)
    decisions = tmp_path / "decisions" / "mine.sssom.tsv"
    decisions.parent.mkdir()
    decisions.write_text(
        "subject_id\tpredicate_id\tobject_id\nactor/acme-corporation\tskos:exactMatch\tactor/zenith-labs\n",
        encoding="utf-8",
    )
    graph.build()
    merged = nquads(graph, tmp_path)
    outside = [line for line in merged.splitlines() if b"graph/identity/" not in line]
    assert b"actor/zenith-labs>" in before
    assert not [line for line in outside if b"actor/zenith-labs>" in line]
    decisions.unlink()
    graph.build()
    assert nquads(graph, tmp_path) == before


def test_unreadable_documents_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    documents = folder(tmp_path / "documents", memo=MEMO, empty="")
    (documents / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (documents / "latin.txt").write_bytes("café said".encode("latin-1"))
    report = ClaimGraph(tmp_path).build(documents)
    assert report.documents == 1
    assert sorted(Path(e.datum).name for e in report.skipped) == ["binary.txt", "empty.txt", "latin.txt"]


@pytest.mark.parametrize("damaged", ["extractions.sqlite", "store/CURRENT"])
def test_a_damaged_derived_file_is_made_again(tmp_path: Path, damaged: str) -> None:
    graph = ClaimGraph(tmp_path)
    graph.build(folder(tmp_path / "documents", memo=MEMO))
    before = nquads(graph, tmp_path)
    (tmp_path / ".claimgraph" / damaged).write_bytes(b"not what it was" * 500)
    graph.build()
    assert nquads(graph, tmp_path) == before


def test_what_the_store_told_of_earlier_openings_is_not_heaped_up(tmp_path: Path) -> None:
    graph = ClaimGraph(tmp_path)
    graph.build(folder(tmp_path / "documents", memo=MEMO))
    for _ in range(3):
        graph.build()
    assert not list((tmp_path / ".claimgraph" / "store").glob("LOG.old.*"))


def test_two_builds_do_not_work_on_one_workspace(tmp_path: Path) -> None:
    workspace = create(tmp_path, (folder(tmp_path / "documents", memo=MEMO),))
    with locked(workspace), pytest.raises(StoreLocked, match="wait"):
        ClaimGraph(tmp_path).build()


def test_two_builds_elsewhere_with_another_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed in ("0", "4242"):
        root = tmp_path / f"somewhere-{seed}"
        documents = folder(root / "documents", memo=MEMO, wire=WIRE)
        env = {**os.environ, "PYTHONHASHSEED": seed}
        for words in (
            ["build", str(documents), "-w", str(root)],
            ["export", "-o", str(root / "all.nq"), "-w", str(root)],
        ):
            subprocess.run([sys.executable, "-m", "claimgraph", *words], env=env, check=True, capture_output=True)
        made.append((root / "all.nq").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("config", "mend"),
    [
        ("documents = 3", "list of paths"),
        ("colour = 'blue'", "unknown key colour"),
        ("base = 'not an iri'", "absolute IRI"),
        ("accuracy = 'perfect'", "fast or best"),
        ("= 1", "cannot be read"),
    ],
)
def test_a_malformed_configuration_says_what_to_mend(tmp_path: Path, config: str, mend: str) -> None:
    (tmp_path / "claimgraph.toml").write_text(config, encoding="utf-8")
    with pytest.raises(BadWorkspace, match=mend):
        open_workspace(tmp_path)


def test_adding_paths_leaves_the_users_lines_alone(tmp_path: Path) -> None:
    config = tmp_path / "claimgraph.toml"
    config.write_text('# mine\ndocuments = [\n  "one",\n]\nbase = "https://example.org/id/"\n', encoding="utf-8")
    workspace = create(tmp_path, (tmp_path / "two",))
    assert workspace.documents == ("one", "two")
    assert workspace.base == "https://example.org/id/"
    assert config.read_text(encoding="utf-8").startswith("# mine\n")
    assert json.dumps(["one", "two"]) in config.read_text(encoding="utf-8")


def test_no_workspace_and_no_path_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(BadWorkspace, match="claimgraph build PATH"):
        ClaimGraph(tmp_path).build()
