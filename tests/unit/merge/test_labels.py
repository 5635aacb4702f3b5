"""What a file's identifiers are called is found again, however many there are and whatever they hold."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.merge import labels
from claimgraph.merge.distinct import hashed
from claimgraph.merge.labels import Labels

TEXTS = st.text(st.characters(codec=None), max_size=8)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS)), st.lists(TEXTS))
def test_the_first_label_of_a_key_is_given(added: list[tuple[str, str]], others: list[str]) -> None:
    held, told = Labels(), dict[str, str]()
    for key, label in added:
        assert held.add(key, label) is (key not in told)
        told.setdefault(key, label)
    held.settle()
    for key in (*told, *others):
        assert held.get(key) == told.get(key)


def test_no_key_is_given_the_label_of_another_that_hashes_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Labels()
    held.add("f1", "Acme")
    held.settle()
    one = hashed("f1")
    monkeypatch.setattr(labels, "hashed", lambda _: one)
    assert (held.get("f1"), held.get("f2"), held.get("f"), held.get("f1A")) == ("Acme", None, None, None)


def test_a_label_takes_few_bytes_of_memory() -> None:
    held, many = Labels(), 20_000
    tracemalloc.start()
    try:
        for at in range(many):
            held.add(f"ftm-{at}", f"A Company Of So Many Words, Limited {at}")
        held.settle()
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held.get("ftm-77") == "A Company Of So Many Words, Limited 77"
    assert used < 35 * many  # in a dict: 250
