"""A problem in the making, by names; frozen, names become numbers in the order of the names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np

from claimgraph.assess.pairs import Ints, dates, ints, small
from claimgraph.assess.problem import ENDS, NO, YES, Claimants, Control, Edges, Items, Marks, Pairs, Problem

__all__ = ["Draft", "Node", "freeze"]

_STRONGER = {NO: 0, ENDS: 1, YES: 2}


class Node(NamedTuple):
    """Flags of a node, as in `Problem`; `document` is "" outside of documents."""

    origin: int = NO
    closed: int = NO
    hidden: int = 0
    date: int = 0
    document: str = ""
    hedged: int = -1
    published: int = 0


@dataclass
class Draft:
    """Rows as in `Problem`, with ids for numbers. Sets, because two documents may say the same."""

    nodes: dict[str, Node] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    derivations: set[tuple[str, str, int]] = field(default_factory=set)
    mirrors: set[tuple[str, str, int]] = field(default_factory=set)
    marks: set[tuple[str, int]] = field(default_factory=set)
    responsible: set[tuple[str, str]] = field(default_factory=set)
    control: set[tuple[str, str, int, int, int, str]] = field(default_factory=set)
    claimants: set[tuple[str, str, int, str, str]] = field(default_factory=set)
    items: set[tuple[str, str, int]] = field(default_factory=set)
    accused: set[tuple[str, str]] = field(default_factory=set)
    beneficiaries: set[tuple[str, str]] = field(default_factory=set)
    common: set[tuple[str, str]] = field(default_factory=set)
    denials: set[tuple[str, str]] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)

    def add(self, name: str, node: Node) -> None:
        """Add a node; one that two documents or judgements hold takes the more that is known."""
        old = self.nodes.get(name)
        if old is not None:
            node = Node(
                max(old.origin, node.origin, key=_STRONGER.__getitem__),
                max(old.closed, node.closed, key=_STRONGER.__getitem__),
                min(old.hidden, node.hidden),
                min(old.date or node.date, node.date or old.date),
                min(old.document or node.document, node.document or old.document),
                min(old.hedged, node.hedged),
                max(old.published, node.published),
            )
        self.nodes[name] = node


def freeze(draft: Draft) -> Problem:
    """The problem, independent of the order in which the draft was filled."""
    nodes = sorted(draft.nodes)
    claims = sorted(draft.claims)
    actors = sorted(
        {a for _, a in draft.responsible | draft.accused | draft.beneficiaries}
        | {a for row in draft.control for a in row[:2]}
        | {row[3] for row in draft.claimants}
    )
    documents = sorted({n.document for n in draft.nodes.values()} - {""})
    channels = sorted({row[4] for row in draft.claimants} - {""})
    node, claim, actor, document, channel = map(_numbers, (nodes, claims, actors, documents, channels))
    document[""] = channel[""] = -1
    rows = [draft.nodes[n] for n in nodes]
    return Problem(
        nodes=nodes,
        claims=claims,
        actors=actors,
        documents=documents,
        origin=small([r.origin for r in rows]),
        closed=small([r.closed for r in rows]),
        hidden=small([r.hidden for r in rows]),
        date=dates([r.date for r in rows]),
        document=ints([document[r.document] for r in rows]),
        hedged=small([r.hedged for r in rows]),
        published=small([r.published for r in rows]),
        unnamed=small([int(a in draft.unnamed) for a in actors]),
        derivations=_edges(draft.derivations, node),
        mirrors=_edges(draft.mirrors, node),
        marks=_marks(draft, node),
        responsible=Pairs(*_columns(2, ((node[n], actor[a]) for n, a in draft.responsible))),
        control=_control(draft, actor, document),
        claimants=_claimants(draft, node, claim, actor, channel),
        items=_items(draft, node, claim),
        accused=Pairs(*_columns(2, ((claim[c], actor[a]) for c, a in draft.accused))),
        beneficiaries=Pairs(*_columns(2, ((claim[c], actor[a]) for c, a in draft.beneficiaries))),
        common=Pairs(*_columns(2, ((claim[c], node[n]) for c, n in draft.common))),
        denials=Pairs(*_columns(2, ((claim[c], node[n]) for c, n in draft.denials))),
    )


_Numbers = dict[str, int]


def _edges(rows: Iterable[tuple[str, str, int]], node: _Numbers) -> Edges:
    source, target, basis = _columns(3, ((node[a], node[b], k) for a, b, k in rows))
    return Edges(source, target, small(basis))


def _marks(draft: Draft, node: _Numbers) -> Marks:
    marked, basis = _columns(2, ((node[a], k) for a, k in draft.marks))
    return Marks(marked, small(basis))


def _control(draft: Draft, actor: _Numbers, document: _Numbers) -> Control:
    rows = ((actor[a], actor[b], k, s, u, document.get(d, -1)) for a, b, k, s, u, d in draft.control)
    one, other, basis, since, until, stated = _columns(6, rows)
    return Control(one, other, small(basis), dates(since), dates(until), stated)


def _claimants(draft: Draft, node: _Numbers, claim: _Numbers, actor: _Numbers, channel: _Numbers) -> Claimants:
    rows = ((claim[c], node[n], weak, actor[a], channel[h]) for c, n, weak, a, h in draft.claimants)
    of, says, weak, by, through = _columns(5, rows)
    return Claimants(of, says, small(weak), by, through)


def _items(draft: Draft, node: _Numbers, claim: _Numbers) -> Items:
    of, offered, disputes = _columns(3, ((claim[c], node[n], side) for c, n, side in draft.items))
    return Items(of, offered, small(disputes))


def _numbers(names: list[str]) -> _Numbers:
    return {name: i for i, name in enumerate(names)}


def _columns(width: int, rows: Iterable[tuple[int, ...]]) -> list[Ints]:
    """The rows, sorted, by column."""
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    columns = flat.reshape(-1, width).T
    order = np.lexsort(columns[::-1])
    return [column[order] for column in columns]
