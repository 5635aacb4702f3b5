"""From an anchor's scores to spans: runs of pieces, whole words, no stray punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from claimgraph.extract.tagger.running import Reading
from claimgraph.extract.tagger.windows import Window
from claimgraph.model import Span

__all__ = ["Spans", "spans_of"]

_HALF = 0.5
_BRIDGE = (2, 1, 3, 1)  # pieces of a gap that a run of source, cue, content, accused may bridge
_SHORTEST = (1, 1, 2, 1)  # pieces of a run that stands for itself
_ACCUSED = 3
_OUTER = " \t\n\r\"“”'‘’«»,;:"
_WORD = re.compile(r"\w")


class Spans(NamedTuple):
    """The roles of one attribution; the accused are mentions within it or near it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    accused: tuple[Span, ...]


def spans_of(text: str, window: Window, reading: Reading) -> Spans | None:
    """The spans of an anchor; None where no content is likely enough."""
    likely = reading.roles >= _HALF
    if not likely[:, 2].any():
        return None
    taken = likely[:, :3].any(axis=1)
    roles = []
    for role in range(4):
        apart = taken & ~likely[:, role] if role < _ACCUSED else np.zeros_like(taken)
        runs = _runs(likely[:, role], apart, _BRIDGE[role])
        kept = [r for r in runs if r[1] - r[0] >= _SHORTEST[role]] or runs[:1]
        roles.append(tuple(s for r in kept if (s := _trimmed(text, window, r))))
    return Spans(*roles) if roles[2] else None


def _runs(on: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_], bridge: int) -> list[tuple[int, int]]:
    """Runs [start, end) of pieces, joined over short gaps in which no other role stands."""
    runs: list[tuple[int, int]] = []
    for at in np.flatnonzero(on).tolist():
        if runs and at - runs[-1][1] <= bridge and not other[runs[-1][1] : at].any():
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _trimmed(text: str, window: Window, run: Sequence[int]) -> Span | None:
    """A run as whole words without outer quotation marks and separators; None if nothing is left."""
    start, end = window.offsets[run[0]].start, window.offsets[run[1] - 1].end
    while start > 0 and _WORD.match(text[start - 1]) and _WORD.match(text[start]):
        start -= 1
    while end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end]):
        end += 1
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    if end > start and text[end - 1] == "." and not text[start:end].count(".") > 1:
        end -= 1
    return Span(start, end) if end > start else None
