"""What was learned about evidence, as arrays: three logistic regressions over signs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimgraph.errors import MissingModel
from claimgraph.extract.sorting.model import Linear
from claimgraph.resources import weights

__all__ = ["HANDLE", "Judge", "load", "save", "shipped"]

HANDLE = "evidence.v1"
_FILE = "weights.npz"
_PARTS = ("evidence", "disclosure", "bearing")


@dataclass(frozen=True, slots=True)
class Judge:
    """All that is learned about evidence.

    Attributes:
        evidence: "yes" or "no": whether a mention is evidence.
        disclosure: a name of `Disclosure`.
        bearing: "yes" or "no": whether a mention bears on an assertion.
        threshold: the chance from which on a mention counts.
    """

    evidence: Linear
    disclosure: Linear
    bearing: Linear
    threshold: float


def save(judge: Judge, folder: Path) -> None:
    """Write a judge; the same judge gives the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {"threshold": np.array([judge.threshold], dtype=np.float32)}
    for name in _PARTS:
        part: Linear = getattr(judge, name)
        arrays[f"{name}.signs"] = _packed(sorted(part.places, key=part.places.__getitem__))
        arrays[f"{name}.labels"] = _packed(part.labels)
        arrays[f"{name}.weights"] = part.weights.astype(np.float16)
        arrays[f"{name}.bias"] = part.bias.astype(np.float16)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / _FILE, allow_pickle=False, **arrays)


def load(folder: Path) -> Judge:
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
        evidence, disclosure, bearing = parts
        return Judge(evidence, disclosure, bearing, float(arrays["threshold"][0]))


@cache
def shipped() -> Judge:
    """The judge that comes with the package.

    Raises:
        MissingModel: it is not there.
    """
    return load(weights() / HANDLE)


def _packed(words: list[str] | tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")
