"""Which proposals are still to be put to a person: never one that somebody has answered, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.resolve.identity import Identity
from claimgraph.resolve.judgement import Judgement, Value
from claimgraph.resolve.proposal import Proposal

__all__ = ["undecided"]


def undecided(proposals: Iterable[Proposal], judgements: Iterable[Judgement], who: Identity) -> list[Proposal]:
    """The proposals whose two ids nobody has judged, and which no judgements settle; of each two clusters the best.

    Args:
        proposals: all of them.
        judgements: people's.
        who: what judgements, the linker's too, come to.
    """
    settled = {_pair(who, j.left, j.right) for j in judgements if j.value is not Value.POSITIVE}
    settled |= {_pair(who, c.left, c.right) for c in who.conflicts}
    best: dict[tuple[str, str], Proposal] = {}
    for p in sorted(proposals, key=lambda p: (-p.score, p)):
        pair = _pair(who, p.left, p.right)
        if pair[0] != pair[1] and pair not in settled:
            best.setdefault(pair, p)
    return sorted(best.values())


def _pair(who: Identity, left: str, right: str) -> tuple[str, str]:
    one, other = sorted((who.of(left), who.of(right)))
    return one, other
