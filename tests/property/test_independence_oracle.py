"""The engine against the definition, written down once more as sets and recursion, on small random problems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.assess import DEFAULT, OWN_WORDS, THIRD_PARTY, TWO_SOURCE, Policy, Problem, assessments, judge
from claimgraph.assess.dirty import Change, index, reached, restrict
from claimgraph.assess.pairs import dates, ints, small
from claimgraph.assess.policy import ONE_TEXT
from claimgraph.assess.problem import BASES, Claimants, Control, Edges, Items, Marks, Pairs
from claimgraph.assess.verdict import STATUSES, VERDICTS
from claimgraph.model import Assessment, Basis, Status, Verdict
from tests.property.amount import examples

Component = frozenset[int]


class Answer(NamedTuple):
    least: int
    most: int
    against_least: int
    against_most: int
    verdict: Verdict
    status: Status
    questions: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Definition:
    """One problem under one policy, from the words of the definition. Slow on purpose."""

    problem: Problem
    policy: Policy

    def __hash__(self) -> int:
        return id(self)

    def basis(self) -> int:
        return BASES.index(self.policy.basis)

    @cache  # noqa: B019 lives as long as one example
    def ways(self) -> set[tuple[int, int]]:
        p = self.problem
        kept = set()
        for x, y, b in zip(*p.derivations, strict=True):
            contradicts = p.date[x] and p.date[y] and p.date[x] < p.date[y]
            if b <= self.basis() and not contradicts:
                kept.add((int(x), int(y)))
        for x, y, b in zip(*p.mirrors, strict=True):
            if b <= self.basis():
                kept |= {(int(x), int(y)), (int(y), int(x))}
        return kept

    @cache  # noqa: B019
    def reaches(self, x: int) -> frozenset[int]:
        found = {x}
        while more := {b for a, b in self.ways() if a in found} - found:
            found |= more
        return frozenset(found)

    @cache  # noqa: B019
    def component(self, x: int) -> Component:
        return frozenset(y for y in self.reaches(x) if x in self.reaches(y))

    def below(self, c: Component) -> set[Component]:
        return {self.component(b) for a, b in self.ways() if a in c and b not in c}

    @cache  # noqa: B019
    def lineage(self, c: Component) -> frozenset[Component]:
        return frozenset({c}).union(*(self.lineage(d) for d in self.below(c)))

    def begins(self, c: Component) -> bool:
        """Nothing in it derives from anything, other than being one work with it."""
        return all(b in self.one_work(a) for a, b in self.ways() if a in c)

    def goes_round(self, c: Component) -> bool:
        """Works in it cite each other in a circle."""
        return any(a in c and b in c and b not in self.one_work(a) for a, b in self.ways())

    @cache  # noqa: B019
    def one_work(self, x: int) -> frozenset[int]:
        found = {x}
        rows = [(int(a), int(b)) for a, b, k in zip(*self.problem.mirrors, strict=True) if k <= self.basis()]
        while more := {n for row in rows if found & set(row) for n in row} - found:
            found |= more
        return frozenset(found)

    def flag(self, values: object, c: Component) -> bool:
        return any(values[n] == 1 or (values[n] == 2 and self.begins(c)) for n in c)  # type: ignore[index] # arrays

    def marked(self, c: Component) -> bool:
        return any(n in c and b <= self.basis() for n, b in zip(*self.problem.marks, strict=True))

    def origin(self, c: Component) -> bool:
        words = self.policy.own_words and any(self.problem.hedged[n] >= 0 for n in c)
        return self.flag(self.problem.origin, c) or self.marked(c) or words

    def hidden(self, c: Component) -> bool:
        return any(self.problem.hidden[n] for n in c)

    def closed_by_itself(self, c: Component) -> bool:
        published = self.policy.own_words and any(self.problem.published[n] for n in c)
        return not self.hidden(c) and (self.flag(self.problem.closed, c) or self.marked(c) or published)

    @cache  # noqa: B019
    def open_ends(self, c: Component) -> frozenset[Component]:
        if self.closed_by_itself(c):
            return frozenset()
        further = frozenset[Component]().union(*(self.open_ends(d) for d in self.below(c)))
        return further | {c} if self.hidden(c) or not self.below(c) else further

    def standing(self, c: Component) -> bool:
        return bool(c - set(self.problem.retracted.tolist()))

    @cache  # noqa: B019
    def live_origins(self, c: Component) -> frozenset[Component]:
        if not self.standing(c):
            return frozenset()
        own = {c} if self.origin(c) else set()
        return frozenset(own).union(*(self.live_origins(d) for d in self.below(c)))

    def control(self) -> list[tuple[int, int, int, int]]:
        c = self.problem.control
        rows = zip(c.actor, c.other, c.basis, c.since, c.until, strict=True)
        return [(int(a), int(o), int(s), int(u)) for a, o, b, s, u in rows if b <= self.basis()]

    @cache  # noqa: B019
    def circle(self, actor: int, day: int) -> frozenset[int]:
        found = {actor}
        while True:
            more = {
                o
                for a, o, since, until in self.control()
                if a in found and not (day and ((since and day < since) or (until and until < day)))
            }
            if more <= found:
                return frozenset(found)
            found |= more

    def makers(self, c: Component) -> list[tuple[int, int]]:
        return [(int(a), int(self.problem.date[n])) for n, a in zip(*self.problem.responsible, strict=True) if n in c]

    def closed_makers(self, c: Component) -> set[int]:
        return set().union(*(self.circle(a, day) for a, day in self.makers(c)))

    def unknown(self, c: Component) -> bool:
        tied = {a for a, *_ in self.control()}
        named = any(not self.problem.unnamed[a] or a in tied for a, _ in self.makers(c))
        return not named and (self.origin(c) or not self.below(c))

    def claimants(self, claim: int) -> list[tuple[Component, int, int, bool]]:
        rows = [
            (int(n), int(w), int(a), int(ch))
            for c, n, w, a, ch in zip(*self.problem.claimants, strict=True)
            if c == claim and n not in self.problem.retracted
        ]
        strong = [row for row in rows if not row[1]]
        return [(self.component(n), a, ch, bool(self.problem.published[n] == 2)) for n, _, a, ch in strong or rows]

    def of_claim(self, pairs: Pairs, claim: int) -> set[int]:
        return {int(b) for a, b in zip(*pairs, strict=True) if a == claim}

    def closed_of_claim(self, pairs: Pairs, claim: int) -> set[int]:
        return set().union(*(self.circle(a, 0) for a in self.of_claim(pairs, claim)))

    def items(self, claim: int, side: int) -> set[Component]:
        rows = [(int(n), int(d)) for c, n, d in zip(*self.problem.items, strict=True) if c == claim]
        found = {self.component(n) for n, d in rows if d == side and n not in self.problem.retracted}
        words = {c for c, *_ in self.claimants(claim)} if self.policy.own_words and side == 0 else set()
        return found | words

    def common(self, claim: int) -> set[Component]:
        says = {c for c, *_ in self.claimants(claim)}
        return {self.component(n) for n in self.of_claim(self.problem.common, claim)} - says

    def answer(self, claim: int) -> Answer:
        says = {c for c, *_ in self.claimants(claim)}
        accusers = set().union(*(self.closed_makers(c) for c in says))
        accused = self.closed_of_claim(self.problem.accused, claim)
        interests = accused | self.closed_of_claim(self.problem.beneficiaries, claim)
        own = repeated = False
        sides = []
        for side in (0, 1):
            may: dict[Component, tuple[frozenset[Component], set[int], frozenset[tuple[int, int]]]] = {}
            for item in self.items(claim, side):
                lineage = self.lineage(item) - self.common(claim)
                origins = {c for c in lineage if self.origin(c)}
                rests = bool(self.live_origins(item) - self.common(claim))
                responsible = {item} | origins
                actors = set().union(*(self.closed_makers(c) for c in responsible))
                echoes = bool(self.lineage(item) & says)
                theirs = [c for c in origins if self.closed_makers(c) & accused]
                admitted = bool(self.closed_makers(item) & accused) or bool(origins and len(theirs) == len(origins))
                admitted &= side == 0
                if side == 0:
                    inspectable = not self.problem.hidden[min(item)]
                    own |= (
                        rests and inspectable and (admitted or (not self.policy.own_words and bool(actors & accusers)))
                    )
                    repeated |= echoes or not rests
                counts = rests and (self.policy.own_words or not (echoes or admitted or actors & accusers))
                if not counts or (self.policy.disinterested and actors & interests):
                    continue
                asked = {(0, min(c)) for c in self.open_ends(item) - self.common(claim)}
                asked |= {(1, min(c)) for c in responsible if self.unknown(c)}
                if not self.policy.voice_is_other and not self.policy.own_words:
                    asked |= {(2, min(c)) for c in says if self.unknown(c)}
                if self.policy.disinterested and any(
                    self.problem.unnamed[a] for a in self.of_claim(self.problem.accused, claim)
                ):
                    asked.add((3, claim))
                may[item] = (lineage, actors, frozenset(asked))
            sides.append(may)
        supporting, disputing = sides
        least, most = largest(supporting, set()), largest(supporting, None)
        verdict = (
            Verdict.LACKS if most == 0 else Verdict.HAS if least >= self.policy.threshold else Verdict.UNDETERMINED
        )
        return Answer(
            least,
            most,
            largest(disputing, set()),
            largest(disputing, None),
            verdict,
            self.status(claim, least, most, own=own, repeated=repeated),
            self.questions(supporting, least, most) if verdict is Verdict.UNDETERMINED else (),
        )

    def status(self, claim: int, least: int, most: int, *, own: bool, repeated: bool) -> Status:
        rows = self.claimants(claim)
        says = {c for c, *_ in rows}
        retold = any(ch >= 0 and ((self.lineage(c) - {c}) & says or self.goes_round(c)) for c, _, ch, _ in rows)
        by_channel = {(a, ch) for _, a, ch, _ in rows if ch >= 0}
        several = len(by_channel) > len({a for a, _ in by_channel})
        if least:
            return Status.INDEPENDENT
        if most:
            return Status.UNDETERMINED
        if own or any(record for *_, record in rows):
            return Status.SELF
        return Status.RELAYED if repeated or retold or several else Status.NONE

    def questions(
        self,
        items: dict[Component, tuple[frozenset[Component], set[int], frozenset[tuple[int, int]]]],
        least: int,
        most: int,
    ) -> tuple[tuple[int, int], ...]:
        goal = min(self.policy.threshold, most)
        if least >= goal:
            return ()
        every = sorted(set().union(*(asked for _, _, asked in items.values())))
        for size in range(len(every) + 1):
            for answered in combinations(every, size):
                if largest(items, set(answered)) >= goal:
                    return answered
        raise AssertionError(items)


def largest(
    items: dict[Component, tuple[frozenset[Component], set[int], frozenset[tuple[int, int]]]],
    answered: set[tuple[int, int]] | None,
) -> int:
    """Rule 3 by trying all sets; `answered` are the questions that are settled in favour, None: all of them."""
    known = [row for row in items.values() if answered is None or row[2] <= answered]
    for size in range(len(known), 0, -1):
        for chosen in combinations(known, size):
            if all(not (a[0] & b[0] or a[1] & b[1]) for a, b in combinations(chosen, 2)):
                return size
    return 0


def _column(size: int, low: int, high: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(low, high), min_size=size, max_size=size)


def _rows(most: int, *ranges: tuple[int, int]) -> st.SearchStrategy[list[tuple[int, ...]]]:
    return st.lists(st.tuples(*(st.integers(*r) for r in ranges)), max_size=most, unique=True)


DAYS = (0, 20200101, 20210101, 20220101)
POLICY = st.builds(
    replace,
    st.sampled_from([DEFAULT, TWO_SOURCE, THIRD_PARTY, OWN_WORDS, ONE_TEXT]),
    basis=st.sampled_from(Basis),
)


def _and(rows: list[list[int]], columns: list[list[int]]) -> list[list[int]]:
    return [[*(row[i] for row in rows), *column] for i, column in enumerate(columns)]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    plain = draw(st.booleans())  # much is known, so that something counts
    nodes, claims, actors = draw(st.integers(1, 8)), draw(st.integers(1, 2)), draw(st.integers(1, 7))
    node, claim, actor, basis = (0, nodes - 1), (0, claims - 1), (0, actors - 1), (0, 3)
    day = (0, len(DAYS) - 1)

    def table(most: int, *ranges: tuple[int, int]) -> list[list[int]]:
        rows = draw(_rows(most, *ranges))
        return [[row[i] for row in rows] for i in range(len(ranges))]

    def arrays(columns: list[list[int]], days: tuple[int, ...] = ()) -> list[Any]:
        return [ints([DAYS[v] for v in column] if i in days else column) for i, column in enumerate(columns)]

    def per_node(low: int, high: int, known: int) -> list[int]:
        return [known] * nodes if plain else draw(_column(nodes, low, high))

    own = [[n, n % actors] for n in range(nodes)] if plain else []

    claimant_rows = draw(_rows(4, claim, node, (0, 1), actor, (-1, 2)))
    claimant_rows = list({row[:2]: row for row in claimant_rows}.values())
    return Problem(
        nodes=[f"n{i}" for i in range(nodes)],
        claims=[f"c{i}" for i in range(claims)],
        actors=[f"a{i}" for i in range(actors)],
        documents=[],
        origin=small(per_node(0, 2, 2)),
        closed=small(per_node(0, 2, 2)),
        hidden=small([int(v == 3) for v in per_node(0, 3, 0)]),
        date=dates([DAYS[v] for v in per_node(0, 3, 0)]),
        document=ints([-1] * nodes),
        hedged=small(per_node(-1, 1, 0)),
        published=small(per_node(0, 2, 0)),
        unnamed=small([int(v == 2 and not plain) for v in draw(_column(actors, 0, 2))]),
        derivations=Edges(*arrays(table(8, node, node, basis))),
        mirrors=Edges(*arrays(table(2, node, node, basis))),
        marks=Marks(*arrays(table(1, node, basis))),
        responsible=Pairs(*arrays(_and(own, table(0 if plain else 8, node, actor)))),
        control=Control(*arrays(table(4, actor, actor, basis, day, day, (-1, -1)), (3, 4))),
        claimants=Claimants(*arrays([[row[i] for row in claimant_rows] for i in range(5)])),
        items=Items(*arrays(table(7, claim, node, (0, 1)))),
        accused=Pairs(*arrays(table(2, claim, actor))),
        beneficiaries=Pairs(*arrays(table(1, claim, actor))),
        common=Pairs(*arrays(table(2, claim, node))),
        retracted=ints(draw(st.lists(st.integers(*node), max_size=1))),
    )


def engine(problem: Problem, policy: Policy) -> list[Answer]:
    found = judge(problem, policy)
    first = found.base.graph.first.tolist()
    answers = []
    for c in range(len(problem.claims)):
        keys = [divmod(key, found.evidence.width) for key in found.questions.one(c).tolist()]
        answers.append(
            Answer(
                int(found.supporting.least[c]),
                int(found.supporting.most[c]),
                int(found.disputing.least[c]),
                int(found.disputing.most[c]),
                VERDICTS[found.verdict[c]],
                STATUSES[found.status[c]],
                tuple((kind, subject if kind == 3 else first[subject]) for kind, subject in keys),
            )
        )
    return answers


@settings(max_examples=examples(400), deadline=None)
@given(problems(), POLICY)
def test_the_engine_finds_what_the_definition_says(problem: Problem, policy: Policy) -> None:
    definition = Definition(problem, policy)
    assert engine(problem, policy) == [definition.answer(c) for c in range(len(problem.claims))]


def _by_name(problem: Problem, policy: Policy) -> dict[str, Assessment]:
    return {a.claim: a for a in assessments(problem, judge(problem, policy), policy)}


@settings(max_examples=examples(150), deadline=None)
@given(problems(), POLICY, st.integers(0, 1))
def test_a_claim_by_itself_is_assessed_as_in_the_whole(problem: Problem, policy: Policy, claim: int) -> None:
    claim %= len(problem.claims)
    part = restrict(index(problem), ints([claim]))
    name = problem.claims[claim]
    assert _by_name(part, policy) == {name: _by_name(problem, policy)[name]}


@settings(max_examples=examples(150), deadline=None)
@given(problems(), POLICY, st.data())
def test_a_change_reaches_every_claim_that_it_alters(problem: Problem, policy: Policy, data: st.DataObject) -> None:
    node = data.draw(st.integers(0, len(problem.nodes) - 1))
    actor, other = (data.draw(st.integers(0, len(problem.actors) - 1)) for _ in range(2))
    closed = problem.closed.copy()
    closed[node] = 1
    c: Any = problem.control
    control = Control(*(np.append(column, value) for column, value in zip(c, (actor, other, 0, 0, 0, -1), strict=True)))
    after = replace(problem, closed=closed, control=control, retracted=np.append(problem.retracted, node))
    change = Change(nodes=ints([node]), actors=ints([actor]))
    reach = {problem.claims[i] for p in (problem, after) for i in reached(index(p), change)}
    old, new = _by_name(problem, policy), _by_name(after, policy)
    assert {name for name in old if old[name] != new[name]} <= reach
