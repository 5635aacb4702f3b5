"""Which part of a picture a page holds and opens on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from claimgraph.viz.collapse import Mark, Picture

__all__ = ["bounded", "part"]


def bounded(picture: Picture, size: int, focus: str | None = None) -> list[str]:
    """At most `size` IRIs of marks: those that a breadth-first walk meets first.

    Args:
        picture: what could be drawn.
        size: how many marks at most.
        focus: the IRI to walk from. Without one the walk starts at the claim with most lines, and starts again at
            the next one as long as there is room.
    """
    near: dict[str, set[str]] = {mark.iri: set() for mark in picture.marks}
    for line in picture.lines:
        near[line.source].add(line.target)
        near[line.target].add(line.source)
    weight = {mark.iri: mark.weight for mark in picture.marks}
    roots = [focus] if focus is not None else [m.iri for m in sorted(picture.marks, key=_telling)]
    return _walk(roots, near, weight, size)


def part(picture: Picture, iris: Iterable[str]) -> Picture:
    """The marks with these IRIs, and the lines between them."""
    kept = frozenset(iris)
    return Picture(
        tuple(m for m in picture.marks if m.iri in kept),
        tuple(line for line in picture.lines if line.source in kept and line.target in kept),
    )


def _telling(mark: Mark) -> tuple[bool, bool, int, str]:
    return mark.kind != "Claim", mark.type != "Allegation", -mark.weight, mark.iri


def _walk(roots: Iterable[str], near: Mapping[str, set[str]], weight: Mapping[str, int], size: int) -> list[str]:
    met: dict[str, None] = {}
    for root in roots:
        queue = deque([root])
        while queue and len(met) < size:
            node = queue.popleft()
            if node not in met:
                met[node] = None
                queue.extend(sorted(near[node] - met.keys(), key=lambda n: (-weight[n], n)))
    return list(met)
