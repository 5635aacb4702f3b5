"""What text reuse infers is in the store: in a graph of its own, with its score, in every export and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from claimgraph import ClaimGraph
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.query.shown import plain
from claimgraph.resolve.reuse_text import GRAPH
from claimgraph.store import disk, memory
from claimgraph.workflow.assess_store import assess_store
from claimgraph.workflow.cache import open_cache
from claimgraph.workflow.stores import reading
from claimgraph.workflow.workspace import open_workspace

SAID = (
    "The Pellam Drivers Union said that Corvane Motors switched off the brake warnings on its delivery vans.\n\n"
    "Tests by the union show that Corvane Motors switched off the brake warnings on its delivery vans.\n"
)
INFERRED = DEFAULT_BASE + GRAPH
ASKED = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?derived ?source ?score WHERE {
  ?derived prov:wasDerivedFrom ?source ; prov:qualifiedDerivation ?how .
  ?how a prov:Derivation ; prov:entity ?source ; cg:basis cg:inferred ; cg:sharedWording ?score .
}
"""


def document(root: Path, name: str, day: int | None, text: str = SAID) -> None:
    (root / "documents").mkdir(parents=True, exist_ok=True)
    date = "" if day is None else f"date: 2031-03-{day:02}\n"
    head = f"---\n{date}publisher: {name.title()} Courier\nlicence: CC-BY-4.0\n---\n\n"
    (root / "documents" / f"{name}.md").write_text(head + text, encoding="utf-8")


def build(root: Path) -> ClaimGraph:
    graph = ClaimGraph(root)
    graph.build(root / "documents")
    return graph


def inferred(root: Path) -> set[Quad]:
    with reading(root) as store:
        return set(store.quads(INFERRED))


@pytest.fixture
def two(tmp_path: Path) -> Path:
    document(tmp_path, "ash", 2)
    document(tmp_path, "elm", 4, SAID.replace("delivery vans", "new vans"))
    return tmp_path


def test_a_derivation_that_is_inferred_can_be_asked_for_with_its_score(two: Path) -> None:
    graph = build(two)
    rows = graph.query(ASKED).rows
    kinds = [(str(derived).rsplit("/", 2)[1], str(source).rsplit("/", 2)[1]) for derived, source, _ in rows]
    assert sorted(kinds) == [("assertion", "assertion"), ("evidence", "evidence")]
    assert all(0.25 <= float(plain(score)) < 1 for *_, score in rows)
    assert graph.validate() == []


def test_nothing_is_inferred_without_two_dates_and_then_there_is_no_graph(tmp_path: Path) -> None:
    document(tmp_path, "ash", None)
    document(tmp_path, "elm", 4)
    build(tmp_path)
    with reading(tmp_path) as store:
        assert INFERRED not in store.graphs()


def test_what_comes_and_goes_leaves_the_graph_of_a_clean_build(
    two: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    others = ["fir", "oak", "yew", "bay", "box", "may", "bog", "fen"]  # so that a change is small, and is patched in
    for name in others:
        document(two, name, None, f"{name.title()} Weekly said that the number of {name} trees rose in the park.\n")
    build(two)
    before = inferred(two)
    document(two, "ivy", 3)  # between the two: an earlier source for neither, a closer one for nobody
    build(two)
    more = inferred(two)
    assert before < more
    (two / "documents" / "ash.md").unlink()
    build(two)
    less = inferred(two)
    assert less - more
    clean = tmp_path_factory.mktemp("clean")
    for path in (two / "documents").iterdir():
        (clean / "documents").mkdir(exist_ok=True)
        (clean / "documents" / path.name).write_bytes(path.read_bytes())
    build(clean)
    assert inferred(clean) == less
    (two / "documents" / "elm.md").unlink()
    build(two)
    with reading(two) as store:
        assert INFERRED not in store.graphs()


def test_a_bare_store_is_assessed_with_what_was_inferred_and_nothing_counts_twice(two: Path) -> None:
    build(two)
    with reading(two) as built, memory() as bare:
        known = {str(q) for q in built.quads() if "/graph/assessment/" in str(q.graph_name)}
        bare.add(q for q in built.quads() if "/graph/assessment/" not in str(q.graph_name))
        assess_store(bare)
        assert {str(q) for q in bare.quads() if "/graph/assessment/" in str(q.graph_name)} == known
        bare.drop(INFERRED)
        assess_store(bare)
        assert {str(q) for q in bare.quads() if "/graph/assessment/" in str(q.graph_name)} != known


def test_a_build_that_was_killed_while_it_wrote_the_graph_is_mended_by_the_next(two: Path) -> None:
    build(two)
    known = inferred(two)
    workspace = open_workspace(two)
    with open_cache(workspace.cache) as cache:
        cache.set_loaded(INFERRED, "")
        cache.commit()
    with disk(workspace.store) as store:
        store.replace(INFERRED, [q for q in known if q.predicate != NamedNode("http://www.w3.org/ns/prov#entity")])
    build(two)
    assert inferred(two) == known
