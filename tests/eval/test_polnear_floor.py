"""The rules keep their pinned quality on half of PolNeAR's development split; lowering a floor is a decision."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SPLIT = HERE.parents[2] / "shared" / "data" / "polnear" / "dev"
FLOORS = json.loads((HERE / "baseline.json").read_text(encoding="utf-8"))["polnear.rules"]


@pytest.mark.skipif(not SPLIT.is_dir(), reason="PolNeAR is not in ../shared")
def test_the_rules_keep_their_floors_on_polnear() -> None:
    command = [sys.executable, str(HERE / "polnear_measure.py"), "--every", "2", "--json", "--draws", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    reached = {name: f1 for name, (_, _, f1) in json.loads(done.stdout).items()}
    below = {name: (reached[name], floor) for name, floor in FLOORS.items() if reached[name] < floor}
    assert not below, f"F1 below its floor (reached, floor): {below}"
