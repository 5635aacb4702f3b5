"""The facts of a corpus by what they name: what concerns a few claims is found without reading all documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple, Protocol

from claimgraph.assess.facts import Facts, Way
from claimgraph.assess.scene import is_work

__all__ = ["Entry", "Library", "Names", "Sort", "actors_in", "claims_of", "entries", "ties_of", "works_named"]


class Sort(IntEnum):
    """What a document has to do with a name; the value beside it, where there is one."""

    CLAIM = 1
    NODE = 2  # an assertion or evidence item that stands in it
    SOURCE = 3  # a work or node that something in it takes its content from
    WORK = 4  # a name of the work that it is
    ACTOR = 5  # an actor or instrument in any of its rows
    TIED = 6  # an actor that it ties to another: the tie
    ABOVE = 7  # the other: the actor
    UNNAMED = 8
    ISSUED = 9  # an instrument: who issues it
    ISSUER = 10  # who issues: the instrument


class Entry(NamedTuple):
    """A line of the catalogue of one document."""

    sort: int
    name: str
    value: str = ""


class Library(Protocol):
    """Documents by name. Names are as documents have them; what is one is looked up under each of its names."""

    def documents(self, entry: Entry) -> Iterable[str]:
        """The ids of the documents with an entry of this sort and name, and of this value if one is given."""

    def values(self, sort: int, name: str) -> Iterable[str]:
        """The values beside a name, over all documents, each once."""

    def facts(self, document: str) -> Facts:
        """The facts of one document."""

    def inferred(self, document: str) -> Iterable[Way]:
        """The derivations that text reuse has found for it."""


class Names:
    """Which names are one, by one or several states of identity."""

    def __init__(self, *canonical: Mapping[str, str]) -> None:
        self._canonical = canonical
        self._members: list[dict[str, list[str]]] = []
        for names in canonical:
            members: dict[str, list[str]] = {}
            for name, to in names.items():
                members.setdefault(to, []).append(name)
            self._members.append(members)

    def of(self, name: str) -> str:
        """The canonical name by the last state."""
        return self._canonical[-1].get(name, name)

    def all(self, name: str) -> Iterable[str]:
        """Every name that is one with this by any of the states."""
        found = {name}
        for canonical, members in zip(self._canonical, self._members, strict=True):
            to = canonical.get(name, name)
            found |= {to, *members.get(to, ())}
        return found


def entries(f: Facts) -> set[Entry]:
    """The catalogue of one document."""
    found = {Entry(Sort.CLAIM, claim) for claim in claims_of(f)}
    found |= {Entry(Sort.NODE, x.id) for part in (f.assertions, f.evidence) for x in part}
    found |= {Entry(Sort.SOURCE, way.source) for way in f.ways}
    found |= {Entry(Sort.WORK, name) for name in works_named(f)}
    found |= {Entry(Sort.ACTOR, name) for name in actors_in(f) if name}
    found |= {Entry(Sort.TIED, name, value) for name, value in ties_of(f)}
    found |= {Entry(Sort.ABOVE, tie.other, tie.actor) for tie in f.ties}
    found |= {Entry(Sort.UNNAMED, name) for name in f.unnamed}
    found |= {Entry(Sort.ISSUED, instrument, by) for instrument, by in f.issuers}
    found |= {Entry(Sort.ISSUER, by, instrument) for instrument, by in f.issuers if by}
    return found


def claims_of(f: Facts) -> set[str]:
    """The claims of which a document says anything."""
    found = {c.id for c in f.claims} | {a.claim for a in f.assertions}
    return found.union(*((*e.supports, *e.disputes) for e in f.evidence))


def ties_of(f: Facts) -> Iterator[tuple[str, str]]:
    """(the actor below, the tie as text) of each tie; the same wherever it is stated."""
    return ((t.actor, json.dumps(t)) for t in f.ties)


def works_named(f: Facts) -> set[str]:
    """The names of the work that a document is, and of those that it says are one with it or with each other."""
    alternates = {end for w in f.ways if w.alternate and is_work(w.derived) for end in (w.derived, w.source)}
    return {f.document, *alternates, *filter(None, (f.url,))}


def actors_in(f: Facts) -> Iterator[str]:
    """The actors and instruments in any row of a document, some of them twice, and "" where nobody is named."""
    yield from (*f.voice, f.wire, *f.unnamed)
    for pair in f.issuers:
        yield from pair
    for c in f.claims:
        yield from (*c.accused, *c.about)
    for a in f.assertions:
        yield from (a.asserter, a.relayed_by, *a.others)
    yield from (e.offered_by for e in f.evidence)
