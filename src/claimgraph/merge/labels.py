"""What the identifiers of a file are called: labels by key in a temporary file, of which 24 bytes each are held.

A dump of owners names millions, and each tie looks two of them up.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from tempfile import TemporaryFile

import numpy as np

from claimgraph.merge.distinct import Distinct, hashed

__all__ = ["Labels"]


class Labels:
    """First all are added, then they are settled, then asked for.

    Keys are told apart as `Distinct` does; a label is never given for another key than its own.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 closed by __del__
        self._keys = Distinct()
        self._hashes, self._starts = array("q"), array("q", [0])
        self._order = array("q")  # by hash: where among those that were added

    def __del__(self) -> None:
        """The temporary file goes with it."""
        self._file.close()

    def add(self, key: str, label: str) -> bool:
        """Keep what a key is called; False where it is called something already.

        Raises:
            OSError: there is no room for temporary files.
        """
        one = hashed(key)
        if not self._keys.add(one):
            return False
        self._hashes.append(one)
        self._starts.append(self._starts[-1] + self._file.write(_packed(key) + _packed(label)))
        return True

    def settle(self) -> None:
        """No more are added.

        Raises:
            OSError: there is no room for temporary files.
        """
        self._file.flush()
        hashes = np.frombuffer(self._hashes, np.int64)
        order = np.argsort(hashes)
        self._order = array("q", order.tobytes())
        self._hashes = array("q", hashes[order].tobytes())
        self._keys = Distinct()

    def get(self, key: str) -> str | None:
        """What a key is called, if anything.

        Raises:
            OSError: the temporary file cannot be read.
        """
        one = hashed(key)
        at = bisect_left(self._hashes, one)
        if at == len(self._hashes) or self._hashes[at] != one:
            return None
        start, end = self._starts[self._order[at]], self._starts[self._order[at] + 1]
        packed, front = os.pread(self._file.fileno(), end - start, start), _packed(key)
        return packed[len(front) : -1].decode("utf-8", "surrogatepass") if packed.startswith(front) else None


def _packed(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass") + b"\xff"  # which is in no UTF-8
