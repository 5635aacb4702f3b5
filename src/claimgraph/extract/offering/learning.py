"""Learning about evidence: logistic regressions with an L2 penalty, fitted by L-BFGS. Same lessons, same judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from claimgraph.extract.offering.model import Judge
from claimgraph.extract.sorting.model import SPREAD, Linear
from claimgraph.model import Disclosure

__all__ = ["Example", "Pair", "learn"]

_LEAST = 2  # examples that must show a sign for it to be learned
_PENALTY = {"evidence": 8.0, "disclosure": 8.0, "bearing": 8.0}
_THRESHOLD = 0.27
Doubles = NDArray[np.float64]


class Example(NamedTuple):
    """A mention: its signs, and what readers say of its being shown, or None where it is no evidence."""

    signs: frozenset[str]
    disclosure: Disclosure | None


class Pair(NamedTuple):
    """A mention that is evidence, beside an assertion: the signs of its bearing, and whether it bears on it."""

    signs: frozenset[str]
    bears: bool


def learn(examples: Sequence[Example], pairs: Sequence[Pair]) -> Judge:
    """A judge for examples."""
    shown = [e for e in examples if e.disclosure is not None]
    return Judge(
        fitted([e.signs for e in examples], [_yes(e.disclosure is not None) for e in examples], _PENALTY["evidence"]),
        fitted([e.signs for e in shown], [str(e.disclosure) for e in shown], _PENALTY["disclosure"]),
        fitted([p.signs for p in pairs], [_yes(p.bears) for p in pairs], _PENALTY["bearing"]),
        _THRESHOLD,
    )


def _yes(fact: bool) -> str:  # noqa: FBT001 a label for a fact
    return "yes" if fact else "no"


def fitted(signs: Sequence[frozenset[str]], truth: Sequence[str], penalty: float) -> Linear:
    """The regression that fits labels to signs best, less a penalty on its weights."""
    counts = Counter(s for found in signs for s in found)
    places = {s: n for n, s in enumerate(sorted(s for s, c in counts.items() if c >= _LEAST))}
    labels = tuple(sorted(set(truth)))
    rows = _matrix(signs, places)
    wanted = np.zeros((len(signs), len(labels)))
    wanted[np.arange(len(signs)), [labels.index(t) for t in truth]] = 1
    shape = (len(places) + 1, len(labels))

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        table = flat.reshape(shape)
        scores = rows @ table[:-1] + table[-1]
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slope = np.exp(logs) - wanted
        gradient = np.vstack([rows.T @ slope + penalty * table[:-1], slope.sum(axis=0)])
        value = -(logs * wanted).sum() + penalty / 2 * (table[:-1] ** 2).sum()
        return float(value), gradient.ravel()

    best = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    table = best.x.reshape(shape)
    return Linear(places, labels, table[:-1].astype(np.float32), table[-1].astype(np.float32))


def _matrix(signs: Sequence[frozenset[str]], places: dict[str, int]) -> csr_matrix:
    known = [sorted(places[s] for s in found if s in places) for found in signs]
    data = [SPREAD / len(k) ** 0.5 for k in known for _ in k]
    indices = [p for k in known for p in k]
    pointers = np.cumsum([0, *map(len, known)])
    return csr_matrix((data, indices, pointers), shape=(len(signs), len(places)))
