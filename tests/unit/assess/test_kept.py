"""A problem survives being kept as arrays."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings

from claimgraph.assess import DEFAULT, assessments, facts_of, gather, judge
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
