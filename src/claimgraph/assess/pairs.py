"""Sets of pairs as integer arrays: the little relational algebra that the engine is written in.

A set of pairs is two arrays of one length. Sorting a combined key is the only expensive step anywhere.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = [
    "Bools",
    "Bytes",
    "Dates",
    "Grouped",
    "Ints",
    "concat",
    "dates",
    "distinct",
    "distinct_pairs",
    "flags",
    "group",
    "ints",
    "isin_pairs",
    "small",
]

Ints: TypeAlias = npt.NDArray[np.int64]
Dates: TypeAlias = npt.NDArray[np.int32]
Bytes: TypeAlias = npt.NDArray[np.int8]
Bools: TypeAlias = npt.NDArray[np.bool_]


def ints(values: Any = ()) -> Ints:  # noqa: ANN401 whatever numpy takes: a list, a range, an array
    """The values as 64-bit integers."""
    return np.asarray(values, dtype=np.int64)


def dates(values: Any = ()) -> Dates:  # noqa: ANN401
    """The values (YYYYMMDD) as 32-bit integers."""
    return np.asarray(values, dtype=np.int32)


def small(values: Any = ()) -> Bytes:  # noqa: ANN401
    """The values as bytes: flags and the like, of which there is one a node."""
    return np.asarray(values, dtype=np.int8)


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
    if len(left) < 2 or bool(np.all(left[1:] > left[:-1])):  # noqa: PLR2004 nothing to sort
        return left, right
    bits = int(right.max()).bit_length()
    keys = distinct(left << bits | right)
    return keys >> bits, keys & ((1 << bits) - 1)


def isin_pairs(left: Ints, right: Ints, others_left: Ints, others_right: Ints) -> Bools:
    """For each pair, whether it is among the other pairs."""
    if not len(left) or not len(others_left):
        return np.zeros(len(left), dtype=np.bool_)
    bits = max(int(right.max()), int(others_right.max())).bit_length()
    table = others_left << bits | others_right
    if not _ascending(table):
        table.sort()
    keys = left << bits | right
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
        shift = self.start[keys] - np.cumsum(lengths) + lengths
        return which, self.values[np.arange(total, dtype=np.int64) + np.repeat(shift, lengths)]

    def one(self, key: int) -> Ints:
        """The values of one key."""
        return self.values[self.start[key] : self.start[key] + self.length[key]]


def group(keys: Ints, values: Ints, count: int) -> Grouped:
    """Values by key, for keys 0 … count - 1. Within a key they keep their order, or are sorted if the keys are not."""
    length = np.bincount(keys, minlength=count)
    if not _ascending(keys):
        bits = int(values.max()).bit_length()
        values = np.sort(keys << bits | values) & ((1 << bits) - 1)
    return Grouped(np.cumsum(length) - length, length, values)


def _ascending(keys: Ints) -> bool:
    return len(keys) < 2 or bool(np.all(keys[1:] >= keys[:-1]))  # noqa: PLR2004 nothing to compare
