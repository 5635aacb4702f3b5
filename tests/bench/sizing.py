"""How large a graph each engine takes: measured at three sizes, and a model that has to predict the largest of them.

Run `python -m tests.bench.sizing [--assertions 1000 10000 100000] [--engines …] [--into FILE]`. The graph is seeded and
synthetic (`sized`), and written as a build writes it: one named graph a document, then a graph of assessments for each
policy. For each engine and size, in processes of their own:

    quads, disk       what the store holds; bytes once all is written
    load, wall        processor seconds, server included, and seconds by the clock, that writing took (the making of the
                      quads left out)
    memory            the most that the process which holds the store held: while loading, and while answering after a
                      new start
    questions         processor seconds, server included, for one answer of each of five questions of the catalogue

A straight line through the two smaller sizes (a + b·n; for questions that sort all claims a + b·n·log n) predicts the
third, and the error is printed: that is the check. Then a line through the two larger ones is drawn out to 10⁵, 10⁷ and
10⁹ assertions. What is beyond the largest measured is extrapolated: it assumes that nothing else runs out.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from claimgraph.model.identifiers import DEFAULT_BASE, graph_id
from claimgraph.query import answer
from claimgraph.rdf import encode
from claimgraph.rdf.assessment_text import assessments_as_turtle
from claimgraph.store import load_graph
from tests.bench import sized
from tests.bench.serving import ENGINES, serving

SIZES = (1_000, 10_000, 100_000)
FAR = (100_000, 10_000_000, 1_000_000_000)
ASKED = (
    "lacks-independent-evidence",
    "single-sourced",
    "claims-by-actor",
    "evidence-for-claim",
    "first-asserter-and-spread",
)
_ALL = frozenset({"ask lacks-independent-evidence", "ask single-sourced"})  # these sort all claims
Figures = dict[str, float]


def load(engine: str, at: Path, claims: int) -> Figures:
    """Write the graph of so many claims."""
    found = sized.assessments(claims)
    made = {"assertions": 0.0, "quads": 0.0, "load": 0.0, "wall": 0.0}
    with serving(engine, at) as running:

        def timed(write: Any) -> None:  # noqa: ANN401 what is called without arguments
            used, clock = running.seconds(), time.monotonic()
            write()
            made["load"] += running.seconds() - used
            made["wall"] += time.monotonic() - clock

        for document, extraction in sized.documents(claims):
            quads = encode(document, extraction)
            graph = DEFAULT_BASE + graph_id("document", document.version)
            timed(lambda: running.store.replace(graph, quads))  # noqa: B023 called at once
            made["assertions"] += len(extraction.assertions)
            made["quads"] += len(quads)
        for policy, assessments in found.items():
            texts = list(assessments_as_turtle(assessments, policy.name))
            made["quads"] += len({q.triple for text in texts for q in ox.parse(text, ox.RdfFormat.TURTLE)})
            graph = DEFAULT_BASE + graph_id("assessment", policy.name)
            timed(lambda: load_graph(running.store, graph, texts))  # noqa: B023 same
        made["memory loading"] = running.memory()
    with serving(engine, at) as running:
        made["disk"] = running.bytes()
    return made


def ask(engine: str, at: Path, claims: int) -> Figures:
    """Answer the questions: two about all claims, three about one actor and one claim."""
    some = next(x for _, x in sized.documents(claims) if any(e.supports for e in x.evidence))
    backed = next(e.supports[0] for e in some.evidence if e.supports)
    words = sized.claim_text(next(a.claim for a in some.assertions if a.id == backed))
    given = {
        "claims-by-actor": {"asserter": next(a.label for a in some.actors if a.mentions)},
        "evidence-for-claim": {"claim": words},
        "first-asserter-and-spread": {"claim": words},
    }
    made: Figures = {}
    with serving(engine, at) as running:
        running.store.query("ASK { ?s ?p ?o }")
        for question in ASKED:
            used = running.seconds()
            rows = len(answer(running.store, question, given.get(question, {})).rows)
            made[f"ask {question}"] = running.seconds() - used
            made[f"rows {question}"] = rows
        made["memory asking"] = running.memory()
    return made


def measured(engine: str, size: int) -> Figures:
    """Both, each in a process of its own."""
    claims = max(round(size * sized.CLAIMS_PER_ASSERTION), 20)
    with tempfile.TemporaryDirectory(prefix="sizing-") as at:
        figures: Figures = {}
        for part in ("load", "ask"):
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.sizing", "--part", part, engine, at, str(claims)],
                check=True,
                stdout=subprocess.PIPE,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
            figures |= json.loads(done.stdout)
        return figures


def _law(measure: str, n: float) -> float:
    """What a measure grows with."""
    return n * math.log2(n) if measure in _ALL else n


def line(measure: str, points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """a and b of a + b·law(n) through two points."""
    (x0, y0), (x1, y1) = ((_law(measure, n), y) for n, y in points)
    b = (y1 - y0) / (x1 - x0)
    return y0 - b * x0, b


def predicted(measure: str, points: Iterable[tuple[float, float]], n: float) -> float:
    """The measure at n by the line through two points; never below nothing."""
    a, b = line(measure, points)
    return max(a + b * _law(measure, n), 0.0)


def report(engine: str, runs: list[Figures]) -> None:
    """Print what was measured, how well two sizes foretell the third, and where it leads."""
    runs = sorted(runs, key=lambda run: run["assertions"])[-3:]
    measures = [m for m in runs[0] if m != "assertions" and not m.startswith("rows")]
    checked = len(runs) == len(SIZES)
    print(
        f"\n{engine:<32}"
        + "".join(f"{r['assertions']:>17,.0f}" for r in runs)
        + f"{'predicted':>17}{'error':>7}" * checked
    )
    for measure in measures:
        print(f"  {measure:<30}" + "".join(_shown(measure, r[measure]) for r in runs), end="")
        if checked and measure != "wall":  # by the clock is by whatever else runs
            points = [(r["assertions"], r[measure]) for r in runs[:2]]
            guess = predicted(measure, points, runs[2]["assertions"])
            print(f"{_shown(measure, guess)}{guess / runs[2][measure] - 1:>+7.0%}", end="")
        print()
    if len(runs) == 1:
        return
    print(f"  {'drawn out to':<30}" + "".join(f"{n:>17,}" for n in FAR))
    for measure in (m for m in measures if m != "wall"):
        points = [(r["assertions"], r[measure]) for r in runs[-2:]]
        print(f"  {measure:<30}" + "".join(_shown(measure, predicted(measure, points, n)) for n in FAR))


def _shown(measure: str, value: float) -> str:
    if measure == "disk" or measure.startswith("memory"):
        return f"{value / 1e6:>14,.0f} MB"
    return f"{value:>17,.0f}" if measure == "quads" else f"{value:>15,.2f} s"


def main() -> None:
    """Measure, check the model, and draw it out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assertions", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--into", type=Path, help="keep the figures here, one JSON a line, and do not measure again")
    parser.add_argument("--part", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        part, engine, at, claims = given.part
        print(json.dumps({"load": load, "ask": ask}[part](engine, Path(at), int(claims))))
        return
    kept = _kept(given.into)
    for size in given.assertions:
        for engine in given.engines:
            if (engine, size) not in kept:
                kept[engine, size] = measured(engine, size)
                print(engine, size, json.dumps(kept[engine, size]), file=sys.stderr, flush=True)
                if given.into:
                    with given.into.open("a", encoding="utf-8") as out:
                        out.write(json.dumps([engine, size, kept[engine, size]]) + "\n")
    for engine in given.engines:
        report(engine, [kept[engine, size] for size in given.assertions])


def _kept(path: Path | None) -> dict[tuple[str, int], Figures]:
    if path is None or not path.exists():
        return {}
    rows = (json.loads(row) for row in path.read_text(encoding="utf-8").splitlines())
    return {(engine, size): figures for engine, size, figures in rows}


if __name__ == "__main__":
    main()
