"""A problem as flat arrays, so that it can be kept beside the store and read back without gathering it again.

Whoever keeps it does so under a digest of all that it was gathered from. Names become one array of bytes, UTF-8 with
surrogates passed, a line feed after each. An address that holds one is found out when it is read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from claimgraph.assess.problem import Claimants, Control, Edges, Items, Marks, Pairs, Problem

__all__ = ["arrays_of", "problem_of_arrays"]

Arrays = Mapping[str, "np.ndarray[Any, Any]"]

_NAMES = ("nodes", "claims", "actors", "documents")
_TABLES: Mapping[str, type[Edges | Marks | Pairs | Control | Claimants | Items]] = {
    "derivations": Edges,
    "mirrors": Edges,
    "marks": Marks,
    "responsible": Pairs,
    "control": Control,
    "claimants": Claimants,
    "items": Items,
    "accused": Pairs,
    "beneficiaries": Pairs,
    "common": Pairs,
    "denials": Pairs,
}


def arrays_of(problem: Problem) -> dict[str, np.ndarray[Any, Any]]:
    """The problem's arrays by name ("origin", "items.claim", …), ready for `numpy.savez`."""
    out: dict[str, np.ndarray[Any, Any]] = {}
    for field in fields(problem):
        value = getattr(problem, field.name)
        if field.name in _NAMES:
            out[field.name] = _bytes(value)
        elif field.name in _TABLES:
            out |= {f"{field.name}.{column}": getattr(value, column) for column in value._fields}
        else:
            out[field.name] = value
    return out


def problem_of_arrays(arrays: Arrays) -> Problem:
    """The problem that `arrays_of` took apart.

    Raises:
        KeyError: an array is missing: this was kept by another version.
        ValueError: there are more or fewer names than things.
    """
    values: dict[str, Any] = {}
    for field in fields(Problem):
        if field.name in _NAMES:
            values[field.name] = _names(arrays[field.name])
        elif field.name in _TABLES:
            table = _TABLES[field.name]
            columns: Any = [arrays[f"{field.name}.{column}"] for column in table._fields]
            values[field.name] = table(*columns)
        else:
            values[field.name] = arrays[field.name]
    problem = Problem(**values)
    if (len(problem.nodes), len(problem.actors)) != (len(problem.origin), len(problem.unnamed)):
        raise ValueError(len(problem.nodes), len(problem.actors))
    return problem


def _bytes(names: Sequence[str]) -> np.ndarray[Any, Any]:
    text = "".join(f"{name}\n" for name in names)
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _names(kept: np.ndarray[Any, Any]) -> list[str]:
    return kept.tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1]
