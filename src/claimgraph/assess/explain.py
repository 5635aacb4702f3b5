"""Why a claim's assessment is what it is: one frozen object, which the text, the JSON and the page are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from claimgraph.assess.dirty import index, restrict
from claimgraph.assess.pairs import ints
from claimgraph.assess.policy import DEFAULT, Policy
from claimgraph.assess.problem import BASES, Problem
from claimgraph.assess.reason import reason
from claimgraph.assess.run import assessments, question
from claimgraph.assess.verdict import Findings, judge
from claimgraph.errors import BadParameter
from claimgraph.model import Assessment, Basis, Document, Extraction, Span
from claimgraph.model.identifiers import document_id

__all__ = ["AtBasis", "Explanation", "Item", "Place", "Source", "Taken", "explain", "places_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the quote is the document's characters at the span."""

    document: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    """A node of the derivation tree.

    `makers` are the actors responsible for it, `circle` with all that they belong to. `origin`: content starts here.
    `open`: nobody knows on what it rests. `takes` is empty in a source that the tree has `shown` before.
    """

    id: str
    makers: tuple[str, ...]
    circle: tuple[str, ...]
    origin: bool
    open: bool
    hidden: bool
    places: tuple[Place, ...]
    takes: tuple[Taken, ...]
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A derivation: on which basis, from what. `mirror`: the two are one work."""

    basis: Basis
    source: Source
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item that is offered, and what came of it.

    `counts` is True (towards k_lo), None (towards k_hi only) or False. `reason` names the rule, and
    `because` on whose account it decides. `shares` are the other items that it is not independent of, with what they
    share (rule 2).
    """

    disputes: bool
    counts: bool | None
    reason: str
    because: tuple[str, ...]
    source: Source
    origins: tuple[str, ...]
    questions: tuple[str, ...]
    shares: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class AtBasis:
    """k_lo and k_hi if edges of weaker bases than this are left out."""

    basis: Basis
    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that an assessment rests on. `claimants` are the assertions that put the claim forward."""

    assessment: Assessment
    claimants: tuple[Source, ...]
    denials: tuple[Source, ...]
    accused: tuple[str, ...]
    items: tuple[Item, ...]
    bases: tuple[AtBasis, ...]
    ignored: tuple[tuple[str, str], ...]


def places_of(document: Document, extraction: Extraction) -> dict[str, tuple[Place, ...]]:
    """Where the assertions and evidence items of a document stand, by id."""
    name = document_id(extraction.version)
    spans = [(a.id, a.content) for a in extraction.assertions] + [(e.id, (e.span,)) for e in extraction.evidence]
    return {i: tuple(Place(name, s, document.quote(s)) for s in where) for i, where in spans}


def explain(
    problem: Problem, claim: str, policy: Policy = DEFAULT, places: Mapping[str, tuple[Place, ...]] | None = None
) -> Explanation:
    """Explain one claim's assessment.

    Args:
        problem: the corpus, as `gather` made it.
        claim: a claim's id.
        policy: what is asked of it.
        places: where records stand, by id (see `places_of`); what is missing has no quotes.

    Raises:
        BadParameter: there is no such claim.
    """
    at = np.searchsorted(np.asarray(problem.claims), claim) if len(problem.claims) else 0
    if at == len(problem.claims) or problem.claims[int(at)] != claim:
        raise BadParameter(claim, "is no claim here")
    part = restrict(index(problem), ints([at]))
    found = judge(part, policy)
    trees = _Trees(part, found, places or {})
    rows = range(len(found.evidence.claim))
    levels = []
    for basis in BASES:
        k = judge(part, replace(policy, basis=basis)).supporting
        levels.append(AtBasis(basis, int(k.least[0]), int(k.most[0])))
    edges = part.derivations
    late = (part.date[edges.source] > 0) & (part.date[edges.target] > part.date[edges.source])
    return Explanation(
        assessments(part, found, policy)[0],
        tuple(trees.source(n) for n in sorted(set(found.base.claimants.node.tolist()))),
        tuple(trees.source(n) for n in sorted(set(part.denials.right.tolist()))),
        tuple(part.actors[a] for a in sorted(set(part.accused.right.tolist()))),
        tuple(_item(part, found, trees, row, policy) for row in rows),
        tuple(levels),
        tuple(
            sorted((part.nodes[s], part.nodes[t]) for s, t in zip(edges.source[late], edges.target[late], strict=True))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Trees:
    """Draws derivation trees of one small problem."""

    problem: Problem
    found: Findings
    places: Mapping[str, tuple[Place, ...]]

    def source(self, node: int, seen: set[int] | None = None) -> Source:
        """The tree below a node; each node is laid out once."""
        seen = set() if seen is None else seen
        shown = node in seen
        seen.add(node)
        p, base = self.problem, self.found.base
        component = int(base.graph.component[node])
        name = p.nodes[node]
        makers = p.responsible.right[p.responsible.left == node]
        return Source(
            id=name,
            makers=tuple(p.actors[a] for a in sorted(set(makers.tolist()))),
            circle=tuple(p.actors[a] for a in base.responsible.one(component).tolist()),
            origin=bool(base.kind.origin[component]),
            open=bool(base.kind.open_end[component]),
            hidden=bool(p.hidden[node]),
            places=self.places.get(name, ()),
            takes=() if shown else self._takes(node, seen),
            shown=shown,
        )

    def _takes(self, node: int, seen: set[int]) -> tuple[Taken, ...]:
        p = self.problem
        rows = [(t, b, False) for s, t, b in zip(*p.derivations, strict=True) if s == node and not self._late(s, t)]
        rows += [(t, b, True) for s, t, b in zip(*p.mirrors, strict=True) if s == node and t not in seen]
        rows += [(s, b, True) for s, t, b in zip(*p.mirrors, strict=True) if t == node and s not in seen]
        return tuple(Taken(BASES[b], self.source(int(t), seen), mirror) for t, b, mirror in sorted(rows))

    def _late(self, source: int, target: int) -> bool:
        return bool(self.problem.date[source]) and bool(self.problem.date[target] > self.problem.date[source])


def _item(problem: Problem, found: Findings, trees: _Trees, row: int, policy: Policy) -> Item:
    e = found.evidence
    first = found.base.graph.first
    asked = e.unresolved.one(row).tolist()
    may = bool(e.may[row])
    why, because = reason(problem, found, row, policy)
    return Item(
        disputes=bool(e.disputes[row]),
        counts=(None if asked else True) if may else False,
        reason=why,
        because=because,
        source=trees.source(int(first[e.component[row]])),
        origins=tuple(problem.nodes[int(first[o])] for o in e.origins.one(row).tolist()),
        questions=tuple(question(problem, found, key) for key in asked),
        shares=_shares(problem, found, row) if may else (),
    )


def _shares(problem: Problem, found: Findings, row: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    e, first = found.evidence, found.base.graph.first
    out = []
    ends, circle = set(e.ends.one(row).tolist()), set(e.circle.one(row).tolist())
    for other in range(len(e.claim)):
        if other != row and e.may[other] and e.disputes[other] == e.disputes[row]:
            common = [problem.nodes[int(first[c])] for c in e.ends.one(other).tolist() if c in ends]
            common += [problem.actors[a] for a in e.circle.one(other).tolist() if a in circle]
            if common:
                out.append((problem.nodes[int(first[e.component[other]])], tuple(common)))
    return tuple(out)
