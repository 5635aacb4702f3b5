"""Learning to sort: logistic regressions with an L2 penalty, fitted by L-BFGS. Deterministic on one machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from claimgraph.extract.drafts import Draft
from claimgraph.extract.sorting.deciding import Given, is_open
from claimgraph.extract.sorting.model import SPREAD, Linear, Sorter
from claimgraph.extract.sorting.whom import candidates
from claimgraph.model import Kind, Stance
from claimgraph.model.identifiers import normalise

__all__ = ["Lesson", "Truth", "learn"]

_LEAST = 2  # assertions that must show a sign for it to be learned
_FEW = 8  # assertions that must have a label
_SORT_PENALTY = 4.0
_ACCUSED_PENALTY = 1.0
Doubles = NDArray[np.float64]


class Truth(NamedTuple):
    """What readers say of an assertion; `accused` are the names of each whom it accuses."""

    kind: Kind
    stance: Stance
    accused: tuple[tuple[str, ...], ...]


class Lesson(NamedTuple):
    """A document as the system reads it, and what readers say of its assertions by their place among the drafts."""

    document: Given
    truth: Mapping[int, Truth]


def learn(lessons: Sequence[Lesson]) -> Sorter:
    """A sorter for lessons."""
    taught = [(x.document.signs[n], f"{t.kind}/{t.stance}") for x in lessons for n, t in _taught(x)]
    return Sorter(_classes(taught), _ranker([g for x in lessons for g in _choices(x)]))


def _taught(lesson: Lesson) -> Iterator[tuple[int, Truth]]:
    return ((n, t) for n, t in sorted(lesson.truth.items()) if is_open(lesson.document.drafts[n]))


def _places(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    seen = Counter(sign for row in rows for sign in row)
    return {sign: n for n, sign in enumerate(sorted(s for s, count in seen.items() if count >= _LEAST))}


def _matrix(rows: Sequence[Iterable[str]], places: Mapping[str, int], *, spread: bool) -> csr_matrix:
    known = [sorted(places[s] for s in row if s in places) for row in rows]
    values = [SPREAD / len(k) ** 0.5 if spread else 1.0 for k in known for _ in k]
    ends = np.cumsum([0, *map(len, known)])
    return csr_matrix((values, [i for k in known for i in k], ends), shape=(len(rows), len(places)))


def _classes(taught: Sequence[tuple[frozenset[str], str]]) -> Linear:
    """A multinomial regression of labels on signs, without the labels that are too few to learn."""
    seen = Counter(label for _, label in taught)
    names = tuple(sorted(name for name, count in seen.items() if count >= _FEW))
    kept = [(r, names.index(x)) for r, x in taught if x in names]
    places = _places(r for r, _ in kept)
    x = _matrix([r for r, _ in kept], places, spread=True)
    wide, many = len(places), len(names)
    target = np.zeros((len(kept), many))
    target[np.arange(len(kept)), [y for _, y in kept]] = 1.0
    across = x.T.tocsr()

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        weights, bias = flat[: wide * many].reshape(wide, many), flat[wide * many :]
        scores = x @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        total = chances.sum(axis=1, keepdims=True)
        missed = float((np.log(total[:, 0]) - (scores * target).sum(axis=1)).sum())
        off = chances / total - target
        slope = np.concatenate([(across @ off + _SORT_PENALTY * weights).ravel(), off.sum(axis=0)])
        return missed + 0.5 * _SORT_PENALTY * float((weights**2).sum()), slope

    flat = minimize(loss, np.zeros((wide + 1) * many), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weights, bias = flat[: wide * many].reshape(wide, many), flat[wide * many :]
    return Linear(places, names, weights.astype(np.float32), bias.astype(np.float32))


Choice = list[tuple[frozenset[str], bool]]


def _choices(lesson: Lesson) -> Iterator[Choice]:
    """Of each allegation whose accused the system knows: the candidates' signs, and whether each is accused."""
    scene, drafts = lesson.document.scene, lesson.document.drafts
    taught = dict(_taught(lesson))
    read: list[Draft] = []
    for n, draft in enumerate(drafts):
        truth = taught.get(n)
        if truth is None:
            read.append(draft)
            continue
        told = replace(draft, kind=truth.kind, stance=truth.stance, accused=())
        if truth.kind is Kind.ALLEGATION:
            found = candidates(scene, replace(told, accused=draft.accused), read)
            labels = scene.labels()
            right = {i for i in found if any(_same(labels.get(i, i), names) for names in truth.accused)}
            told = replace(told, accused=tuple(sorted(right)))
            if right:
                yield [(signs, i in right) for i, signs in sorted(found.items())]
        read.append(told)


def _same(label: str, names: Iterable[str]) -> bool:
    """Whether a label is one of an actor's names, or the shorter or longer form of one."""
    own = set(normalise(label).split())
    return bool(own) and any(own <= other or other <= own for n in names if (other := set(normalise(n).split())))


def _ranker(choices: Sequence[Choice]) -> Linear:
    """A conditional logit: weights under which those accused come before the other candidates."""
    rows = [signs for choice in choices for signs, _ in choice]
    places = _places(rows)
    x = _matrix(rows, places, spread=False)
    across = x.T.tocsr()
    sizes = [len(choice) for choice in choices]
    starts = np.cumsum([0, *sizes[:-1]])
    group = np.repeat(np.arange(len(choices)), sizes)
    right = np.array([float(y) for choice in choices for _, y in choice])

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        scores = x @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total = np.add.reduceat(raised, starts)
        good = np.add.reduceat(raised * right, starts)
        missed = float(np.log(total / good).sum())
        slope = across @ (raised / total[group] - raised * right / good[group]) + _ACCUSED_PENALTY * weights
        return missed + 0.5 * _ACCUSED_PENALTY * float(weights @ weights), slope

    weights = minimize(loss, np.zeros(len(places)), jac=True, method="L-BFGS-B").x
    return Linear(places, ("accused",), weights.astype(np.float32)[:, None], np.zeros(1, np.float32))
