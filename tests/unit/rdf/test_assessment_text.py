"""The bulk text of assessments is the quads of `encode_assessments`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store

from claimgraph.errors import BadWorkspace
from claimgraph.model import Assessment, Signs, Status, Verdict
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.rdf import assessment_text, encode_assessments
from claimgraph.rdf.assessment_text import assessments_as_turtle

FOUND = (
    Assessment("claim/a", "default", Verdict.LACKS, Status.NONE, 0, 0),
    Assessment("claim/0b", "default", Verdict.HAS, Status.INDEPENDENT, 2, 3, 0, 1),
    Assessment("https://example.org/c?d=e> .", "default", Verdict.LACKS, Status.SELF, 0, 0),
    Assessment("claim/f", "default", Verdict.UNDETERMINED, Status.UNDETERMINED, 0, 1, 0, 0, ('Who "is" that?\n',)),
    Assessment(
        "claim/1",
        "default",
        Verdict.LACKS,
        Status.NONE,
        0,
        0,
        signs=Signs(3, 1, 50, ("evidence/x",), inflations=(("assertion/a", "assertion/b"),)),
    ),
)


def _held(found: tuple[Assessment, ...], policy: str, base: str) -> Store:
    store = Store()
    for text in assessments_as_turtle(found, policy, base):
        store.load(text, format=RdfFormat.TURTLE, to_graph=NamedNode(f"{base}graph/assessment/{policy}"))
    return store


@pytest.mark.parametrize("base", [DEFAULT_BASE, "urn:example#"])
@pytest.mark.parametrize("size", [1, 2, 100])
def test_the_texts_hold_the_same_quads_however_many_there_are(
    base: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessment_text, "_PER_TEXT", size)
    assert len(list(assessments_as_turtle(FOUND, "default", base))) == -(-len(FOUND) // size)
    assert set(_held(FOUND, "default", base)) == set(encode_assessments(FOUND, base))


def test_a_text_is_of_so_few_assessments_that_a_loader_takes_little_memory() -> None:
    taken = 0

    def found() -> Iterator[Assessment]:
        nonlocal taken
        for taken in range(1, 20_001):
            yield FOUND[taken % len(FOUND)]

    next(assessments_as_turtle(found(), "default"))
    assert taken * 8 <= 50_000  # kB of a bulk load


@settings(deadline=None)
@given(st.text(), st.lists(st.text(), max_size=2))
def test_hostile_ids_and_questions_are_the_same_quads(claim: str, questions: list[str]) -> None:
    found = (Assessment(claim, "own-words", Verdict.LACKS, Status.NONE, 0, 0, 0, 0, tuple(questions)),)
    assert set(_held(found, "own-words", DEFAULT_BASE)) == set(encode_assessments(found))


def test_where_nothing_is_assessed_there_is_no_graph() -> None:
    assert list(assessments_as_turtle((), "default")) == []


def test_a_bad_base_is_refused() -> None:
    with pytest.raises(BadWorkspace):
        list(assessments_as_turtle(FOUND, "default", base="x"))
