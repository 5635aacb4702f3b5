"""How the engine grows: seeded synthetic corpora of 10^4, 10^5 and 10^6 claims, beside SPARQL and networkx.

Run `python -m tests.bench.independence`; `--full` takes 10^6 along, and needs about 16 GB for gathering; or name the
sizes. Each measurement runs in a process of its own, so that its peak memory is its own. Making the corpus is not
counted. Clock seconds depend on who else works on the machine; processor seconds less, by up to a half.

Tables: *whole* is what a build does with the edges kept as arrays beside the store: read them, assess, count signs,
write one assessment a claim to a store on disk; records and text are made while other text is loaded. Then the store
merges its files, which a build lets it do once, at its end. *gathering*
is reading the facts of all documents, which is done when one of them changed. *engine* is the assessment by itself, and
one changed document assessed again with all that it reaches. *SPARQL* is the reference query for rule 1 alone on a
graph in memory, stopped after a minute; *networkx* walks its graphs for rule 1 alone and must find as many items that
may count.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import tee
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from claimgraph import resources, store
from claimgraph.assess import (
    DEFAULT,
    arrays_of,
    facts_from_json,
    gather,
    judge,
    problem_of_arrays,
)
from claimgraph.assess.dirty import Change, index, reached, restrict
from claimgraph.assess.pairs import ints
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.rdf.assessment_text import assessments_as_turtle
from claimgraph.workflow.signs import signed
from tests.bench.synthetic import corpus, facts, triples

SIZES, FULL = (10_000, 100_000), 1_000_000
NETWORKX_UP_TO = 100_000
SPARQL_SIZES = (30, 100, 300, 1_000, 3_000)
LIMIT = 60  # seconds for a query

Row = dict[str, Any]


class Watch:
    """Clock and processor seconds since the last look, and the peak memory so far, under a step's name."""

    def __init__(self) -> None:
        self.row: Row = {}
        self._clock, self._busy = time.perf_counter(), time.process_time()

    def lap(self, step: str) -> None:
        """Write a step down."""
        clock, busy = time.perf_counter(), time.process_time()
        self.row[f"{step}, s"], self.row[f"{step}, CPU s"] = clock - self._clock, busy - self._busy
        self.row[f"{step}, peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self._clock, self._busy = time.perf_counter(), time.process_time()


def keep(size: int, path: str) -> Row:
    """Leave the corpus as arrays in a file."""
    problem = corpus(size)
    np.savez(path, **arrays_of(problem))  # type: ignore[arg-type] # numpy types its names as flags
    return {}


def whole(size: int, path: str) -> Row:
    """Read the kept edges, assess, count signs, write the assessments to a store on disk, merge its files, close it."""
    watch = Watch()
    with np.load(path) as arrays:
        problem = problem_of_arrays(arrays)
    watch.lap("read")
    found = judge(problem, DEFAULT)
    watch.lap("assess")
    ((_, made),) = signed(problem, [(DEFAULT, found)])
    del found
    answers, kept = tee(made)  # a build keeps the records too
    watch.lap("signs")
    with TemporaryDirectory() as directory:
        with store.disk(Path(directory) / "store") as disk:
            texts = assessments_as_turtle(answers, DEFAULT.name)
            store.load_graph(disk, f"{DEFAULT_BASE}graph/assessment/{DEFAULT.name}", texts)
            watch.lap("records, write")
            written = _sums(watch.row, "written")
            disk.merge()
        watch.lap("merge")
    assert sum(1 for _ in kept) == size
    return {"claims": size, **watch.row, **written, **_sums(watch.row, "merged")}


def _sums(row: Row, until: str) -> Row:
    """Clock and processor seconds of all steps so far."""
    return {f"{until}, {unit}": sum(v for k, v in row.items() if k.endswith(f", {unit}")) for unit in ("s", "CPU s")}


def gathering(size: int, path: str) -> Row:
    """Read the facts of all documents, one JSON text a document as the cache keeps them, and make the problem."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    watch = Watch()
    problem = gather(facts_from_json(json.loads(line)) for line in lines)
    watch.lap("gather")
    return {"claims": size, "documents": len(lines), "nodes": len(problem.nodes), **watch.row}


def keep_facts(size: int, path: str) -> Row:
    """Leave the corpus as facts in a file."""
    with Path(path).open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in facts(size))
    return {}


def sparql(size: int, which: str) -> Row:
    """The reference query for rule 1 in memory; loading is not counted."""
    query = (resources.queries() / "reference" / "items-that-may-count.rq").read_text(encoding="utf-8")
    text = "".join(triples(size)).encode()
    if which == "oxigraph":
        from pyoxigraph import QuerySolutions, RdfFormat, Store  # noqa: PLC0415 only in its own process

        ox = Store()
        ox.load(text, format=RdfFormat.N_TRIPLES)
        start = time.perf_counter()
        answer = ox.query(query)
        assert isinstance(answer, QuerySolutions)
        rows = len(list(answer))
    else:
        import rdflib  # noqa: PLC0415 only in its own process

        graph = rdflib.Graph()
        graph.parse(data=text, format="nt")
        start = time.perf_counter()
        rows = len(graph.query(query))
    seconds = time.perf_counter() - start
    problem = corpus(size)
    start = time.perf_counter()
    judge(problem, DEFAULT)
    engine = time.perf_counter() - start
    return {"claims": size, "rows": str(rows), "seconds": seconds, "engine, s": engine, "ratio": seconds / engine}


def measure(size: int) -> Row:
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


def with_networkx(size: int) -> Row:
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


def table(title: str, rows: list[Row]) -> None:
    """Print rows under their common head."""
    if not rows:
        return
    head = list(rows[0])
    print(f"\n{title}\n\n| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        cells = (row.get(h, "") for h in head)
        print(
            "| "
            + " | ".join(f"{c:,.4g}" if isinstance(c, float) else f"{c:,}" if isinstance(c, int) else c for c in cells)
            + " |"
        )
    sys.stdout.flush()


def exponent(rows: list[Row], column: str) -> None:
    """Print how a column grows between the smallest size and the largest."""
    if len(rows) > 1:
        grown = math.log(rows[-1][column] / rows[0][column]) / math.log(rows[-1]["claims"] / rows[0]["claims"])
        print(f"growth exponent of {column!r}: {grown:.2f}")


def apart(what: str, size: int, argument: str = "", limit: float | None = None) -> Row | None:
    """One measurement in a process of its own; None where it takes longer than the limit."""
    command = [sys.executable, "-m", "tests.bench.independence", f"={what}", str(size), argument]
    try:
        out = subprocess.run(command, check=True, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    row: Row = json.loads(out.stdout)
    return row


def main(sizes: list[int]) -> None:
    """Measure all sizes, and print a table for each measurement."""
    with TemporaryDirectory() as directory:
        wholes, gathers = [], []
        for n in sizes:
            arrays, texts = f"{directory}/kept.npz", f"{directory}/facts.jsonl"
            apart("keep", n, arrays)
            wholes.append(apart("whole", n, arrays) or {})
            apart("keep_facts", n, texts)
            gathers.append(apart("gathering", n, texts) or {})
    table("whole", wholes)
    exponent(wholes, "assess, CPU s")
    exponent(wholes, "written, CPU s")
    table("gathering", gathers)
    exponent(gathers, "gather, CPU s")
    engines = [apart("engine", n) or {} for n in sizes]
    table("engine", engines)
    exponent(engines, "of a processor")
    for which in ("rdflib", "oxigraph"):
        rows = []
        for n in SPARQL_SIZES:
            row = apart("sparql", n, which, LIMIT + 20)
            rows.append(row or {"claims": n, "rows": f"not within {LIMIT} s"})
            if row is None or row["seconds"] > LIMIT:
                break
        table(f"SPARQL, {which}, rule 1 only", rows)
    table("networkx, rule 1 only", [apart("networkx", n) or {} for n in sizes if n <= NETWORKX_UP_TO])


MEASURES: dict[str, Callable[[int, str], Row]] = {
    "keep": keep,
    "whole": whole,
    "keep_facts": keep_facts,
    "gathering": gathering,
    "sparql": sparql,
    "engine": lambda size, _: measure(size),
    "networkx": lambda size, _: with_networkx(size),
}

if __name__ == "__main__":
    first, *others = sys.argv[1:] or ["--usual"]
    if first.startswith("="):
        print(json.dumps(MEASURES[first[1:]](int(others[0]), others[1])))
    elif first.startswith("--"):
        main([*SIZES, FULL] if first == "--full" else list(SIZES))
    else:
        main([int(a) for a in (first, *others)])
