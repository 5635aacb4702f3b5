"""Where marks stand: a spring layout that is computed once, when the page is built.

Fruchterman and Reingold's forces (1991), repulsion only between near marks (found with a k-d tree), then boxes that
still overlap are pushed apart. No random start: marks begin on a sunflower spiral in the order in which a
breadth-first walk meets them, so the same picture has the same positions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

__all__ = ["positions"]

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]

_ROUNDS: Final = 260
_SPREAD: Final = 0.95  # ideal length of a line, in typical box diagonals
_REACH: Final = 2.0  # repulsion ends at this many ideal lengths
_PULL: Final = (0.1, 0.16)  # towards the middle, so that unconnected parts stay near; screens are wide
_GAP: Final = 48.0  # pixels between two boxes
_ROOM: Final = 2.2  # area of the picture, in areas of all its boxes
_GOLDEN: Final = np.pi * (3.0 - 5.0**0.5)


def positions(sizes: Sequence[tuple[float, float]], lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Centres of boxes, in whole pixels, around the origin.

    Args:
        sizes: width and height of each box, in pixels.
        lines: pairs of indices into `sizes`.

    Returns:
        (x, y) of each box, in the order of `sizes`.
    """
    if not sizes:
        return []
    boxes = np.asarray(sizes, dtype=np.float64)
    pairs = np.asarray(sorted({(min(p), max(p)) for p in lines if p[0] != p[1]}), dtype=np.int64).reshape(-1, 2)
    length = _SPREAD * float(np.median(np.hypot(boxes[:, 0], boxes[:, 1])))
    settled = _springs(_spiral(len(boxes), pairs, length), pairs, length)
    placed = _apart(_roomy(settled, boxes), boxes)
    placed -= (placed.max(axis=0) + placed.min(axis=0)) / 2
    return [(int(x), int(y)) for x, y in np.rint(placed)]


def _spiral(count: int, pairs: _Ints, length: float) -> _Floats:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs.tolist():
        near[a].append(b)
        near[b].append(a)
    order: list[int] = []
    seen = [False] * count
    for root in sorted(range(count), key=lambda i: (-len(near[i]), i)):
        queue = deque([root])
        while queue:
            node = queue.popleft()
            if not seen[node]:
                seen[node] = True
                order.append(node)
                queue.extend(near[node])
    rank = np.empty(count)
    rank[order] = np.arange(count)
    radius = length * 0.6 * np.sqrt(rank + 0.5)
    return np.column_stack([radius * np.cos(rank * _GOLDEN), radius * np.sin(rank * _GOLDEN)])


def _springs(at: _Floats, pairs: _Ints, length: float) -> _Floats:
    for step in range(_ROUNDS):
        near: _Ints = cKDTree(at).query_pairs(_REACH * length, output_type="ndarray")
        near = near[np.lexsort((near[:, 1], near[:, 0]))]
        force = (
            _between(at, near, length, repel=True) + _between(at, pairs, length, repel=False) - np.asarray(_PULL) * at
        )
        strength = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        heat = length * 0.5 * (1.0 - step / _ROUNDS) ** 1.5
        at = at + force / strength * np.minimum(strength, heat)
    return at


def _between(at: _Floats, pairs: _Ints, length: float, *, repel: bool) -> _Floats:
    """The sum over each mark's pairs of length² / distance away, or of distance² / length towards."""
    apart = at[pairs[:, 0]] - at[pairs[:, 1]]
    far = np.maximum(np.linalg.norm(apart, axis=1), 0.01 * length)
    share = apart * ((length / far) ** 2 if repel else -far / length)[:, None]
    return _summed(pairs[:, 0], share, len(at)) - _summed(pairs[:, 1], share, len(at))


def _summed(owners: _Ints, shares: _Floats, count: int) -> _Floats:
    return np.column_stack([np.bincount(owners, weights=shares[:, axis], minlength=count) for axis in (0, 1)])


def _roomy(at: _Floats, boxes: _Floats) -> _Floats:
    """Positions blown up until the picture is as wide as all boxes side by side need, and a few times over."""
    needed = _ROOM * float((boxes + _GAP).prod(axis=1).sum())
    taken = float((at.max(axis=0) - at.min(axis=0) + _GAP).prod())
    grown: _Floats = at * max(1.0, (needed / taken) ** 0.5)
    return grown


def _apart(at: _Floats, boxes: _Floats) -> _Floats:
    """Boxes that overlap move away from each other along the axis on which they overlap less."""
    half = boxes / 2 + _GAP / 2
    reach = 2 * float(np.hypot(half[:, 0], half[:, 1]).max())
    for _ in range(_ROUNDS):
        near: _Ints = cKDTree(at).query_pairs(reach, output_type="ndarray")
        near = near[np.lexsort((near[:, 1], near[:, 0]))]
        apart = at[near[:, 0]] - at[near[:, 1]]
        over = half[near[:, 0]] + half[near[:, 1]] - np.abs(apart)
        hit = (over > 0.5).all(axis=1)  # noqa: PLR2004 half a pixel shows nowhere
        if not hit.any():
            break
        pairs, apart, over = near[hit], apart[hit], over[hit]
        axis = over.argmin(axis=1)
        rows = np.arange(len(pairs))
        share = np.zeros_like(apart)
        share[rows, axis] = np.where(apart[rows, axis] >= 0, 1.0, -1.0) * over[rows, axis] * 0.5
        at = at + _summed(pairs[:, 0], share, len(at)) - _summed(pairs[:, 1], share, len(at))
    return at
