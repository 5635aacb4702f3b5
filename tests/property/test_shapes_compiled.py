"""The shapes as SPARQL find what pySHACL finds: focus node, shape (and so its path), constraint and value."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from claimgraph.errors import BadQuery
from claimgraph.model.vocabulary import CG, PREFIXES
from claimgraph.rdf.ontology import ontology_quads
from claimgraph.rdf.shapes import compiled
from claimgraph.rdf.validate import Finding, validate, validate_store
from tests.unit.rdf.test_validate import BREAKS, sound

SOUND = sound()


def asked(quads: list[Quad]) -> list[Finding]:
    store = Store()
    # Each quad in two graphs: a store shows a triple once for each, and that must count for nothing.
    for number in (1, 2):
        graph = NamedNode(f"https://e.org/g{number}")
        store.extend([Quad(q.subject, q.predicate, q.object, graph) for q in quads])

    def select(text: str) -> list[list[object]]:
        answer = store.query(text, use_default_graph_as_union=True)
        assert isinstance(answer, QuerySolutions)
        return [[row[v] for v in answer.variables] for row in answer]

    return validate_store(select)


def test_the_sound_example_has_no_findings() -> None:
    assert asked(sound()) == []


@pytest.mark.parametrize("name", list(BREAKS))
def test_each_broken_rule_is_found_as_pyshacl_finds_it(name: str) -> None:
    broken = BREAKS[name](SOUND)
    found = asked(broken)
    assert found == validate(broken)
    assert {f.shape for f in found} == {name}


VALUES = [
    *(NamedNode(CG + name) for name in ("asserts", "has", "Company", "unknown")),
    *(Literal(n) for n in (-1, 0, 7, 10**6)),
    *(Literal(text) for text in ("", "words", "a" * 64)),
    Literal("x", datatype=NamedNode(PREFIXES["xsd"] + "integer")),
    Literal("mots", language="fr"),
    Literal(value=True),
    NamedNode("https://e.org/x"),
    *sorted({q.subject for q in SOUND}, key=str)[::6],
]


TYPED = [NamedNode(CG + n) for n in ("Claim", "Allegation", "Assertion", "EvidenceItem", "Document", "Passage")]
DAMAGE = st.tuples(
    st.sampled_from(["lose", "swap", "add", "retype"]), st.integers(0, len(SOUND) - 1), st.sampled_from(range(60))
)


def damaged(damages: list[tuple[str, int, int]]) -> list[Quad]:
    """The sound example after quads were lost, objects swapped for others, and values and classes added."""
    quads = list(SOUND)
    for what, where, which in damages:
        at, value = where % len(quads), VALUES[which % len(VALUES)]
        subject, predicate, _, graph = quads[at]
        if what == "lose":
            del quads[at]
        elif what == "swap":
            quads[at] = Quad(subject, predicate, value, graph)
        elif what == "add":
            quads.append(Quad(subject, predicate, value, graph))
        else:
            quads.append(Quad(subject, NamedNode(PREFIXES["rdf"] + "type"), TYPED[which % len(TYPED)], graph))
    return quads


def comparable(findings: list[Finding]) -> list[Finding]:
    """All but comparisons: of values without an order (true, or an "x" that says it is a number) SHACL asks a finding.

    We give it; pySHACL compares them as Python does. On values that have one, the broken rules above compare the two.
    """
    return [f for f in findings if f.component != "LessThan"]


@example([("swap", 91, 0)])  # an own voice of what is no document: neither branch of an sh:xone
@given(st.lists(DAMAGE, min_size=1, max_size=12))
@settings(max_examples=12, deadline=None)
def test_graphs_broken_by_chance_have_the_same_findings(damages: list[tuple[str, int, int]]) -> None:
    quads = damaged(damages)
    assert comparable(asked(quads)) == comparable(validate(quads))


def test_subclasses_of_the_ontology_count() -> None:
    general = NamedNode(CG + "Claim")
    kept = [q for q in sound() if q.object != general] + ontology_quads()
    assert asked(kept) == validate(kept)


@pytest.mark.parametrize(
    "extra",
    [
        "s:Claim-text sh:maxLength 9 .",
        "s:Claim-text sh:minCount 2 .",
        "s:Claim sh:closed true .",
        "s:Claim sh:not [ sh:class cg:Actor ] .",
        "s:Claim sh:deactivated true .",
        "s:Passage-start sh:severity sh:Info .",
        "s:New a sh:NodeShape ; sh:message 'x' ; sh:targetNode cg:x ; sh:class cg:Actor .",
    ],
)
def test_a_construct_that_is_not_compiled_is_refused(extra: str) -> None:
    path = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
    shapes = rdflib.Graph().parse(data=path.read_text(encoding="utf-8") + extra, format="turtle")
    with pytest.raises(BadQuery, match="is not compiled"):
        compiled(shapes, lambda name: (name,))
