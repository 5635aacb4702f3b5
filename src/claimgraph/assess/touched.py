"""Which claims' assessments a change of documents, of who is who, or of what was copied may alter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from claimgraph.assess.facts import Facts, Way
from claimgraph.assess.library import Entry, Library, Names, Sort, claims_of, ties_of, works_named
from claimgraph.assess.scene import is_work

__all__ = ["Altered", "touched"]


@dataclass(frozen=True)
class Altered:
    """What is not as it was.

    Attributes:
        documents: those that came or go.
        nodes: assertions and evidence items of other documents that are inferred to take from something else now.
        names: ids that stand for another than before.
    """

    documents: AbstractSet[str] = frozenset()
    nodes: AbstractSet[str] = frozenset()
    names: AbstractSet[str] = frozenset()


def touched(library: Library, names: Names, altered: Altered, below: Mapping[str, Iterable[str]]) -> set[str]:
    """The claims, by all their names in documents; perhaps some too many.

    Args:
        library: the documents as they were and as they are.
        names: who is who as it was and as it is.
        altered: what changed.
        below: actors by whom they are under, by relations that no document states.
    """
    walk = _Walk(library, names, below, altered.documents)
    for document in sorted(altered.documents):
        walk.whole(document)
        walk.stated(library.facts(document))
    for node in sorted(altered.nodes):
        walk.node(node)
    for name in sorted(altered.names):
        walk.renamed(name)
    walk.on()
    return walk.claims


@dataclass
class _Walk:
    """From what changed up to all that takes from it. What waits is on lists, since chains are as long as they are."""

    library: Library
    names: Names
    below: Mapping[str, Iterable[str]]
    changed: AbstractSet[str]
    claims: set[str] = field(default_factory=set)
    seen: set[tuple[str, str]] = field(default_factory=set)
    waiting: list[tuple[str, str]] = field(default_factory=list)

    def whole(self, document: str) -> None:
        """All that a document holds is touched."""
        self._wait("whole", document)

    def node(self, name: str) -> None:
        """An assertion or evidence item is touched."""
        self._wait("node", name)

    def actor(self, name: str) -> None:
        """Whom an actor belongs to, or who it is, is another."""
        self._wait("actor", name)

    def renamed(self, name: str) -> None:
        """An id stands for another."""
        for sort in (Sort.CLAIM, Sort.NODE, Sort.WORK):
            for document in self._documents(sort, name):
                self.whole(document)
        self.actor(name)

    def stated(self, f: Facts) -> None:
        """What a document alone states about actors, and no other does."""
        for name, value in ties_of(f):
            if self._only_here(Entry(Sort.TIED, name, value)):
                self.actor(name)
        for name in f.unnamed:
            if self._only_here(Entry(Sort.UNNAMED, name)):
                self.actor(name)
        for instrument, by in f.issuers:
            if self._only_here(Entry(Sort.ISSUED, instrument, by)):
                self.actor(instrument)

    def on(self) -> None:
        """Until nothing waits."""
        work = {"whole": self._whole, "node": self._node, "actor": self._actor, "works": self._works}
        while self.waiting:
            sort, name = self.waiting.pop()
            work[sort](name)

    def _wait(self, sort: str, name: str) -> None:
        if (sort, name) not in self.seen:
            self.seen.add((sort, name))
            self.waiting.append((sort, name))

    def _only_here(self, entry: Entry) -> bool:
        return all(document in self.changed for document in self.library.documents(entry))

    def _documents(self, sort: Sort, name: str) -> set[str]:
        return {d for raw in self.names.all(name) for d in self.library.documents(Entry(sort, raw))}

    def _whole(self, document: str) -> None:
        f = self.library.facts(document)
        self.claims |= claims_of(f)
        for part in (f.assertions, f.evidence):
            for x in part:
                self.node(x.id)
        self._wait("works", document)

    def _node(self, name: str) -> None:
        for document in self._documents(Sort.NODE, name):
            f = self.library.facts(document)
            mine = set(self.names.all(name))
            self.claims |= {a.claim for a in f.assertions if a.id in mine}
            self.claims |= {c for e in f.evidence if e.id in mine for c in (*e.supports, *e.disputes)}
            for way in f.ways:
                if way.alternate and way.derived in mine:
                    self.node(way.source)
            self._wait("works", document)
        self._taken(name)

    def _works(self, document: str) -> None:
        """Who takes from a work that a document is, and who is one work with it."""
        for name in works_named(self.library.facts(document)):
            for raw in self.names.all(name):
                for other in self._documents(Sort.WORK, raw) - {document}:
                    self.whole(other)
                self._taken(raw)

    def _taken(self, name: str) -> None:
        mine = set(self.names.all(name))
        for document in self._documents(Sort.SOURCE, name):
            ways: list[Way] = [*self.library.facts(document).ways, *self.library.inferred(document)]
            for way in ways:
                if way.source in mine:
                    if is_work(way.derived):
                        self.whole(document)
                    else:
                        self.node(way.derived)

    def _actor(self, name: str) -> None:
        for document in self._documents(Sort.ACTOR, name):
            self.whole(document)
        for raw in self.names.all(name):
            for sort in (Sort.ABOVE, Sort.ISSUER):
                for other in self.library.values(sort, raw):
                    self.actor(other)
            for other in self.below.get(raw, ()):
                self.actor(other)
        self._taken(name)
