"""From "takes its content from that work" to "takes it from what that work says about the same claim"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.assess.interning import Node
from claimgraph.assess.problem import ENDS, NO
from claimgraph.assess.scene import REPORT, Scene

__all__ = ["resolve"]


def resolve(scene: Scene) -> None:
    """Add the derivations that `scene.takes` and the mirrors stand for.

    Where no document at hand says anything about the claim, the work stands for itself: a node of its own, which takes
    in turn from the work's sources, and else may be an origin that nobody has looked into.
    """
    left = sorted(set(scene.takes))
    while left:
        node, claim, work, basis = left.pop()
        held = scene.works.members.get(work, ())
        said = [n for d in held for sort in scene.about.get((d, claim), ()) for n in sort]
        if said:
            scene.draft.derivations |= {(node, n, basis) for n in said if n != node}
            continue
        stands = f"{work} {claim}"
        scene.draft.derivations.add((node, stands, basis))
        if stands not in scene.draft.nodes:
            _stand(scene, stands, work, held)
            left += [(stands, claim, source, rank) for d in held for source, rank in scene.works.sources.get(d, ())]
    claims: dict[str, list[str]] = {}
    for document, claim in scene.about:
        claims.setdefault(document, []).append(claim)
    for basis, group in scene.works.mirrors:
        for claim in sorted({c for d in group for c in claims.get(d, ())}):
            _mirror(scene, basis, group, claim)


def _stand(scene: Scene, stands: str, work: str, held: Sequence[str]) -> None:
    """A node for a work as to a claim; who is responsible is known where the work's document or author is."""
    known = [scene.documents[d] for d in held]
    never = any(f.never_origin for f in known)
    scene.draft.add(stands, Node(NO if never else ENDS, NO, 0, min((f.date for f in known), default=0)))
    makers = {scene.same(a) for f in known for a in f.voice}
    if work.startswith(REPORT):
        makers.add(work.removeprefix(REPORT))
    scene.draft.responsible |= {(stands, maker) for maker in makers}


def _mirror(scene: Scene, basis: int, group: Sequence[str], claim: str) -> None:
    """Of documents that are one work, the earliest that has something on a claim speaks; the others take from it."""
    for sort in (0, 1):
        telling = [said for d in group if (said := scene.about.get((d, claim), ((), ()))[sort])]
        for others in telling[1:]:
            scene.draft.derivations |= {(a, b, basis) for a in others for b in telling[0] if a != b}
