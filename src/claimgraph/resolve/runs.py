"""How much two lines have in common: the runs of four words that stand in both.

A run is known by a number of 64 bits that is made of its words, so that the many lines that a band brings together are
compared in numpy: a line meets up to four hundred others. Two runs of one number are the same run; that two others
should have one is as likely as one in 10^19.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from claimgraph.model.identifiers import digest

__all__ = ["Match", "Runs", "itself", "matching", "runs_from", "runs_of", "runs_to"]

_RUN = 4  # words
_LEAST_RUNS = 3  # that two lines share
_LEAST_SCORE = 0.25
_ODD = np.uint64(0x9E3779B97F4A7C15)  # any odd number that spreads bits well: 2^64 over the golden ratio

Runs: TypeAlias = npt.NDArray[np.uint64]
T = TypeVar("T")


class Match(NamedTuple):
    """How much two lines have in common: the share of the runs in the shorter one, and how many runs."""

    score: float
    shared: int


def itself(words: str) -> Match:
    """What a line has in common with itself."""
    return Match(1.0, len(words.split()) + 1 - _RUN)


def matching(runs: Runs, others: Sequence[T], runs_of: Callable[[T], Runs]) -> Iterator[tuple[T, Match]]:
    """Of other lines, those that share runs enough with one.

    Args:
        runs: those of the one.
        others: what the other lines are known by.
        runs_of: gives theirs.
    """
    if not others:
        return
    theirs = list(map(runs_of, others))
    every = np.concatenate(theirs)
    sizes = np.fromiter(map(len, theirs), np.int64, len(theirs))
    hit = runs.take(runs.searchsorted(every), mode="clip") == every
    shared = np.bincount(np.arange(len(theirs)).repeat(sizes)[hit], minlength=len(theirs))
    fewest = np.minimum(sizes, len(runs))
    enough = np.flatnonzero((shared >= _LEAST_RUNS) & (shared >= _LEAST_SCORE * fewest))
    for at, count, of in zip(enough.tolist(), shared[enough].tolist(), fewest[enough].tolist(), strict=True):
        yield others[at], Match(round(count / of, 4), count)


def runs_of(words: str) -> Runs:
    """The numbers of the runs of a line (normalised, of four words or more), sorted, each once."""
    each = np.fromiter(map(_number, words.split()), np.uint64)
    count = len(each) + 1 - _RUN
    found = each[:count].copy()
    for at in range(1, _RUN):
        found = found * _ODD + each[at : at + count]
    found.sort()
    return found[np.concatenate(([True], found[1:] != found[:-1]))]


def runs_to(runs: Runs) -> bytes:
    """The numbers as bytes, the same on every machine."""
    return runs.astype("<u8").tobytes()


def runs_from(kept: bytes) -> Runs:
    """The numbers that `runs_to` made bytes of."""
    return np.frombuffer(kept, dtype="<u8")


@lru_cache(maxsize=32_768)
def _number(word: str) -> int:
    return int(digest(word, length=16), 16)
