"""Rule 3: the largest set of items no two of which share anything.

An item is a set of tokens: the ends of its lineage and the actors of its circle. Items that share a token conflict. The
answer is exact where a component has, after collapsing, at most 40 items; beyond that it is an interval.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from claimgraph.assess.pairs import Ints, distinct, group

__all__ = ["EXACT_UP_TO", "Packing", "largest_independent", "packing", "shared"]

EXACT_UP_TO = 40


class Packing(NamedTuple):
    """By group: the size of the largest independent set lies in [least, most]; they are equal where it is exact."""

    least: Ints
    most: Ints


def packing(groups: Ints, count: int, item: Ints, token: Ints) -> Packing:
    """The largest independent set of each group of items.

    Args:
        groups: the group of each item.
        count: how many groups there are.
        item: with `token`, what each item holds, each pair once; items of different groups never conflict.
        token: see `item`.
    """
    item, token = shared(groups, item, token)
    sharing = distinct(item)
    alone = np.ones(len(groups), dtype=np.bool_)
    alone[sharing] = False
    least = np.bincount(groups[alone], minlength=count).astype(np.int64)
    most = least.copy()
    if not len(sharing):
        return Packing(least, most)
    at_item = np.searchsorted(sharing, item)
    size = len(sharing) + int(token.max()) + 1
    matrix = coo_array((np.ones(len(item), dtype=np.int8), (at_item, len(sharing) + token)), shape=(size, size))
    _, label = connected_components(matrix.tocsr(), directed=False)
    component = label[: len(sharing)].astype(np.int64)
    names = distinct(component)
    component = np.searchsorted(names, component)
    group_of = np.zeros(len(names), dtype=np.int64)
    group_of[component] = groups[sharing]
    items_in = np.bincount(component, minlength=len(names))
    held_by = np.bincount(token)
    whole = held_by[token] == items_in[component[at_item]]  # one token that all share: any one item will do
    clique = np.zeros(len(names), dtype=np.bool_)
    clique[component[at_item[whole]]] = True
    np.add.at(least, group_of[clique], 1)
    np.add.at(most, group_of[clique], 1)
    by_item = group(at_item, token, len(sharing))
    members = group(component, np.arange(len(sharing), dtype=np.int64), len(names))
    for c in np.flatnonzero(~clique).tolist():
        low, high = largest_independent([frozenset(by_item.one(i).tolist()) for i in members.one(c).tolist()])
        least[group_of[c]] += low
        most[group_of[c]] += high
    return Packing(least, most)


def shared(groups: Ints, item: Ints, token: Ints) -> tuple[Ints, Ints]:
    """The pairs whose token two items of one group have, with tokens renumbered so that groups share none."""
    keys = groups[item] << int(token.max(initial=0)).bit_length() | token
    order = np.argsort(keys)
    ordered = keys[order]
    fresh = np.concatenate(([True], ordered[1:] != ordered[:-1])) if len(ordered) else np.zeros(0, dtype=np.bool_)
    number = np.cumsum(fresh) - 1
    often = np.bincount(number)[number] > 1 if len(number) else fresh
    return item[order[often]], (np.cumsum(fresh[often]) - 1).astype(np.int64)


def largest_independent(items: list[frozenset[int]]) -> tuple[int, int]:
    """Bounds of the largest set of pairwise disjoint items; equal unless more than 40 items hang together."""
    kept, low = _collapse(items)
    high = low
    for part in _parts(kept):
        if len(part) <= EXACT_UP_TO:
            size = _exact(_conflicts(part), (1 << len(part)) - 1)
            low, high = low + size, high + size
        else:
            low, high = low + _greedy(part), high + _cover(part)
    return low, high


def _holders(items: list[frozenset[int]]) -> dict[int, list[int]]:
    """The positions of the items that hold each token."""
    holders: dict[int, list[int]] = {}
    for i, tokens in enumerate(items):
        for t in tokens:
            holders.setdefault(t, []).append(i)
    return holders


def _collapse(items: list[frozenset[int]]) -> tuple[list[frozenset[int]], int]:
    """The items that may matter, by their shared tokens, and how many share nothing.

    An item that conflicts with all that another conflicts with is left out: taking the other is never worse.
    """
    holders = _holders(items)
    shared = [frozenset(t for t in tokens if len(holders[t]) > 1) for tokens in items]
    kept: list[frozenset[int]] = []
    smaller: dict[int, list[frozenset[int]]] = {}
    for tokens in sorted({s for s in shared if s}, key=lambda s: (len(s), sorted(s))):
        if any(k <= tokens for t in tokens for k in smaller.get(t, ())):
            continue
        kept.append(tokens)
        smaller.setdefault(min(tokens), []).append(tokens)
    return kept, sum(not s for s in shared)


def _parts(items: list[frozenset[int]]) -> list[list[frozenset[int]]]:
    """The items that hang together by shared tokens."""
    holders = _holders(items)
    seen: set[int] = set()
    parts = []
    for start in range(len(items)):
        if start in seen:
            continue
        part, front = [], [start]
        seen.add(start)
        while front:
            i = front.pop()
            part.append(items[i])
            for t in sorted(items[i]):
                for j in holders.pop(t, ()):
                    if j not in seen:
                        seen.add(j)
                        front.append(j)
        parts.append(part)
    return parts


def _conflicts(items: list[frozenset[int]]) -> list[int]:
    """For each item the bits of those that it shares a token with, itself excluded."""
    holders: dict[int, int] = {}
    for i, tokens in enumerate(items):
        for t in tokens:
            holders[t] = holders.get(t, 0) | 1 << i
    rivals = []
    for i, tokens in enumerate(items):
        bits = 0
        for t in tokens:
            bits |= holders[t]
        rivals.append(bits & ~(1 << i))
    return rivals


def _exact(rivals: list[int], left: int) -> int:
    """Maximum independent set by branching on the item with most conflicts; the loop takes what is free to take."""
    taken = 0
    while left:
        worst, most, rest = -1, -1, left
        while rest:
            bit = rest & -rest
            rest ^= bit
            i = bit.bit_length() - 1
            degree = (rivals[i] & left).bit_count()
            if degree <= 1:  # no set is larger for leaving it out
                left &= ~(bit | rivals[i])
                taken += 1
                break
            if degree > most:
                worst, most = i, degree
        else:
            without = left & ~(1 << worst)
            return taken + max(1 + _exact(rivals, without & ~rivals[worst]), _exact(rivals, without))
    return taken


def _greedy(items: list[frozenset[int]]) -> int:
    """An independent set that takes what conflicts least first: a lower bound."""
    holders = _holders(items)
    used: set[int] = set()
    taken = 0
    for tokens in sorted(items, key=lambda tokens: (sum(len(holders[t]) for t in tokens), sorted(tokens))):
        if used.isdisjoint(tokens):
            used |= tokens
            taken += 1
    return taken


def _cover(items: list[frozenset[int]]) -> int:
    """Cliques that cover all items, one token each: an upper bound, as a set takes at most one item of a clique."""
    holders = {t: set(held) for t, held in _holders(items).items()}
    queue = [(-len(held), t) for t, held in holders.items()]
    heapify(queue)
    left, used = len(items), 0
    while left:
        size, token = heappop(queue)
        held = holders[token]
        if -size > len(held):  # it has lost items since it was queued
            heappush(queue, (-len(held), token))
            continue
        for i in sorted(held):
            for t in items[i]:
                holders[t].discard(i)
        left, used = left + size, used + 1
    return used
