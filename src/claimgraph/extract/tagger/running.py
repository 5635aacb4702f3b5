"""The trained tagger at work: onnxruntime and tokenizers, no torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from claimgraph.errors import MissingModel
from claimgraph.extract.tagger.windows import Window, windows

__all__ = ["Reading", "Tagger", "load", "read"]

Floats = npt.NDArray[np.float32]

_BATCH = 8  # windows
_START, _END = 101, 102  # BERT's special pieces


class Reading(NamedTuple):
    """One anchor in a window: where, its chance, and each piece's chance to be source, cue and content: (pieces, 3)."""

    window: Window
    at: int
    chance: float
    roles: Floats


class Tagger(NamedTuple):
    """A loaded model."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    distance: Floats
    weight: Floats
    bias: Floats


@cache
def load(folder: Path) -> Tagger:
    """The model in a folder that `weights.write` made.

    Raises:
        MissingModel: the folder holds none.
    """
    try:
        arrays = np.load(folder / "roles.npz")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    except (OSError, onnxruntime.capi.onnxruntime_pybind11_state.NoSuchFile) as error:
        raise MissingModel(str(folder), "holds no trained tagger; make one with `claimgraph train`") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Tagger(session, tokenizer, arrays["distance"], arrays["weight"], arrays["bias"])


def read(tagger: Tagger, text: str, threshold: float) -> list[Reading]:
    """The anchors of a text whose chance reaches the threshold, in the order of the text."""
    cut = list(windows(text, tagger.tokenizer))
    # Windows of like length go together, so that little is padded.
    order = sorted(range(len(cut)), key=lambda n: len(cut[n].ids))
    found: dict[int, list[Reading]] = {}
    for i in range(0, len(order), _BATCH):
        some = order[i : i + _BATCH]
        found |= dict(zip(some, _batch(tagger, [cut[n] for n in some], threshold), strict=True))
    return [reading for n in range(len(cut)) for reading in found[n]]


def _batch(tagger: Tagger, batch: Sequence[Window], threshold: float) -> Iterator[list[Reading]]:
    longest = max(len(w.ids) for w in batch)
    ids = np.zeros((len(batch), longest + 2), dtype=np.int64)
    mask = np.zeros_like(ids)
    for n, window in enumerate(batch):
        row = (_START, *window.ids, _END)
        ids[n, : len(row)] = row
        mask[n, : len(row)] = 1
    anchor, left, right = tagger.session.run(None, {"ids": ids, "mask": mask})
    for n, window in enumerate(batch):
        size = len(window.ids)
        inside = slice(1, size + 1)
        chances = 1 - _softmax(anchor[n, inside])[:, 0]
        places = np.flatnonzero(chances >= threshold)
        yield [
            Reading(window, int(at), float(chances[at]), _roles(tagger, left[n, inside], right[n, inside], int(at)))
            for at in places
        ]


def _roles(tagger: Tagger, left: Floats, right: Floats, at: int) -> Floats:
    far = (len(tagger.distance) - 1) // 2
    near = tagger.distance[np.clip(np.arange(len(right)) - at, -far, far) + far]
    hidden = np.maximum(left[at] + right + near, 0)
    scores: Floats = 1 / (1 + np.exp(-(hidden @ tagger.weight.T + tagger.bias)))
    return scores


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
