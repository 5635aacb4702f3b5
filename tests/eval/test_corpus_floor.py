"""Neither accuracy may read held-out documents worse than it has; see baseline.json, "corpus" and "varied"."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.eval.annotate import CORPUS
from tests.eval.seed_measure import GOLD, figures
from tests.eval.sort_lessons import held_out

FLOORS = json.loads((Path(__file__).resolve().parent / "baseline.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")
@pytest.mark.parametrize("accuracy", ["fast", "best"])
@pytest.mark.parametrize(("listed", "measure"), [("heldout.txt", "corpus"), ("varied.txt", "varied")])
def test_the_documents_held_out_are_read_no_worse_than_before(
    listed: str, measure: str, accuracy: str, tmp_path: Path
) -> None:
    for folder, suffix in (("annotations", "json"), ("texts", "txt")):
        (tmp_path / folder).mkdir()
        for name in held_out(listed):
            shutil.copy(CORPUS / folder / f"{name}.{suffix}", tmp_path / folder)
    reached = figures(tmp_path / "annotations", tmp_path / "texts", accuracy=accuracy)
    below = {
        k: (reached[k]["F1"], floor) for k, floor in FLOORS[f"{measure}.{accuracy}"].items() if reached[k]["F1"] < floor
    }
    assert not below, f"F1 below its floor (reached, floor): {below}"
