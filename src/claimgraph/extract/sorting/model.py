"""What was learned, as arrays: a weight for each sign and label, and the softmax over them. Needs numpy alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimgraph.errors import MissingModel
from claimgraph.resources import weights

__all__ = ["HANDLE", "SPREAD", "Linear", "Sorter", "load", "save", "shipped", "softmax"]

HANDLE = "sort.v1"
SPREAD = 6.0  # what the squares of an assertion's signs come to, however many it has
_FILE = "weights.npz"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """A multinomial logistic regression over signs.

    Attributes:
        places: the row of each sign that it knows.
        labels: what it tells apart.
        weights: a row a sign, a column a label.
        bias: one a label.
    """

    places: Mapping[str, int]
    labels: tuple[str, ...]
    weights: Floats
    bias: Floats

    def scores(self, signs: Iterable[str]) -> Floats:
        """The score of each label; signs that it does not know count for nothing."""
        rows = self._rows(signs)
        if not rows:
            return self.bias
        added = np.add.reduce(self.weights.take(rows, axis=0))
        total: Floats = added * np.float32(SPREAD / len(rows) ** 0.5) + self.bias
        return total

    def fit(self, signs: Iterable[str]) -> float:
        """The weights of the signs for the first label added up, however many they are."""
        return float(self.weights[self._rows(signs), 0].sum())

    def _rows(self, signs: Iterable[str]) -> list[int]:
        """The rows of the signs that it knows, in order, so that sums round alike."""
        return sorted(map(self.places.__getitem__, self.places.keys() & signs))

    def chances(self, signs: Iterable[str]) -> dict[str, float]:
        """The probability of each label."""
        return dict(zip(self.labels, softmax(self.scores(signs)), strict=True))


def softmax(scores: Floats) -> list[float]:
    """Scores as probabilities."""
    raised = np.exp(scores.astype(np.float64) - float(np.maximum.reduce(scores)))
    shares: list[float] = (raised / np.add.reduce(raised)).tolist()
    return shares


@dataclass(frozen=True, slots=True)
class Sorter:
    """All that is learned about sorts.

    Attributes:
        sort: kind and stance together ("denial/denies").
        accused: one label, "accused": how well a candidate's signs fit.
    """

    sort: Linear
    accused: Linear


_PARTS = ("sort", "accused")


def save(sorter: Sorter, folder: Path) -> None:
    """Write a sorter; the same sorter gives the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name in _PARTS:
        part: Linear = getattr(sorter, name)
        arrays[f"{name}.signs"] = _packed(sorted(part.places, key=part.places.__getitem__))
        arrays[f"{name}.labels"] = _packed(part.labels)
        arrays[f"{name}.weights"] = part.weights.astype(np.float16)
        arrays[f"{name}.bias"] = part.bias.astype(np.float16)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / _FILE, allow_pickle=False, **arrays)


def load(folder: Path) -> Sorter:
    """Read what `save` wrote.

    Raises:
        MissingModel: the folder holds none.
    """
    path = folder / _FILE
    if not path.is_file():
        raise MissingModel(HANDLE, f"{_FILE} is not in {folder.name}; install the package again, or train it anew")
    with np.load(path, allow_pickle=False) as arrays:
        parts = [
            Linear(
                {sign: n for n, sign in enumerate(_unpacked(arrays[f"{name}.signs"]))},
                tuple(_unpacked(arrays[f"{name}.labels"])),
                arrays[f"{name}.weights"].astype(np.float32),
                arrays[f"{name}.bias"].astype(np.float32),
            )
            for name in _PARTS
        ]
    return Sorter(*parts)


@cache
def shipped() -> Sorter:
    """The sorter that comes with the package.

    Raises:
        MissingModel: it is not there.
    """
    return load(weights() / HANDLE)


def _packed(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")
