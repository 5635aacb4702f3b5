"""Circles: an actor with all that it is the same as, part of, owned by, employed by or funded by, at a date.

A relation is left out only where a known date contradicts it. The closure goes upwards: two subsidiaries of one parent
meet in the parent; two funders of one institute do not meet in the institute.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.pairs import Bools, Grouped, Ints, concat, distinct, distinct_pairs, group
from claimgraph.assess.problem import Control, Pairs, Problem

__all__ = ["Circles", "Held", "circles", "circles_of_pairs", "held"]

_DATES = 100_000_000  # dates are YYYYMMDD, so smaller


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
    control = Control(*(column[keep] for column in problem.control))
    count = len(problem.actors)
    dated = np.zeros(count, dtype=np.bool_)
    dated[control.actor[(control.since > 0) | (control.until > 0)]] = True
    while True:
        below = control.actor[dated[control.other] & ~dated[control.actor]]
        if not len(below):
            break
        dated[below] = True
    return Held(control, group(control.actor, np.arange(len(control.actor), dtype=np.int64), count), dated)


def circles(relations: Held, actor: Ints, date: Ints) -> Circles:
    """The circle of each actor at each date (YYYYMMDD, 0 unknown), one row a pair."""
    at = np.where(relations.dated[actor], date, 0)
    keys = actor * _DATES + at
    asked = distinct(keys)
    who, when = asked // _DATES, asked % _DATES
    width = len(relations.dated)
    query = np.arange(len(asked), dtype=np.int64)
    known = query * width + who
    front_query, front = query, who
    while True:
        which, row = relations.rows.of(front)
        asking = front_query[which]
        since, until = relations.control.since[row], relations.control.until[row]
        day = when[asking]
        holds = (day == 0) | (((since == 0) | (since <= day)) & ((until == 0) | (day <= until)))
        reached = distinct(asking[holds] * width + relations.control.other[row[holds]])
        new = reached[~_among(reached, known)]
        if not len(new):
            break
        known = np.sort(concat(known, new))
        front_query, front = new // width, new % width
    return Circles(np.searchsorted(asked, keys), group(known // width, known % width, len(asked)))


def _among(keys: Ints, table: Ints) -> Bools:
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    found: Bools = table[at] == keys
    return found


def circles_of_pairs(relations: Held, pairs: Pairs, date: Ints) -> Pairs:
    """(left, actor) closed: each row's actor with its circle at the row's date."""
    found = circles(relations, pairs.right, date)
    which, member = found.members.of(found.query)
    return Pairs(*distinct_pairs(pairs.left[which], member))
