"""What was gathered is kept under a digest of what it was gathered from, and never answers for anything else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree
from weakref import ref

import pytest
from pyoxigraph import Quad

from claimgraph import ClaimGraph, assess, store
from claimgraph.assess import Findings, Policy, Problem, judge
from claimgraph.model import Derivation
from claimgraph.resolve import Identity
from claimgraph.workflow import kept
from claimgraph.workflow.cache import Cache, open_cache
from claimgraph.workflow.corpus import problem_in
from claimgraph.workflow.explain import problem_of
from claimgraph.workflow.workspace import open_workspace

MEMO = "The memo accused foreign labs of copying American models. A spokesman for the embassy denied the allegation.\n"
WIRE = "Example Wire Service reported on Monday that the memo accused foreign labs of copying American models.\n"


@pytest.fixture
def graph(tmp_path: Path) -> ClaimGraph:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "memo.txt").write_text(MEMO, encoding="utf-8")
    made = ClaimGraph(tmp_path)
    made.build(tmp_path / "documents")
    return made


def _quads(graph: ClaimGraph) -> set[Quad]:
    with store.disk(open_workspace(graph.root).store, read_only=True) as held:
        return set(held.quads())


def _never(*_: object) -> None:
    raise AssertionError


def test_an_unchanged_corpus_is_not_gathered_again(graph: ClaimGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _quads(graph)
    monkeypatch.setattr(kept, "problem_in", _never)
    graph.build()
    assert _quads(graph) == before
    assert problem_of(graph.root).claims
    (graph.root / "documents" / "wire.txt").write_text(WIRE, encoding="utf-8")
    with pytest.raises(AssertionError):
        graph.build()


@pytest.mark.parametrize("damage", [b"", b"not what it was" * 50, None])
def test_a_damaged_file_is_made_again(graph: ClaimGraph, damage: bytes | None) -> None:
    file = graph.root / ".claimgraph" / "problem.npz"
    whole = problem_of(graph.root)
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    assert problem_of(graph.root).claims == whole.claims
    graph.build()
    assert file.stat().st_size > 1000


def test_a_graph_that_was_half_loaded_is_loaded_again(graph: ClaimGraph) -> None:
    before = _quads(graph)
    workspace = open_workspace(graph.root)
    name = f"{workspace.base}graph/assessment/default"
    with open_cache(workspace.cache) as cache, store.disk(workspace.store) as disk:
        cache.set_loaded(name, None)
        cache.commit()
        disk.replace(name, list(disk.quads(name))[::2])
    assert _quads(graph) != before
    graph.build()
    assert _quads(graph) == before


def test_of_many_documents_one_more_is_assessed_without_gathering_all(
    graph: ClaimGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        text = f"The report number {n} accused foreign labs of copying model number {n} in the spring of last year.\n"
        (graph.root / "documents" / f"{n}.txt").write_text(text, encoding="utf-8")
    graph.build()
    monkeypatch.setattr(kept, "problem_in", _never)
    (graph.root / "documents" / "wire.txt").write_text(WIRE, encoding="utf-8")
    report = graph.build()
    monkeypatch.undo()
    found = _quads(graph)
    rmtree(graph.root / ".claimgraph")
    assert (graph.build().verdicts, _quads(graph)) == (report.verdicts, found)


def test_what_was_gathered_is_let_go_before_it_is_assessed(graph: ClaimGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[ref[Problem]] = []

    def noted(cache: Cache, key: str, who: Identity, derivations: Iterable[Derivation]) -> Problem:
        problem = problem_in(cache, key, who, derivations)
        gathered.append(ref(problem))
        return problem

    def judged(problem: Problem, policy: Policy) -> Findings:
        assert [r() for r in gathered] == [None]
        return judge(problem, policy)

    monkeypatch.setattr(kept, "problem_in", noted)
    monkeypatch.setattr(assess, "judge", judged)
    (graph.root / "documents" / "wire.txt").write_text(WIRE, encoding="utf-8")
    assert graph.build().claims
    assert gathered
