"""Why an item counts or does not, in a sentence, and on whose account."""

from __future__ import annotations

from claimgraph.assess.lineage import full_lineages
from claimgraph.assess.pairs import ints
from claimgraph.assess.policy import Policy
from claimgraph.assess.problem import Problem
from claimgraph.assess.verdict import Findings

__all__ = ["reason"]

_COUNTS = (
    "it rests on an origin and on no telling of the claim itself, and nobody who answers for it belongs with those who "
    "put the claim forward (rule 1)"
)
_MAY = "nothing that is known speaks against it under rule 1, but not all that matters is known"
_REPEATS = "it repeats what is said elsewhere and rests on no origin, and a repetition is not evidence"
_RETELLS = "it takes its content from somebody who puts the claim forward (rule 1)"
_ADMITS = "the accused offers it, or made all that it rests on; an admission is reported and not counted as independent"
_INTERESTED = "the accused, or somebody who gains if the claim is believed, answers for it (rule 5)"
_CLAIMANTS = "those who put the claim forward, or somebody whom they belong to, answer for it (rule 1)"
_WITHDRAWN = "what it rests on was withdrawn"


def reason(problem: Problem, found: Findings, row: int, policy: Policy) -> tuple[str, tuple[str, ...]]:
    """The rule that decided about an item of one claim's problem (see `dirty.restrict`), and the ids on whose account.

    These are assertions that it retells, or actors that stand on both sides; none where the rule names nobody.
    """
    e = found.evidence
    if e.may[row]:
        return (_MAY if e.unresolved.length[row] else _COUNTS), ()
    if e.repetition[row]:
        if not e.origins.length[row]:
            return (_WITHDRAWN if _rests_on_an_origin(found, row) else _REPEATS), ()
        return _RETELLS, _retold(problem, found, row)
    if e.admission[row]:
        return _ADMITS, tuple(problem.actors[a] for a in sorted(set(problem.accused.right.tolist())))
    if _meets(found, row):
        return _CLAIMANTS, tuple(problem.actors[a] for a in sorted(_meets(found, row)))
    assert policy.disinterested
    return _INTERESTED, ()


def _lineage(found: Findings, row: int) -> list[int]:
    _, reached = full_lineages(found.base.graph, ints([found.evidence.component[row]]))
    return [int(c) for c in reached]


def _rests_on_an_origin(found: Findings, row: int) -> bool:
    return bool(found.base.kind.origin[_lineage(found, row)].any())


def _retold(problem: Problem, found: Findings, row: int) -> tuple[str, ...]:
    held = set(_lineage(found, row))
    nodes = sorted(set(found.base.claimants.node.tolist()))
    return tuple(problem.nodes[n] for n in nodes if int(found.base.graph.component[n]) in held)


def _meets(found: Findings, row: int) -> set[int]:
    """Actors of the item's circle who are of the claimants' circle too."""
    base = found.base
    speakers = base.graph.component[base.claimants.node].tolist()
    circle = {actor for c in speakers for actor in base.responsible.one(c).tolist()}
    return circle & set(found.evidence.circle.one(row).tolist())
