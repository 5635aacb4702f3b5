"""How long a whole store takes to validate: the shapes as SPARQL on Oxigraph against pySHACL on rdflib.

`python -m tests.bench.validation [DOCUMENTS]`: as many synthetic documents (1,000), each its own graph and with one
quad lost at random. Both must find the same; the script says so and prints processor-seconds and their ratio.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from claimgraph.rdf import encode
from claimgraph.rdf.validate import Finding, validate, validate_store
from tests.golden.rdf_example import DOCUMENT, EXTRACTION, TOOL


def corpus(documents: int) -> list[Quad]:
    """Copies of the example, every IRI of a document's own under another name; actors stay shared."""
    chance = random.Random(7)
    example = encode(DOCUMENT, EXTRACTION, tool=TOOL)
    found = []
    for number in range(documents):
        lost = chance.randrange(len(example))
        found += [_renamed(q, number) for at, q in enumerate(example) if at != lost]
    return found


def _renamed(quad: Quad, number: int) -> Quad:
    terms = [
        NamedNode(t.value.replace("/id/", f"/id/{number}/")) if isinstance(t, NamedNode) and _own(t.value) else t
        for t in quad
    ]
    return Quad(*terms)


def _own(iri: str) -> bool:
    return "/id/" in iri and "/actor/" not in iri


def _timed(name: str, work: Callable[[], list[Finding]]) -> tuple[list[Finding], float]:
    start = time.process_time()
    found = work()
    took = time.process_time() - start
    print(f"{name:24} {took:8.2f} s, {len(found):,} findings")
    return found, took


def main() -> None:
    """Print the times and their ratio."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    quads = corpus(documents)
    store = Store()
    store.bulk_extend(quads)
    print(f"{documents:,} documents, {len(store):,} quads")

    def select(text: str) -> list[list[object]]:
        answer = store.query(text, use_default_graph_as_union=True)
        assert isinstance(answer, QuerySolutions)
        return [[row[v] for v in answer.variables] for row in answer]

    found, ours = _timed("SPARQL on Oxigraph", lambda: validate_store(select))
    reference, theirs = _timed("pySHACL on rdflib", lambda: validate(quads))
    print(f"the same findings: {found == reference}; pySHACL takes {theirs / ours:.0f} times as long")


if __name__ == "__main__":
    main()
