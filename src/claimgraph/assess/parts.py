"""A corpus in parts that have nothing to do with each other, so that millions of records need not be held at once.

Two documents are in one part where what is said of a claim may hang on both: they speak of one claim, hold one node,
are one work, or one takes from the other. Who says it joins nobody, for one publisher may stand behind all. What others
state about a part's actors and instruments (ties, issuers, that somebody is nameless) is said to it once, in a document
without a name, as `near` does. So each part, gathered alone, gives its claims the assessment that all together give.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from claimgraph.assess.facts import Facts, Tie, facts_from_json, voice_of
from claimgraph.assess.gather import gather
from claimgraph.assess.library import Names, actors_in, claims_of
from claimgraph.assess.near import shared_facts
from claimgraph.assess.pairs import Bools, Ints, distinct, ints
from claimgraph.assess.problem import Problem
from claimgraph.model import Affiliation, Derivation

__all__ = ["gather_parts"]


def gather_parts(
    records: Callable[[], Iterable[Facts]],
    *,
    identity: Mapping[str, str],
    affiliations: Iterable[Affiliation],
    derivations: Iterable[Derivation],
    size: int,
) -> Iterator[Problem]:
    """The problem of each part, one after the other; every claim is in one of them.

    Small parts are taken together. One that is larger than `size` is held whole.

    Args:
        records: reads the documents' facts, always in the same order; it is asked twice.
        identity: accepted judgements, id to canonical id.
        affiliations: relations between actors that no document states.
        derivations: derivations that no document states.
        size: documents that are enough for a problem.
    """
    names = Names(identity)
    elsewhere, links = _Elsewhere(names), _Links(names)
    for f in records():
        elsewhere.take(f)
        links.document(f)
    for affiliation in affiliations:
        elsewhere.above.setdefault(affiliation.actor, []).append(affiliation)
    copied = list(derivations)
    for derivation in copied:
        links.derivation(derivation)
    part = links.parts()
    inferred: dict[int, list[Derivation]] = {}
    for of, derivation in zip(part[len(part) - len(copied) :].tolist(), copied, strict=True):
        inferred.setdefault(of, []).append(derivation)
    for parts, facts in _packed(part[: len(part) - len(copied)], records(), size):
        known, ties = elsewhere.about({actor for f in facts for actor in actors_in(f)})
        ways = [d for of in parts for d in inferred.get(of, ())]
        yield gather((*facts, known), identity=identity, affiliations=ties, derivations=ways)


def _packed(part: Ints, records: Iterable[Facts], size: int) -> Iterator[tuple[list[int], list[Facts]]]:
    """Whole parts, as many as make up `size` documents: their numbers, and their documents.

    A part is given once its last document was read; until then its documents wait as text.
    """
    left = np.bincount(part).tolist()
    waiting: dict[int, list[str]] = {}
    parts: list[int] = []
    facts: list[Facts] = []
    for of, f in zip(part.tolist(), records, strict=True):
        left[of] -= 1
        if left[of]:
            waiting.setdefault(of, []).append(json.dumps(f, ensure_ascii=False))
            continue
        parts.append(of)
        facts += (facts_from_json(json.loads(text)) for text in waiting.pop(of, ()))
        facts.append(f)
        if len(facts) >= size:
            yield parts, facts
            parts, facts = [], []
    if facts:
        yield parts, facts


class _Links:
    """What each document, and each derivation behind these, has in common with others, by the hashes of names.

    A hash that two names share joins what need not be joined, and alters nothing else.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._count = 0
        self._held = _Rows()  # names of what stands in a document, or says something of it
        self._named = _Rows()  # names of what something is taken from: they join where somebody holds the name

    def document(self, f: Facts) -> None:
        """The next document."""
        held = [f.document, f.url, *claims_of(f), *(x.id for part in (f.assertions, f.evidence) for x in part)]
        named = [a.asserter for a in f.assertions]
        named += (about for c in f.claims for about in c.about)
        for way in f.ways:
            held.append(way.derived)
            (held if way.alternate else named).append(way.source)
        self._row(held, named)

    def derivation(self, d: Derivation) -> None:
        """The next derivation that no document states."""
        self._row([d.derived, d.source] if d.alternate else [d.derived], [] if d.alternate else [d.source])

    def _row(self, held: Iterable[str], named: Iterable[str]) -> None:
        for rows, given in ((self._held, held), (self._named, named)):
            rows.add({hash(name) for raw in given if raw for name in (raw, self._names.of(raw))}, self._count)
        self._count += 1

    def parts(self) -> Ints:
        """By document, and then by derivation, the number of its part."""
        held, named = self._held.hashes(), self._named.hashes()
        known = distinct(held)
        joins = _among(named, known)
        keys = np.concatenate((held, named[joins]))
        rows = np.concatenate((self._held.numbers(), self._named.numbers()[joins]))
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        same = np.flatnonzero(keys[1:] == keys[:-1])
        edges = (np.ones(len(same), dtype=np.int8), (rows[same], rows[same + 1]))
        _, label = connected_components(coo_array(edges, shape=(self._count, self._count)).tocsr(), directed=False)
        return ints(label)


