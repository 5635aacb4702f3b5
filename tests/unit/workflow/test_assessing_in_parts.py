"""Many merged records are assessed in parts; the graphs are those of a corpus that is assessed as a whole."""

from __future__ import annotations

import csv
from pathlib import Path
from shutil import rmtree

import pytest
from pyoxigraph import Quad

from claimgraph import assess, store
from claimgraph.workflow import kept
from claimgraph.workflow.merge import merge
from claimgraph.workflow.workspace import open_workspace

COLUMNS = (
    *("_id", "incident_id", "date", "reports", "Alleged deployer of AI system", "Alleged developer of AI system"),
    *("Alleged harmed or nearly harmed parties", "description", "title"),
)

_READ = kept._part


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for n in range(40):
            firm = f'["firm-{n % 7}"]'
            row = (f"ObjectId({n})", n, "2024-03-01", f"[{n // 3}]", firm, firm, '["tenants"]')
            writer.writerow((*row, f"A scanner of firm {n % 7} refused tenant {n // 2}.", f"Refused {n // 2}"))
    return path


def _quads(root: Path) -> set[Quad]:
    with store.disk(open_workspace(root).store, read_only=True) as held:
        return set(held.quads())


def test_records_that_are_assessed_in_parts_have_the_graphs_of_the_whole(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "workspace"
    merge(root, "aiid", [sheet])
    whole = _quads(root)
    assert (root / ".claimgraph" / "problem.npz").exists()
    rmtree(root / ".claimgraph")
    read: list[Path] = []

    def read_part(file: Path) -> assess.Problem:
        read.append(file)
        return _READ(file)

    monkeypatch.setattr(kept, "_MANY", 9)
    monkeypatch.setattr(kept, "_part", read_part)
    told: list[tuple[str, int, int]] = []
    merge(root, "aiid", [sheet], progress=lambda *step: told.append(step))
    assert _quads(root) == whole
    assert len(set(read)) > 2
    assert not list((root / ".claimgraph").glob("*parts*"))
    assert [(done, total) for step, done, total in told if step == "gather"][-1] == (80, 80)
    ((done, total),) = {(done, total) for step, done, total in told if step == "assess"}
    assert done == total
