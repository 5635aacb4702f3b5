"""The resolver names no more wrong people in GUM's news than it has, nor fewer right ones; see baseline.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.eval.gum_references import TEXTS, counts, resolved
from tests.eval.reference_measure import share
from tests.eval.report import GOLD

FLOORS = json.loads((Path(__file__).resolve().parent / "baseline.json").read_text(encoding="utf-8"))["references.gum"]


@pytest.mark.skipif(not (TEXTS.is_dir() and GOLD.is_dir()), reason="GUM or the scorer is not in ../shared")
def test_whom_sources_mean_keeps_its_floors_on_gum() -> None:
    named, _ = counts(list(resolved("news")))
    every = sum(named["all", outcome] for outcome in ("right", "wrong", "refused"))
    reached = {"right of all": named["all", "right"] / every, "right of decided": share(named)}
    below = {name: (reached[name], floor) for name, floor in FLOORS.items() if reached[name] < floor}
    assert not below, f"below its floor (reached, floor): {below}"
