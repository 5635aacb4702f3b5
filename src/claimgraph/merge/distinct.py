"""How many different things there are, and whether one was there before, among the millions that a large file names.

Things are told apart by 64 bits, as the ids of this package are: of ten million, two are taken for one with a chance of
three in a million. A thing takes 8 bytes for good, and 70 while it is new.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

__all__ = ["Distinct", "hashed"]

_FEW = 50_000  # that are new: then they are sorted among the others


def hashed(text: str) -> int:
    """64 bits of a text, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


class Distinct:
    """A set of hashes, from -2**63 to below 2**63, to which some can only be added."""

    def __init__(self) -> None:
        self._new: set[int] = set()
        self._held = array("q")  # sorted

    def add(self, one: int) -> bool:
        """Add one; False where it was there."""
        if one in self:
            return False
        self._new.add(one)
        self._grown()
        return True

    def update(self, hashes: Iterable[int]) -> None:
        """Add some."""
        self._new.update(hashes)
        self._grown()

    def absorb(self, other: Distinct) -> None:
        """Add what another holds."""
        self._settle(np.frombuffer(other._held, np.int64))
        self.update(other._new)

    def __contains__(self, one: int) -> bool:
        if one in self._new:
            return True
        if not self._held:
            return False
        at = bisect_left(self._held, one)
        return at < len(self._held) and self._held[at] == one

    def __len__(self) -> int:
        new = np.fromiter(self._new, np.int64, len(self._new))
        held = np.frombuffer(self._held, np.int64)
        return len(held) + len(new) - int(np.isin(new, held).sum())

    def _grown(self) -> None:
        if len(self._new) >= _FEW:
            self._settle(np.fromiter(self._new, np.int64, len(self._new)))
            self._new.clear()

    def _settle(self, more: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
        both = np.union1d(np.frombuffer(self._held, np.int64), more)
        self._held = array("q")
        self._held.frombytes(both.data.cast("B"))
