"""What if: the verdicts that would change, found without touching the graph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from claimgraph.assess.dirty import Change, index, reached, restrict
from claimgraph.assess.pairs import Bytes, Ints, concat, dates, ints, small
from claimgraph.assess.policy import DEFAULT, Policy
from claimgraph.assess.problem import BASES, Control, Pairs, Problem
from claimgraph.assess.run import assessments
from claimgraph.assess.verdict import judge
from claimgraph.errors import BadParameter
from claimgraph.model import Assessment, Basis

__all__ = ["Changed", "assume_same", "retract", "split_actor", "suppose"]


@dataclass(frozen=True, slots=True)
class Changed:
    """One claim's assessment as it is and as it would be."""

    before: Assessment
    after: Assessment


def suppose(
    problem: Problem,
    *,
    same: Iterable[tuple[str, str]] = (),
    split: Iterable[str] = (),
    retracted: Iterable[str] = (),
    policy: Policy = DEFAULT,
) -> tuple[Changed, ...]:
    """What changes if all of this holds at once.

    Args:
        problem: the corpus as it is.
        same: pairs of actors that are one, or otherwise of one circle.
        split: actors of whom each document's mention is somebody else. Relations that a document states go with its
            own; relations from elsewhere (a gazetteer, an assumption) go with all.
        retracted: assertions, evidence items, instruments or documents that are withdrawn. A withdrawn item is no
            item, a withdrawn assertion nobody's claim, and what rests on nothing else falls. What was derived from it
            stays derived from it.
        policy: what is asked of a claim.

    Raises:
        BadParameter: nothing has such a name.
    """
    nodes = ints([node for name in retracted for node in _nodes(problem, name)])
    tied = [(_actor(problem, one), _actor(problem, other)) for one, other in same]
    apart = list(dict.fromkeys(_actor(problem, name) for name in split))
    after = replace(problem, retracted=concat(problem.retracted, nodes), control=_tied(problem.control, tied))
    for actor in apart:
        after = _split(after, actor)
    actors = ints([*(actor for pair in tied for actor in pair), *apart])
    return _difference(problem, after, Change(nodes=nodes, actors=actors), policy)


def retract(problem: Problem, names: Iterable[str], policy: Policy = DEFAULT) -> tuple[Changed, ...]:
    """What changes if these are withdrawn; see `suppose`."""
    return suppose(problem, retracted=names, policy=policy)


def assume_same(problem: Problem, one: str, other: str, policy: Policy = DEFAULT) -> tuple[Changed, ...]:
    """What changes if two actors are one, or otherwise of one circle; see `suppose`."""
    return suppose(problem, same=[(one, other)], policy=policy)


def split_actor(problem: Problem, actor: str, policy: Policy = DEFAULT) -> tuple[Changed, ...]:
    """What changes if each document's mention of an actor is somebody else; see `suppose`."""
    return suppose(problem, split=[actor], policy=policy)


def _nodes(problem: Problem, name: str) -> list[int]:
    """A node, or all nodes of a document."""
    if (at := _position(problem.nodes, name)) is not None:
        return [at]
    if (document := _position(problem.documents, name)) is not None:
        return np.flatnonzero(problem.document == document).tolist()
    raise BadParameter(name, "is no assertion, evidence item, instrument or document here")


def _tied(control: Control, pairs: Sequence[tuple[int, int]]) -> Control:
    """With a relation either way for each pair; undated, and stated in no document."""
    if not pairs:
        return control
    one, other = ints(pairs).T
    basis: Bytes = small([BASES.index(Basis.ASSUMED)] * 2 * len(pairs))
    undated = dates([0] * len(basis))
    return Control(
        concat(control.actor, one, other),
        concat(control.other, other, one),
        np.concatenate([control.basis, basis]),
        np.concatenate([control.since, undated]),
        np.concatenate([control.until, undated]),
        concat(control.document, ints([-1] * len(basis))),
    )


def _split(problem: Problem, a: int) -> Problem:
    """New actors after the old ones, one a document that has the actor; what is in no document keeps the old one."""
    node, maker = problem.responsible
    where = problem.document[node]
    control = problem.control
    stated = ((control.actor == a) | (control.other == a)) & (control.document >= 0)
    found = sorted(set(where[(maker == a) & (where >= 0)].tolist()) | set(control.document[stated].tolist()))
    new = {document: len(problem.actors) + i for i, document in enumerate(found)}

    def renamed(actors: Ints, documents: Ints) -> Ints:
        return ints([new.get(d, who) if who == a else who for who, d in zip(actors.tolist(), documents, strict=True)])

    general = [row for row in range(len(control.actor)) if control.document[row] < 0 and a in _ends(control, row)]
    copies = [(row, n) for row in general for n in new.values()]
    of_copy = ints([row for row, _ in copies])
    ends = [[n if end == a else end for end in _ends(control, row)] for row, n in copies]
    rows = problem.claimants
    return replace(
        problem,
        actors=[*problem.actors, *(f"{problem.actors[a]} in {problem.documents[d]}" for d in found)],
        unnamed=small(np.concatenate([problem.unnamed, np.full(len(found), problem.unnamed[a])])),
        responsible=Pairs(node, renamed(maker, where)),
        claimants=rows._replace(asserter=renamed(rows.asserter, problem.document[rows.node])),
        control=Control(
            concat(renamed(control.actor, control.document), ints([e[0] for e in ends])),
            concat(renamed(control.other, control.document), ints([e[1] for e in ends])),
            *(np.concatenate([column, column[of_copy]]) for column in control[2:]),
        ),
    )


def _ends(control: Control, row: int) -> tuple[int, int]:
    return int(control.actor[row]), int(control.other[row])


def _position(names: Sequence[str], name: str) -> int | None:
    at = bisect_left(names, name)
    return at if at < len(names) and names[at] == name else None


def _actor(problem: Problem, name: str) -> int:
    at = _position(problem.actors, name)
    if at is None:
        raise BadParameter(name, "is no actor here")
    return at


def _difference(before: Problem, after: Problem, change: Change, policy: Policy) -> tuple[Changed, ...]:
    """Assess what the change reaches, in both."""
    claims = np.union1d(reached(one := index(before), change), reached(other := index(after), change)).astype(np.int64)
    old, new = restrict(one, claims), restrict(other, claims)
    pairs = zip(assessments(old, judge(old, policy), policy), assessments(new, judge(new, policy), policy), strict=True)
    return tuple(Changed(a, b) for a, b in pairs if a != b)
