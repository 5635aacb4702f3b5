"""What is counted and told apart by hashes is what sets of the things would say, in little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.merge import distinct
from claimgraph.merge.distinct import Distinct, hashed

HASHES = st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3)


@pytest.mark.parametrize("few", [3, 50_000])
@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(HASHES, max_size=5), max_size=6), st.lists(HASHES, max_size=8))
def test_it_holds_what_was_added_once(few: int, added: list[list[int]], others: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distinct, "_FEW", few)
        held, beside, told = Distinct(), Distinct(), set[int]()
        for some in added:
            held.update(some)
            assert len(held) == len(told.union(some))
            told.update(some)
        beside.update(others[:4])
        beside.update(others[4:])
        held.absorb(beside)
        told.update(others)
        for one in (*others, *range(-9, -5)):
            assert held.add(one) is (one not in told)
            told.add(one)
        assert len(held) == len(told)
        assert all(h in held for h in told)
        assert [h for h in range(-5, 6) if h in held] == sorted(told.intersection(range(-5, 6)))


def test_a_text_has_the_same_hash_in_every_process() -> None:
    assert hashed("x1f\ud800") == hashed("x1f\ud800") != hashed("x1f")
    assert hashed("") == -1970711489451281740


def test_what_was_added_takes_few_bytes_each() -> None:
    held, many = Distinct(), 200_000
    tracemalloc.start()
    try:
        for at in range(0, many, 1000):
            held.update(h * 2**40 for h in range(at, at + 1000))
        assert len(held) == many
        used, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert used < 20 * many
    assert most < 60 * many  # of a set: 72
