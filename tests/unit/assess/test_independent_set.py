"""Rule 3: exact where it promises to be, an honest interval beyond."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.assess.independent_set import EXACT_UP_TO, largest_independent, packing
from claimgraph.assess.pairs import ints

Items = list[frozenset[int]]


def brute(items: Items) -> int:
    for size in range(len(items), 0, -1):
        for chosen in combinations(items, size):
            if all(a.isdisjoint(b) for a, b in combinations(chosen, 2)):
                return size
    return 0


@given(st.lists(st.frozensets(st.integers(0, 9), max_size=4), max_size=9))
def test_small_sets_are_exact(items: Items) -> None:
    assert largest_independent(items) == (brute(items), brute(items))


@given(st.lists(st.tuples(st.integers(0, 2), st.frozensets(st.integers(0, 6), max_size=3)), max_size=10))
def test_groups_are_packed_each_by_itself(rows: list[tuple[int, frozenset[int]]]) -> None:
    pairs = [(i, t) for i, (_, tokens) in enumerate(rows) for t in tokens]
    found = packing(ints([g for g, _ in rows]), 3, ints([i for i, _ in pairs]), ints([t for _, t in pairs]))
    expected = [brute([tokens for g, tokens in rows if g == group]) for group in range(3)]
    assert (found.least.tolist(), found.most.tolist()) == (expected, expected)


def test_a_long_chain_of_conflicts_is_exact_up_to_forty_and_an_interval_beyond() -> None:
    def cycle(n: int) -> Items:
        return [frozenset({i, (i + 1) % n, (i + 2) % n}) for i in range(n)]

    assert largest_independent(cycle(EXACT_UP_TO)) == (13, 13)
    low, high = largest_independent(cycle(200))
    assert low <= 66 <= high
    assert low >= 40


def test_ten_thousand_items_that_hang_together_do_not_hang_the_engine() -> None:
    low, high = largest_independent([frozenset({i, i + 1, 20_000 + i % 97}) for i in range(10_000)])
    assert 0 < low <= high <= 97
