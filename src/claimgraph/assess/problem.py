"""What is to be assessed, as integer arrays. `gather` makes it from records; the definition is stated on it.

Nodes are assertions, evidence items, instruments, and "what a work says about a claim" where nobody has looked into the
work. They are numbered in the order of their ids, so that smaller number means earlier id. Claims, actors and documents
are numbered by themselves, likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from claimgraph.assess.pairs import Bytes, Dates, Ints, dates, ints, small
from claimgraph.model import Basis

__all__ = [
    "BASES",
    "ENDS",
    "NO",
    "YES",
    "Claimants",
    "Control",
    "Edges",
    "Items",
    "Marks",
    "Pairs",
    "Problem",
    "rows_of",
]

BASES = tuple(Basis)  # strongest first; arrays hold the position
NO, YES, ENDS = 0, 1, 2  # ENDS: only where no derivation leads further


class Edges(NamedTuple):
    """`source[i]` takes its content from `target[i]` (or the two are one work), on a basis."""

    source: Ints = ints()
    target: Ints = ints()
    basis: Bytes = small()


class Pairs(NamedTuple):
    """Rows of two columns, as named where they are used."""

    left: Ints = ints()
    right: Ints = ints()


class Marks(NamedTuple):
    """A person's mark: the node is an origin of its own, and its basis is known."""

    node: Ints = ints()
    basis: Bytes = small()


class Control(NamedTuple):
    """`actor` is the same as, part of, owned by, employed by or materially funded by `other`.

    `since` and `until` are YYYYMMDD, 0 where unknown. `document` is where it is stated, -1 elsewhere.
    """

    actor: Ints = ints()
    other: Ints = ints()
    basis: Bytes = small()
    since: Dates = dates()
    until: Dates = dates()
    document: Ints = ints()


class Claimants(NamedTuple):
    """`node` puts `claim` forward.

    `weak` (0 or 1) rows count only for claims that have no other. `asserter` is an actor. `channel` is the work and
    relay through which the assertion reaches us, -1 for an instrument, which is not another telling.
    """

    claim: Ints = ints()
    node: Ints = ints()
    weak: Bytes = small()
    asserter: Ints = ints()
    channel: Ints = ints()


class Items(NamedTuple):
    """`node` is offered for `claim`, or against it where `disputes` is 1."""

    claim: Ints = ints()
    node: Ints = ints()
    disputes: Bytes = small()


_Table = TypeVar("_Table", Edges, Marks, Control, Claimants, Items, Pairs)


def rows_of(table: _Table, keep: Any) -> _Table:  # noqa: ANN401 whatever selects from an array
    """The rows of a table that a mask or positions select."""
    columns: Any = [column[keep] for column in table]
    return type(table)(*columns)


@dataclass(frozen=True)
class Problem:
    """All inputs of the definition.

    Attributes:
        nodes, claims, actors, documents: ids, in order.
        origin: by node: NO, YES, or ENDS.
        closed: by node: NO, YES (its basis is known whatever it derives from) or ENDS.
        hidden: by node, 0 or 1: undisclosed, so that nobody can inspect it.
        date: by node, YYYYMMDD or 0.
        document: by node, or -1.
        hedged: by node: 0 or 1 for assertions, -1 for the rest.
        published: by node: 1 for an assertion that its asserter published itself, 2 where it did so in a record that
            others can inspect (a brief, a report, a memo), else 0.
        unnamed: by actor, 0 or 1: a role or an undeclared voice; might be anybody.
        derivations, mirrors, marks, control, claimants, items: as their classes say.
        responsible: (node, actor).
        accused, beneficiaries: (claim, actor).
        common: (claim, node): common ground, such as the statute that the claim is about.
        denials: (claim, node): assertions that deny the claim. They are not items.
        retracted: nodes that were withdrawn. Lineage and responsibility stay as they were; what rests on nothing else
            falls.
    """

    nodes: Sequence[str]
    claims: Sequence[str]
    actors: Sequence[str]
    documents: Sequence[str]
    origin: Bytes
    closed: Bytes
    hidden: Bytes
    date: Dates
    document: Ints
    hedged: Bytes
    published: Bytes
    unnamed: Bytes
    derivations: Edges = field(default_factory=Edges)
    mirrors: Edges = field(default_factory=Edges)
    marks: Marks = field(default_factory=Marks)
    responsible: Pairs = field(default_factory=Pairs)
    control: Control = field(default_factory=Control)
    claimants: Claimants = field(default_factory=Claimants)
    items: Items = field(default_factory=Items)
    accused: Pairs = field(default_factory=Pairs)
    beneficiaries: Pairs = field(default_factory=Pairs)
    common: Pairs = field(default_factory=Pairs)
    denials: Pairs = field(default_factory=Pairs)
    retracted: Ints = field(default_factory=ints)