class _Rows:
    """(hash, number) as two columns."""

    def __init__(self) -> None:
        self._hashes, self._numbers = array("q"), array("q")

    def add(self, hashes: set[int], number: int) -> None:
        """So many rows of one number."""
        self._hashes.extend(hashes)
        self._numbers.extend([number] * len(hashes))

    def hashes(self) -> Ints:
        """The first column."""
        return np.frombuffer(self._hashes, dtype=np.int64) if self._hashes else ints()

    def numbers(self) -> Ints:
        """The second."""
        return np.frombuffer(self._numbers, dtype=np.int64) if self._numbers else ints()


def _among(keys: Ints, table: Ints) -> Bools:
    if not len(table):
        return np.zeros(len(keys), dtype=np.bool_)
    found: Bools = table[np.minimum(np.searchsorted(table, keys), len(table) - 1)] == keys
    return found


@dataclass
class _Elsewhere:
    """What documents state about actors and instruments that others name too, and what no document states."""

    names: Names
    ties: dict[str, set[Tie]] = field(default_factory=dict)
    above: dict[str, list[Affiliation]] = field(default_factory=dict)
    issued: dict[str, set[str]] = field(default_factory=dict)
    issues: dict[str, set[str]] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)

    def take(self, f: Facts) -> None:
        """What a document states. Nobody else names the nameless voice of a document."""
        for tie in f.ties:
            self.ties.setdefault(tie.actor, set()).add(tie)
        for instrument, by in f.issuers:
            self.issued.setdefault(instrument, set()).add(by)
            if by:
                self.issues.setdefault(by, set()).add(instrument)
        self.unnamed.update(name for name in f.unnamed if name != voice_of(f.document))

    def about(self, actors: set[str]) -> tuple[Facts, list[Affiliation]]:
        """All that is stated about actors and instruments, and about whom they stand for and belong to."""
        unnamed: list[str] = []
        issuers: list[tuple[str, str]] = []
        ties: list[Tie] = []
        above: list[Affiliation] = []
        seen: set[str] = set()
        front = [name for name in actors if name]
        while front:
            for raw in self.names.all(front.pop()):
                if raw in seen:
                    continue
                seen.add(raw)
                if raw in self.unnamed:
                    unnamed.append(raw)
                issuers += ((raw, by) for by in self.issued.get(raw, ()))
                ties += self.ties.get(raw, ())
                above += self.above.get(raw, ())
                front += filter(None, self.issued.get(raw, ()))
                front += self.issues.get(raw, ())
                front += (tie.other for tie in self.ties.get(raw, ()))
                front += (a.other for a in self.above.get(raw, ()))
        return shared_facts(tuple(unnamed), tuple(issuers), tuple(ties)), above
