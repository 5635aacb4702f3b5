"""Files are merged mostly when nothing else is to be done, while loads go on, and as before afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimgraph.errors import StoreError
from claimgraph.store import disk, load_graph, merging
from claimgraph.store.merging import merging_waits

LINUX = Path("/proc/self/task")


def _niceness() -> set[int]:
    found = (t for t in LINUX.iterdir() if (t / "comm").read_text().startswith("rocksdb:low"))
    return {os.getpriority(os.PRIO_PROCESS, int(t.name)) for t in found}


@pytest.mark.skipif(not LINUX.is_dir(), reason="only Linux tells of a process's threads")
def test_threads_that_merge_give_way_within_and_no_longer_after_it(tmp_path: Path) -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    lower = min(own + 10, 19)
    with disk(tmp_path / "store") as held:
        with pytest.raises(StoreError), merging_waits():  # noqa: PT012 what holds within, too
            assert _niceness() == {lower}
            load_graph(held, "no IRI", ())
        raised = os.geteuid() == 0
        assert _niceness() == ({own} if raised else {lower})


def test_where_threads_are_not_told_of_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_THREADS", tmp_path / "none")
    monkeypatch.delattr(os, "setpriority")
    with merging_waits():
        assert not (tmp_path / "none").exists()
