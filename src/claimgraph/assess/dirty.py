"""What a change reaches, and the part of a problem that some claims rest on: so that only that is assessed again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.pairs import Grouped, Ints, concat, distinct, group, ints
from claimgraph.assess.problem import Edges, Pairs, Problem, rows_of

__all__ = ["Change", "Index", "index", "reached", "restrict"]


class Index(NamedTuple):
    """Where to find rows, built once for a problem: `<rows>_by_<key>`; derivations by source, mirrors by either end.

    `takers` are the nodes that derive from a node or are one with it; `below` the actors that a relation puts under an
    actor; `claims` those that a node is offered for, puts forward or is common ground of.
    """

    problem: Problem
    derivations: Grouped
    mirrors: Grouped
    takers: Grouped
    claims: Grouped
    items: Grouped
    claimants: Grouped
    common: Grouped
    denials: Grouped
    accused: Grouped
    beneficiaries: Grouped
    responsible: Grouped
    made_by: Grouped
    concerned: Grouped
    control: Grouped
    below: Grouped
    in_document: Grouped
    stated_in: Grouped


def index(problem: Problem) -> Index:
    """The index of a problem; as costly as a part of one assessment."""
    p, n, claims, actors = problem, len(problem.nodes), len(problem.claims), len(problem.actors)
    both = Pairs(concat(p.mirrors.source, p.mirrors.target), concat(p.mirrors.target, p.mirrors.source))
    rows = np.arange(len(p.mirrors.source), dtype=np.int64)
    own = np.flatnonzero(p.document >= 0)
    told = np.flatnonzero(p.control.document >= 0)
    return Index(
        problem=p,
        derivations=_rows(p.derivations.source, n),
        mirrors=group(both.left, concat(rows, rows), n),
        takers=group(concat(p.derivations.target, both.left), concat(p.derivations.source, both.right), n),
        claims=group(
            concat(p.items.node, p.claimants.node, p.common.right, p.denials.right),
            concat(p.items.claim, p.claimants.claim, p.common.left, p.denials.left),
            n,
        ),
        items=_rows(p.items.claim, claims),
        claimants=_rows(p.claimants.claim, claims),
        common=_rows(p.common.left, claims),
        denials=_rows(p.denials.left, claims),
        accused=_rows(p.accused.left, claims),
        beneficiaries=_rows(p.beneficiaries.left, claims),
        responsible=_rows(p.responsible.left, n),
        made_by=group(p.responsible.right, p.responsible.left, actors),
        concerned=group(
            concat(p.accused.right, p.beneficiaries.right), concat(p.accused.left, p.beneficiaries.left), actors
        ),
        control=_rows(p.control.actor, actors),
        below=group(p.control.other, p.control.actor, actors),
        in_document=group(p.document[own], own, len(p.documents)),
        stated_in=group(p.control.document[told], told, len(p.documents)),
    )


def _rows(keys: Ints, count: int) -> Grouped:
    return group(keys, np.arange(len(keys), dtype=np.int64), count)


def _closure(step: Grouped, start: Ints) -> Ints:
    found = front = distinct(start)
    while len(front):
        _, reached_now = step.of(front)
        front = np.setdiff1d(distinct(reached_now), found, assume_unique=True)
        found = distinct(concat(found, front))
    return found


class Change(NamedTuple):
    """Positions of the documents that change, with all that they hold and state; of nodes; of actors that change."""

    documents: Ints = ints()
    nodes: Ints = ints()
    actors: Ints = ints()


def reached(by: Index, change: Change) -> Ints:
    """The claims (positions) whose assessment a change may alter."""
    p = by.problem
    moved = _closure(by.below, concat(change.actors, p.control.actor[by.stated_in.of(change.documents)[1]]))
    touched = concat(change.nodes, by.in_document.of(change.documents)[1], by.made_by.of(moved)[1])
    return distinct(concat(by.claims.of(_closure(by.takers, touched))[1], by.concerned.of(moved)[1]))


def restrict(by: Index, claims: Ints) -> Problem:
    """The problem of some claims alone, sorted by position: all that their assessment rests on, and nothing else."""
    p, claims = by.problem, distinct(claims)
    items = rows_of(p.items, by.items.of(claims)[1])
    claimants = rows_of(p.claimants, by.claimants.of(claims)[1])
    common = rows_of(p.common, by.common.of(claims)[1])
    denials = rows_of(p.denials, by.denials.of(claims)[1])
    nodes = front = distinct(concat(items.node, claimants.node, common.right, denials.right))
    while len(front):
        mirrors = by.mirrors.of(front)[1]
        targets = p.derivations.target[by.derivations.of(front)[1]]
        reached_now = distinct(concat(targets, p.mirrors.source[mirrors], p.mirrors.target[mirrors]))
        front = np.setdiff1d(reached_now, nodes, assume_unique=True)
        nodes = distinct(concat(nodes, front))
    responsible = rows_of(p.responsible, by.responsible.of(nodes)[1])
    accused = rows_of(p.accused, by.accused.of(claims)[1])
    gain = rows_of(p.beneficiaries, by.beneficiaries.of(claims)[1])
    actors = distinct(concat(responsible.right, accused.right, gain.right, claimants.asserter))
    front = actors
    while len(front):
        others = distinct(p.control.other[by.control.of(front)[1]])
        front = np.setdiff1d(others, actors, assume_unique=True)
        actors = distinct(concat(actors, front))
    control = rows_of(p.control, by.control.of(actors)[1])
    marked = np.isin(p.marks.node, nodes)

    def at(values: Ints) -> Ints:
        return np.searchsorted(nodes, values).astype(np.int64)

    def who(values: Ints) -> Ints:
        return np.searchsorted(actors, values).astype(np.int64)

    def of(values: Ints) -> Ints:
        return np.searchsorted(claims, values).astype(np.int64)

    def edges(table: Edges, rows: Ints) -> Edges:
        chosen = rows_of(table, distinct(rows))
        return Edges(at(chosen.source), at(chosen.target), chosen.basis)

    return Problem(
        nodes=[p.nodes[i] for i in nodes.tolist()],
        claims=[p.claims[i] for i in claims.tolist()],
        actors=[p.actors[i] for i in actors.tolist()],
        documents=p.documents,
        origin=p.origin[nodes],
        closed=p.closed[nodes],
        hidden=p.hidden[nodes],
        date=p.date[nodes],
        document=p.document[nodes],
        hedged=p.hedged[nodes],
        published=p.published[nodes],
        unnamed=p.unnamed[actors],
        derivations=edges(p.derivations, by.derivations.of(nodes)[1]),
        mirrors=edges(p.mirrors, by.mirrors.of(nodes)[1]),
        marks=rows_of(p.marks, marked)._replace(node=at(p.marks.node[marked])),
        responsible=Pairs(at(responsible.left), who(responsible.right)),
        control=control._replace(actor=who(control.actor), other=who(control.other)),
        claimants=claimants._replace(
            claim=of(claimants.claim), node=at(claimants.node), asserter=who(claimants.asserter)
        ),
        items=items._replace(claim=of(items.claim), node=at(items.node)),
        accused=Pairs(of(accused.left), who(accused.right)),
        beneficiaries=Pairs(of(gain.left), who(gain.right)),
        common=Pairs(of(common.left), at(common.right)),
        denials=Pairs(of(denials.left), at(denials.right)),
        retracted=at(p.retracted[np.isin(p.retracted, nodes)]),
    )
