"""How the engine grows: seeded synthetic corpora of 10^4, 10^5 and 10^6 claims, and networkx doing the same.

Run `python tests/bench/independence.py [SIZE …]`. Each measurement runs in a process of its own, so that its peak
memory is its own (it includes the corpus). Repetition is heavy-tailed, chains are up to 20 long, actors stand in
ownership trees. Making the corpus is not counted. "Document" is one changed document, assessed again with all that it
reaches. Processor seconds are what to look at where others work on the same machine. networkx walks the graphs for
rule 1 and stops there; it must find as many items that may count.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from claimgraph.assess import DEFAULT, Problem, judge
from claimgraph.assess.dirty import Change, index, reached, restrict
from claimgraph.assess.pairs import Ints, dates, ints, small
from claimgraph.assess.problem import NO, YES, Claimants, Control, Edges, Items, Pairs

SIZES = (10_000, 100_000, 1_000_000)
NETWORKX_UP_TO = 100_000
LONGEST = 20


class Numbers(Sequence[str]):
    """Names that nobody has to store."""

    def __init__(self, prefix: str, count: int) -> None:
        self.prefix, self.size = prefix, count

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, i: Any) -> Any:  # noqa: ANN401 as a sequence: an index or a slice
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(self.size))]
        if i >= self.size:
            raise IndexError(i)
        return f"{self.prefix}/{i}"


def corpus(claims: int, seed: int = 7) -> Problem:
    """A problem of so many claims: about three assertions and one and a half evidence items a claim."""
    rng = np.random.default_rng(seed)
    told = np.minimum(1 + rng.pareto(1.5, claims).astype(np.int64), 2000)
    offered = np.minimum(rng.pareto(1.3, claims).astype(np.int64), 300)
    assertion_claim = np.repeat(np.arange(claims), told)
    item_claim = np.repeat(np.arange(claims), offered)
    asserted, items = len(assertion_claim), len(item_claim)
    sets = claims // 20
    nodes = asserted + items + sets
    actors = max(claims // 5, 10)
    source, target = _chains(rng, told)
    kind = rng.random(items)
    copies = np.flatnonzero((kind < 0.35) & (np.arange(items) > 0) & (np.roll(item_claim, 1) == item_claim))
    echoes = np.flatnonzero((kind >= 0.35) & (kind < 0.5))
    analyses = np.flatnonzero((kind >= 0.5) & (kind < 0.6))
    first = np.cumsum(told) - told
    source = np.concatenate([source, asserted + copies, asserted + echoes, asserted + analyses])
    target = np.concatenate(
        [
            target,
            asserted + copies - 1,
            first[item_claim[echoes]],
            asserted + items + (sets * rng.random(len(analyses)) ** 3).astype(np.int64),
        ]
    )
    origin = np.full(nodes, NO)
    origin[asserted : asserted + items] = np.where(kind >= 0.5, YES, NO)
    origin[asserted + items :] = YES
    closed = origin.copy()
    closed[asserted : asserted + items][kind > 0.85] = NO
    flat = np.zeros(nodes, dtype=np.int8)
    who = (actors * rng.random(nodes) ** 2).astype(np.int64)
    nobody = rng.random(nodes) < 0.05
    actor_range = np.arange(1, actors)
    owned = actor_range[rng.random(actors - 1) < 0.4]
    return Problem(
        nodes=Numbers("node", nodes),
        claims=Numbers("claim", claims),
        actors=Numbers("actor", actors),
        documents=Numbers("document", claims),
        origin=small(origin),
        closed=small(closed),
        hidden=flat,
        date=dates(np.full(nodes, 20240101)),
        document=np.concatenate([assertion_claim, item_claim, np.full(sets, -1)]),
        hedged=flat - 1,
        published=flat,
        unnamed=small(rng.random(actors) < 0.02),
        derivations=Edges(ints(source), ints(target), small(rng.integers(0, 3, len(source)))),
        responsible=Pairs(np.flatnonzero(~nobody), who[~nobody]),
        control=Control(
            owned,
            (owned * rng.random(len(owned))).astype(np.int64),
            small(np.zeros(len(owned))),
            dates(np.where(rng.random(len(owned)) < 0.1, 20230101, 0)),
            dates(np.zeros(len(owned))),
            ints(np.full(len(owned), -1)),
        ),
        claimants=Claimants(
            assertion_claim,
            np.arange(asserted),
            np.zeros(asserted, dtype=np.int8),
            who[:asserted],
            np.arange(asserted),
        ),
        items=Items(item_claim, asserted + np.arange(items), small(rng.random(items) < 0.1)),
        accused=Pairs(np.arange(claims), rng.integers(0, actors, claims)),
    )


def _chains(rng: np.random.Generator, told: Ints) -> tuple[Ints, Ints]:
    """Each further assertion of a claim repeats an earlier one, no chain longer than LONGEST."""
    first = np.repeat(np.cumsum(told) - told, told)
    nth = np.arange(told.sum()) - first
    later = np.flatnonzero(nth)
    back = np.minimum(1 + rng.geometric(0.5, len(later)) - 1, nth[later])
    nearest = nth[later] - back
    block = nth[later] // LONGEST * LONGEST  # a fresh chain every LONGEST tellings
    return later, first[later] + np.where(nearest < block, 0, nearest)


def measure(size: int) -> dict[str, float]:
    """Seconds and peak megabytes of one assessment, and what assessing one changed document again costs."""
    problem = corpus(size)
    start, busy = time.perf_counter(), time.process_time()
    found = judge(problem, DEFAULT)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    may = int(found.evidence.may.sum())
    verdicts = np.bincount(found.verdict, minlength=3).tolist()
    del found
    by = index(problem)
    rng = np.random.default_rng(1)
    spent, claims = [], []
    for document in rng.integers(0, size, 100).tolist():
        start = time.perf_counter()
        touched = reached(by, Change(documents=ints([document])))
        again = judge(restrict(by, touched), DEFAULT)
        spent.append(time.perf_counter() - start)
        claims.append(len(again.verdict))
    row = {
        "claims": size,
        "nodes": len(problem.nodes),
        "edges": len(problem.derivations.source),
        "items": len(problem.items.claim),
        "may count": may,
        "seconds": seconds,
        "of a processor": busy,
        "megabytes": peak,
        "document, median": float(np.median(spent)),
        "document, worst": max(spent),
        "claims reached, median": float(np.median(claims)),
    }
    return row | dict(zip(("lacks", "undetermined", "has"), verdicts, strict=True))


def with_networkx(size: int) -> dict[str, float]:
    """Rule 1 for every item by walking graphs, which is the part that networkx can do."""
    import networkx as nx  # noqa: PLC0415 only in its own process

    p = corpus(size)
    start = time.perf_counter()
    ways = nx.DiGraph(list(zip(p.derivations.source.tolist(), p.derivations.target.tolist(), strict=True)))
    ways.add_nodes_from(p.items.node.tolist())
    owners = nx.DiGraph(list(zip(p.control.actor.tolist(), p.control.other.tolist(), strict=True)))
    owners.add_nodes_from(range(len(p.actors)))
    makers = dict(zip(p.responsible.left.tolist(), p.responsible.right.tolist(), strict=True))
    says: dict[int, list[int]] = {}
    for claim, node in zip(p.claimants.claim.tolist(), p.claimants.node.tolist(), strict=True):
        says.setdefault(claim, []).append(node)
    accused = dict(zip(p.accused.left.tolist(), p.accused.right.tolist(), strict=True))

    def circle(nodes: set[int]) -> set[int]:
        found: set[int] = set()
        for actor in {makers[n] for n in nodes if n in makers}:
            found |= {actor} | nx.descendants(owners, actor)
        return found

    may = 0
    for claim, node, disputes in zip(
        p.items.claim.tolist(), p.items.node.tolist(), p.items.disputes.tolist(), strict=True
    ):
        lineage = {node} | nx.descendants(ways, node)
        origins = {n for n in lineage if p.origin[n]}
        if not origins or lineage & set(says[claim]) or circle({node} | origins) & circle(set(says[claim])):
            continue
        against = {accused[claim]} | nx.descendants(owners, accused[claim])
        admitted = circle({node}) & against or all(circle({o}) & against for o in origins)
        may += bool(disputes or not admitted)
    return {"claims": size, "may count": may, "seconds": time.perf_counter() - start}


def table(rows: list[dict[str, float]]) -> None:
    """Print rows under their common head."""
    head = list(rows[0])
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(f"{row[h]:,.4g}" if isinstance(row[h], float) else f"{row[h]:,}" for h in head) + " |")


def apart(what: str, size: int) -> dict[str, float]:
    """One measurement in a process of its own."""
    out = subprocess.run([sys.executable, __file__, what, str(size)], check=True, capture_output=True, text=True)
    row: dict[str, float] = json.loads(out.stdout)
    return row


def main(sizes: list[int]) -> None:
    """Measure all sizes; the exponent is that between the smallest and the largest."""
    rows = [apart("engine", n) for n in sizes]
    table(rows)
    if len(rows) > 1:
        for column in ("seconds", "of a processor"):
            grown = math.log(rows[-1][column] / rows[0][column]) / math.log(sizes[-1] / sizes[0])
            print(f"growth exponent {grown:.2f} ({column})")
    others = [apart("networkx", n) for n in sizes if n <= NETWORKX_UP_TO]
    if others:
        print("networkx, rule 1 only:")
        table(others)


if __name__ == "__main__":
    if sys.argv[1:2] in (["engine"], ["networkx"]):
        print(json.dumps((measure if sys.argv[1] == "engine" else with_networkx)(int(sys.argv[2]))))
    else:
        main([int(a) for a in sys.argv[1:]] or list(SIZES))
