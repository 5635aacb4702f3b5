"""Which pairs are looked at: those that share a key, so that work grows with the corpus and not with its square."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from typing import TypeVar

__all__ = ["blocks", "pairs"]

K = TypeVar("K", bound=Hashable)


def blocks(keys: Mapping[str, Iterable[K]]) -> dict[K, list[str]]:
    """The ids that have each key, in sorted order."""
    found: dict[K, list[str]] = {}
    for name in sorted(keys):
        for key in set(keys[name]):
            found.setdefault(key, []).append(name)
    return found


def pairs(found: Mapping[K, list[str]], most: int) -> list[tuple[str, str]]:
    """The pairs of ids that share a block of at most `most`, sorted, each once. A larger block tells nobody apart."""
    return sorted({pair for ids in found.values() if 1 < len(ids) <= most for pair in combinations(ids, 2)})
