"""From judgements to one canonical id for each actor, claim or instrument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimgraph.resolve.judgement import Judgement, Value

__all__ = ["Conflict", "Identity", "identity"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A pair that is judged both the same and different, directly or through others. The negative one holds."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Identity:
    """`canonical` maps each merged id to the one that stands for it; `labels` names those. Others are themselves."""

    canonical: dict[str, str]
    labels: dict[str, str]
    conflicts: tuple[Conflict, ...] = ()

    def of(self, name: str) -> str:
        """The id that stands for this one."""
        return self.canonical.get(name, name)


def identity(judgements: Iterable[Judgement]) -> Identity:
    """Merge what is judged the same, unless that would join a pair that is judged different.

    Positive judgements are applied in sorted order, so the outcome does not depend on the order of files. The
    smallest id of a cluster stands for it; its label is the one given beside it, if any.
    """
    ordered = sorted(set(judgements))
    apart = {j.pair for j in ordered if j.value is Value.NEGATIVE}
    clusters: dict[str, set[str]] = {}
    conflicts: list[Conflict] = []
    for j in ordered:
        if j.value is not Value.POSITIVE:
            continue
        left, right = (clusters.get(x, {x}) for x in j.pair)
        if left is right:
            continue
        if any((min(a, b), max(a, b)) in apart for a in left for b in right):
            conflicts.append(Conflict(*j.pair))
            continue
        joined = left | right
        clusters.update(dict.fromkeys(joined, joined))
    canonical = {name: min(cluster) for name, cluster in sorted(clusters.items()) if name != min(cluster)}
    given = {
        name: label for j in ordered for name, label in ((j.left, j.left_label), (j.right, j.right_label)) if label
    }
    labels = {name: given[name] for name in sorted(set(canonical.values())) if name in given}
    return Identity(canonical, labels, tuple(conflicts))
