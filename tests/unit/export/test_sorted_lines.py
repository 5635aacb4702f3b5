from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.export.sorted_lines import sorted_lines

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"ba\n", b"\xc3\xa9\n", b"\n"]), max_size=30)


@given(LINES, st.integers(1, 5))
def test_runs_on_disk_give_what_sorting_in_memory_gives(lines: list[bytes], run: int) -> None:
    assert list(sorted_lines(iter(lines), run)) == sorted(set(lines))
