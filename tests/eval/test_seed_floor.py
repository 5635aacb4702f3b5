"""Extraction must not fall below what it has reached; see baseline.json, keys "seed.fast" and "aiid.fast"."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
SEED = SHARED / "gold" / "seed"
INCIDENTS = SHARED / "data" / "aiid" / "incidents.csv"
BASELINE = json.loads((HERE / "baseline.json").read_text(encoding="utf-8"))


def measured(*arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(HERE / "seed_measure.py"), *arguments], capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/gold is not here")
def test_the_seed_article_is_read_no_worse_than_before() -> None:
    reached = measured(str(SEED / "gold"), str(SEED / "docs"))
    below = {k: reached[k]["F1"] for k, floor in BASELINE["seed.fast"].items() if reached[k]["F1"] < floor}
    assert not below


@pytest.mark.skipif(not INCIDENTS.is_file(), reason="../shared/data/aiid is not here")
def test_the_accused_of_incidents_are_found_no_worse_than_before() -> None:
    reached = measured("--aiid", str(INCIDENTS))
    assert reached["F1"] >= BASELINE["aiid.fast"]["accused"]
