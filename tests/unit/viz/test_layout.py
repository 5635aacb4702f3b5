from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.viz.layout import positions

SIZE = (200.0, 80.0)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(one[0] - other[0]) < SIZE[0] and abs(one[1] - other[1]) < SIZE[1]


@pytest.mark.parametrize("count", [2, 30, 150])
def test_boxes_do_not_lie_on_each_other(count: int) -> None:
    lines = [(n, n // 3) for n in range(1, count)] + [(n, (n * 7) % count) for n in range(0, count, 2)]
    at = positions([SIZE] * count, lines)
    assert [p for p in combinations(at, 2) if overlap(*p)] == []


def test_what_is_linked_stands_nearer_than_what_is_not() -> None:
    star = [(0, n) for n in range(1, 8)] + [(8, n) for n in range(9, 16)]
    at = positions([SIZE] * 16, star)

    def far(a: int, b: int) -> float:
        return float(((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** 0.5)

    linked = sum(far(a, b) for a, b in star) / len(star)
    apart = sum(far(a, b) for a in range(8) for b in range(8, 16)) / 64
    assert linked < apart


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_positions_are_finite_repeatable_and_do_not_depend_on_how_lines_are_listed(
    count: int, pairs: list[tuple[int, int]]
) -> None:
    lines = [(a, b) for a, b in pairs if a < count and b < count]
    once = positions([SIZE] * count, lines)
    assert once == positions([SIZE] * count, [(b, a) for a, b in reversed(lines)])
    assert len(once) == count
    assert len(set(once)) == count
