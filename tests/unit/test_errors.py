"""The error tree as it is drawn is the tree that there is, and a message is one line."""

import pickle
import re

import pytest

from claimgraph import errors
from claimgraph.errors import ClaimgraphError, StoreLocked


def drawn() -> dict[str, str]:
    """Child → parent, as the module's docstring draws them."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"([│├└─ ]*)(\w+)(?:\s{2,}|$)", line)
        if not match or match[2] not in errors.__all__:
            continue
        depth = len(match[1]) // 4
        path = [*path[:depth], match[2]]
        if depth:
            parents[match[2]] = path[depth - 1]
    return parents


def test_the_drawn_tree_is_the_tree() -> None:
    real = {name: getattr(errors, name).__mro__[1].__name__ for name in errors.__all__ if name != "ClaimgraphError"}
    assert drawn() == real


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_says_its_datum_and_what_to_mend_in_one_line(name: str) -> None:
    error = getattr(errors, name)("a\nb\x1b[31m", "is wrong; mend it")
    assert str(error).splitlines() == [str(error)]
    assert "\x1b" not in str(error)
    assert str(error).endswith("is wrong; mend it")


def test_errors_survive_the_way_back_from_a_worker() -> None:
    error = pickle.loads(pickle.dumps(StoreLocked("here", "wait")))
    assert isinstance(error, ClaimgraphError)
    assert (type(error), error.datum, error.mend) == (StoreLocked, "here", "wait")
