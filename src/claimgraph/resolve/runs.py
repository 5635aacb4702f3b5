"""How much two lines have in common: the runs of four words that stand in both.

A run is known by a number of 64 bits that is made of its words, so that the many lines that a band brings together are
compared in numpy: a line meets up to four hundred others. Two runs of one number are the same run; that two others
should have one is as likely as one in 10^19.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from claimgraph.model.identifiers import digest

__all__ = ["Match", "itself", "matching"]

_RUN = 4  # words
_LEAST_RUNS = 3  # that two lines share
_LEAST_SCORE = 0.25
_ODD = np.uint64(0x9E3779B97F4A7C15)  # any odd number that spreads bits well: 2^64 over the golden ratio

_Runs: TypeAlias = npt.NDArray[np.uint64]


class Match(NamedTuple):
    """How much two lines have in common: the share of the runs in the shorter one, and how many runs."""

    score: float
    shared: int


def itself(words: str) -> Match:
    """What a line has in common with itself."""
    return Match(1.0, len(words.split()) + 1 - _RUN)


def matching(words: str, others: Collection[str]) -> Iterator[tuple[str, Match]]:
    """Of other lines, those that share runs enough with this one.

    Args:
        words: a line, normalised, of _RUN words or more.
        others: such lines.
    """
    if not others:
        return
    runs, theirs = _runs(words), [_runs(other) for other in others]
    every = np.concatenate(theirs)
    sizes = np.fromiter(map(len, theirs), np.int64, len(theirs))
    hit = runs[np.minimum(np.searchsorted(runs, every), len(runs) - 1)] == every
    shared = np.bincount(np.repeat(np.arange(len(theirs)), sizes)[hit], minlength=len(theirs))
    fewest = np.minimum(sizes, len(runs))
    enough = (shared >= _LEAST_RUNS) & (shared >= _LEAST_SCORE * fewest)
    for other, good, count, of in zip(others, enough.tolist(), shared.tolist(), fewest.tolist(), strict=True):
        if good:
            yield other, Match(round(count / of, 4), count)


@lru_cache(maxsize=32_768)  # a third of a kilobyte each, and as much for the words
def _runs(words: str) -> _Runs:
    """The numbers of a line's runs, sorted, each once."""
    each = np.fromiter(map(_number, words.split()), np.uint64)
    count = len(each) + 1 - _RUN
    found = each[:count].copy()
    for at in range(1, _RUN):
        found = found * _ODD + each[at : at + count]
    found.sort()
    return found[np.concatenate(([True], found[1:] != found[:-1]))]


@lru_cache(maxsize=32_768)
def _number(word: str) -> int:
    return int(digest(word, length=16), 16)
