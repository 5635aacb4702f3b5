"""Circles: an actor with all that it is the same as, part of, owned by, employed by or funded by, at a date.

A relation is left out only where a known date contradicts it. The closure goes upwards: two subsidiaries of one parent
meet in the parent; two funders of one institute do not meet in the institute.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.pairs import Bools, Dates, Grouped, Ints, concat, distinct, distinct_pairs, flags, group
from claimgraph.assess.problem import Control, Pairs, Problem, rows_of

__all__ = ["Circles", "Held", "circles", "circles_of_pairs", "held"]

_DAY = 27  # bits of a YYYYMMDD


class Circles(NamedTuple):
    """Closures by query, and the query of each row that asked: `members.one(query[i])` is the circle of row i."""

    query: Ints
    members: Grouped


class Held(NamedTuple):
    """The control relations up to a basis, by actor."""

    control: Control
    rows: Grouped
    dated: Bools  # by actor: its circle depends on the date


def held(problem: Problem, basis: int) -> Held:
    """The relations that rest on a basis at least this strong."""
    keep = problem.control.basis <= basis
    control = rows_of(problem.control, keep)
    count = len(problem.actors)
    dated = np.zeros(count, dtype=np.bool_)
    dated[control.actor[(control.since > 0) | (control.until > 0)]] = True
    while True:
        below = control.actor[dated[control.other] & ~dated[control.actor]]
        if not len(below):
            break
        dated[below] = True
    return Held(control, group(control.actor, np.arange(len(control.actor), dtype=np.int64), count), dated)


def circles(relations: Held, actor: Ints, date: Dates) -> Circles:
    """The circle of each actor at each date (YYYYMMDD, 0 unknown), one row a pair."""
    keys = actor << _DAY | np.where(relations.dated[actor], date, 0)
    asked, query = _numbered(keys, relations)
    who, when = asked >> _DAY, asked & ((1 << _DAY) - 1)
    bits = len(relations.dated).bit_length()
    front_query, front = np.arange(len(asked), dtype=np.int64), who
    known = [front_query << bits | who]
    while True:
        which, row = relations.rows.of(front)
        asking = front_query[which]
        since, until, day = relations.control.since[row], relations.control.until[row], when[asking]
        holds = (day == 0) | (((since == 0) | (since <= day)) & ((until == 0) | (day <= until)))
        reached = distinct(asking[holds] << bits | relations.control.other[row[holds]])
        new = reached[~np.logical_or.reduce([_among(reached, table) for table in known])]
        if not len(new):
            break
        known.append(new)
        front_query, front = new >> bits, new & ((1 << bits) - 1)
    pairs = np.sort(concat(*known))
    return Circles(query, group(pairs >> bits, pairs & ((1 << bits) - 1), len(asked)))


def _numbered(keys: Ints, relations: Held) -> tuple[Ints, Ints]:
    """The distinct keys, and the position of each key among them; actors without dates are looked up, not searched."""
    actor = keys >> _DAY
    dated = relations.dated[actor]
    plain = np.flatnonzero(flags(actor[~dated], len(relations.dated)))
    searched = distinct(keys[dated])
    number = np.empty(len(relations.dated), dtype=np.int64)
    number[plain] = np.arange(len(plain))
    query = number[actor]
    query[dated] = len(plain) + np.searchsorted(searched, keys[dated])
    return concat(plain << _DAY, searched), query


def _among(keys: Ints, table: Ints) -> Bools:
    if not len(table):
        return np.zeros(len(keys), dtype=np.bool_)
    found: Bools = table[np.minimum(np.searchsorted(table, keys), len(table) - 1)] == keys
    return found


def circles_of_pairs(relations: Held, pairs: Pairs, date: Dates) -> Pairs:
    """(left, actor) closed: each row's actor with its circle at the row's date."""
    found = circles(relations, pairs.right, date)
    which, member = found.members.of(found.query)
    if bool(np.all(pairs.left[1:] > pairs.left[:-1])):  # one row each, so that there is nothing to sort
        return Pairs(pairs.left[which], member)
    return Pairs(*distinct_pairs(pairs.left[which], member))
