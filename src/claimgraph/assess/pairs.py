"""Sets of pairs as integer arrays: the little relational algebra that the engine is written in.

A set of pairs is two arrays of one length. Sorting a combined key is the only expensive step anywhere.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Bools", "Grouped", "Ints", "concat", "distinct", "distinct_pairs", "flags", "group", "ints", "isin_pairs"]

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]


def ints(values: Any = ()) -> Ints:  # noqa: ANN401 whatever numpy takes: a list, a range, an array
    """The values as 64-bit integers."""
    return np.asarray(values, dtype=np.int64)


def concat(*arrays: Ints) -> Ints:
    """One array after the other; no arrays make an empty one."""
    return np.concatenate(arrays) if arrays else ints()


def flags(where: Ints, count: int) -> Bools:
    """`count` booleans, true at the given positions."""
    out = np.zeros(count, dtype=np.bool_)
    out[where] = True
    return out


def distinct(keys: Ints) -> Ints:
    """The values, sorted, each once.

    numpy's own `unique` hashes, which is thirty times slower on ten million keys.
    """
    if len(keys) < 2:  # noqa: PLR2004 nothing to sort
        return keys
    ordered = np.sort(keys)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def distinct_pairs(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """The pairs, sorted by left and then right, each once."""
    width = int(right.max(initial=0)) + 1
    keys = distinct(left * width + right)
    return keys // width, keys % width


def isin_pairs(left: Ints, right: Ints, others_left: Ints, others_right: Ints) -> Bools:
    """For each pair, whether it is among the other pairs."""
    if not len(left) or not len(others_left):
        return np.zeros(len(left), dtype=np.bool_)
    width = max(int(right.max()), int(others_right.max())) + 1
    table = np.sort(others_left * width + others_right)
    keys = left * width + right
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    found: Bools = table[at] == keys
    return found


class Grouped(NamedTuple):
    """Values by key: those of key k are `values[start[k] : start[k] + length[k]]`."""

    start: Ints
    length: Ints
    values: Ints

    def of(self, keys: Ints) -> tuple[Ints, Ints]:
        """All values of all the keys: (position in `keys`, value), one row a value."""
        lengths = self.length[keys]
        total = int(lengths.sum())
        which = np.repeat(np.arange(len(keys), dtype=np.int64), lengths)
        offsets = np.arange(total, dtype=np.int64) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return which, self.values[self.start[keys][which] + offsets]

    def one(self, key: int) -> Ints:
        """The values of one key."""
        return self.values[self.start[key] : self.start[key] + self.length[key]]


def group(keys: Ints, values: Ints, count: int) -> Grouped:
    """Values by key, for keys 0 … count - 1; within a key the order of the rows is kept."""
    length = np.bincount(keys, minlength=count).astype(np.int64)
    if len(keys) > 1 and np.any(keys[1:] < keys[:-1]):
        values = values[np.argsort(keys, kind="stable")]
    return Grouped(np.cumsum(length) - length, length, values)
