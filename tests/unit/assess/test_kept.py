"""A problem survives being kept as arrays."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings

from claimgraph.assess import DEFAULT, Facts, assessments, facts_of, gather, judge
from claimgraph.assess.facts import ClaimFacts, EvidenceFacts, Way
from claimgraph.assess.kept import arrays_of, problem_of_arrays
from tests.property.test_independence_laws import Pair, corpora


@settings(max_examples=25, deadline=None)
@given(corpora)
def test_what_is_kept_is_read_back(corpus: tuple[Pair, ...]) -> None:
    problem = gather(facts_of(*pair) for pair in corpus)
    file = io.BytesIO()
    np.savez(file, **arrays_of(problem))  # type: ignore[arg-type] # numpy types its names as flags
    file.seek(0)
    again = problem_of_arrays(np.load(file))
    assert arrays_of(again).keys() == arrays_of(problem).keys()
    assert all(np.array_equal(a, arrays_of(again)[name]) for name, a in arrays_of(problem).items())
    assert (again.nodes, again.claims) == (problem.nodes, problem.claims)
    assert assessments(again, judge(again, DEFAULT), DEFAULT) == assessments(problem, judge(problem, DEFAULT), DEFAULT)


def test_what_another_version_kept_is_refused() -> None:
    with pytest.raises(KeyError):
        problem_of_arrays({})


def test_a_name_that_breaks_the_list_of_names_is_found_out() -> None:
    broken = Way("e", "https://example.org/a\nb", "declared", 0)
    with pytest.raises(ValueError, match="3"):
        problem_of_arrays(arrays_of(gather([_FACTS._replace(ways=(broken,))])))


_FACTS = Facts(
    "document/1",
    "",
    0,
    ("voice",),
    "",
    0,
    (),
    (),
    (ClaimFacts("claim/1", (), ()),),
    (),
    (EvidenceFacts("e", "", "statement", "public", 0, ("claim/1",), ()),),
    (),
    (),
)
