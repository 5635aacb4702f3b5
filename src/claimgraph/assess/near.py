"""The part of a corpus that some claims rest on: facts that, gathered alone, give these claims the same assessment.

As `dirty.restrict` does for a problem, this does for records, so that a corpus need not be gathered to assess a few
claims. Of each document only those assertions and evidence items are kept that are needed; what many documents state
about an actor or instrument is kept once, in a document without a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from claimgraph.assess.facts import ClaimFacts, Facts, Tie, Way
from claimgraph.assess.library import Entry, Library, Names, Sort, works_named
from claimgraph.assess.scene import is_work

__all__ = ["Near", "near", "shared_facts"]


class Near(NamedTuple):
    """Facts and inferred derivations that are enough."""

    facts: tuple[Facts, ...]
    ways: tuple[Way, ...]


def near(library: Library, names: Names, claims: Iterable[str], above: Mapping[str, Iterable[str]]) -> Near:
    """All that some claims rest on.

    Args:
        library: the documents.
        names: who is who.
        claims: their ids, canonical or not.
        above: by actor, whom it is under by relations that no document states.
    """
    walk = _Walk(library, names, above)
    for claim in claims:
        walk.claim(claim)
    walk.on()
    return walk.found()


@dataclass
class _Walk:
    """Down from the claims. `kept` holds the needed nodes by document; an empty set is a document's head alone."""

    library: Library
    names: Names
    above: Mapping[str, Iterable[str]]
    kept: dict[str, set[str]] = field(default_factory=dict)
    ties: set[Tie] = field(default_factory=set)
    unnamed: set[str] = field(default_factory=set)
    issuers: set[tuple[str, str]] = field(default_factory=set)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    waiting: list[tuple[str, str, str]] = field(default_factory=list)

    def claim(self, claim: str) -> None:
        """All that anybody says on a claim is needed."""
        for document in self._documents(Sort.CLAIM, claim):
            self._wait("cell", document, self.names.of(claim))

    def on(self) -> None:
        """Until nothing waits."""
        work = {
            "cell": self._cell,
            "node": self._node,
            "says": self._says,
            "source": self._source,
            "actor": self._actor,
        }
        while self.waiting:
            sort, one, other = self.waiting.pop()
            work[sort](one, other)

    def found(self) -> Near:
        """What was found, in no order."""
        facts = [self._trimmed(document, nodes) for document, nodes in self.kept.items()]
        known = shared_facts(tuple(self.unnamed), tuple(self.issuers), tuple(self.ties))
        ways = [w for d, nodes in self.kept.items() if nodes for w in self.library.inferred(d) if w.derived in nodes]
        return Near((*facts, known), tuple(ways))

    def _trimmed(self, document: str, nodes: set[str]) -> Facts:
        f = self.library.facts(document)
        asked = {c.id for c in f.claims if ("cell", document, self.names.of(c.id)) in self.seen}
        return f._replace(
            issuers=(),
            ties=(),
            claims=tuple(c if c.id in asked else ClaimFacts(c.id, (), ()) for c in f.claims if nodes or c.id in asked),
            assertions=tuple(a for a in f.assertions if a.id in nodes),
            evidence=tuple(e for e in f.evidence if e.id in nodes),
            ways=tuple(w for w in f.ways if is_work(w.derived) or w.derived in nodes),
        )

    def _wait(self, sort: str, one: str, other: str = "") -> None:
        if (sort, one, other) not in self.seen:
            self.seen.add((sort, one, other))
            self.waiting.append((sort, one, other))

    def _documents(self, sort: Sort, name: str) -> set[str]:
        return {d for raw in self.names.all(name) for d in self.library.documents(Entry(sort, raw))}

    def _head(self, document: str) -> set[str]:
        """What a document declares of itself is needed."""
        if document not in self.kept:
            self.kept[document] = set()
            f = self.library.facts(document)
            for actor in (*f.voice, f.wire):
                self._wait("actor", actor)
        return self.kept[document]

    def _cell(self, document: str, claim: str) -> None:
        """All that one document says on one claim is needed."""
        self._head(document)
        f, of = self.library.facts(document), self.names.of
        for a in f.assertions:
            if of(a.claim) == claim:
                self._wait("node", document, a.id)
        for e in f.evidence:
            if claim in map(of, (*e.supports, *e.disputes)):
                self._wait("node", document, e.id)
        for c in f.claims:
            if of(c.id) == claim:
                for name in c.accused:
                    self._wait("actor", name)
                for name in c.about:
                    self._wait("source", name)

    def _node(self, document: str, name: str) -> None:
        """A node of a document is needed, with all that it takes from."""
        self._head(document).add(name)
        f, mine = self.library.facts(document), set(self.names.all(name))
        claims: set[str] = set()
        for a in f.assertions:
            if a.id in mine:
                claims.add(a.claim)
                self._wait("source", a.asserter)
                for actor in (a.relayed_by, *a.others):
                    self._wait("actor", actor)
        for e in f.evidence:
            if e.id in mine:
                claims.update((*e.supports, *e.disputes))
                self._wait("actor", e.offered_by)
        canonical = {self.names.of(c) for c in claims}
        for other in self._documents(Sort.NODE, name):
            for x in mine:
                self._wait_node(other, x)
        self._taken(f, document, mine, canonical)
        self._wait("source", name)
        for group in self._group(document):
            for claim in canonical:
                self._wait("cell", group, claim)

    def _wait_node(self, document: str, name: str) -> None:
        f = self.library.facts(document)
        if any(x.id == name for part in (f.assertions, f.evidence) for x in part):
            self._wait("node", document, name)

    def _taken(self, f: Facts, document: str, mine: set[str], claims: set[str]) -> None:
        for way in (*f.ways, *self.library.inferred(document)):
            whole = self.names.of(way.derived) == self.names.of(document) or way.derived == document
            if not whole and way.derived not in mine:
                continue
            if whole or is_work(way.source):
                for claim in claims:
                    self._wait("says", way.source, claim)
            else:
                self._wait("source", way.source)

    def _source(self, name: str, _: str) -> None:
        """A node is needed wherever it stands, with its mirrors, which either of two may declare.

        An instrument stands for itself.
        """
        self._wait("actor", name)
        for document in self._documents(Sort.NODE, name):
            for raw in self.names.all(name):
                self._wait_node(document, raw)
        for raw in self.names.all(name):
            for other in self.library.documents(Entry(Sort.SOURCE, raw)):
                for way in self.library.facts(other).ways:
                    if way.alternate and way.source == raw and not is_work(way.derived):
                        self._wait("source", way.derived)

    def _says(self, work: str, claim: str) -> None:
        """What a work says on a claim is needed, or what it takes in turn from others."""
        for document in self._members(work):
            self._head(document)
            self._wait("cell", document, claim)
            for way in self.library.facts(document).ways:
                if way.derived == document and not way.alternate:
                    self._wait("says", way.source, claim)

    def _group(self, document: str) -> frozenset[str]:
        """The documents that are one work with a document, if there are any others; it is one of them."""
        found = self._members(document)
        return found if len(found) > 1 else frozenset()

    def _members(self, work: str) -> frozenset[str]:
        """The documents at hand that are a work, on whatever basis; their heads are needed to tell."""
        if work not in self.groups:
            names, documents, front = {work}, set[str](), [work]
            while front:
                for raw in self.names.all(front.pop()):
                    for document in self.library.documents(Entry(Sort.WORK, raw)):
                        documents.add(document)
                        fresh = works_named(self.library.facts(document)) - names
                        names |= fresh
                        front += fresh
                    names.add(raw)
            group = frozenset(documents)
            self.groups.update(dict.fromkeys(names, group))
            for document in group:
                self._head(document)
        return self.groups[work]

    def _actor(self, name: str, _: str) -> None:
        """Whom an actor or instrument stands for and belongs to is needed."""
        for raw in filter(None, self.names.all(name)):
            if next(iter(self.library.documents(Entry(Sort.UNNAMED, raw))), None):
                self.unnamed.add(raw)
            for by in self.library.values(Sort.ISSUED, raw):
                self.issuers.add((raw, by))
                self._wait("actor", by)
            for value in self.library.values(Sort.TIED, raw):
                tie = Tie(*json.loads(value))
                self.ties.add(tie)
                self._wait("actor", tie.other)
            for instrument in self.library.values(Sort.ISSUER, raw):
                self._wait("actor", instrument)
            for other in self.above.get(raw, ()):
                self._wait("actor", other)


def shared_facts(unnamed: tuple[str, ...], issuers: tuple[tuple[str, str], ...], ties: tuple[Tie, ...]) -> Facts:
    """What others state about actors and instruments, as a document without a name."""
    return Facts("document/", "", 0, ("voice/document/",), "", 0, unnamed, issuers, (), (), (), ties, ())
