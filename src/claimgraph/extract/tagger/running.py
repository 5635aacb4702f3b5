"""The trained tagger at work: onnxruntime and tokenizers, no torch."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from claimgraph.errors import MissingModel
from claimgraph.extract.tagger.windows import Window, windows
from claimgraph.model import Kind, Stance

__all__ = ["Found", "Reading", "Tagger", "load", "read"]

Floats = npt.NDArray[np.float32]

_START, _END = 101, 102  # BERT's special pieces
_HALF = 0.5
_HEADS = ("distance", "weight", "bias", "sort_weight", "sort_bias")
_KINDS, _STANCES = tuple(Kind), tuple(Stance)


class Reading(NamedTuple):
    """One anchor in a window.

    `roles` holds each piece's chance to be source, cue, content and accused: (pieces, 4). The kind, the stance and
    whether it is hedged are the likeliest; `sure` is the kind's chance.
    """

    window: Window
    at: int
    chance: float
    roles: Floats
    kind: Kind
    stance: Stance
    hedged: bool
    sure: float


class Found(NamedTuple):
    """What a window holds: attributions, and each piece's chances to be no evidence or some disclosure: (pieces, 5)."""

    window: Window
    readings: tuple[Reading, ...]
    evidence: Floats


class Tagger(NamedTuple):
    """A loaded model; `alone` is whether it is made to find without the rules."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    distance: Floats
    weight: Floats
    bias: Floats
    sort_weight: Floats
    sort_bias: Floats
    alone: bool


@cache
def load(folder: Path) -> Tagger:
    """The model in a folder that `weights.write` made.

    Raises:
        MissingModel: the folder holds none.
    """
    try:
        arrays = np.load(folder / "heads.npz")
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a second one mostly waits, and waiting costs a processor; `--jobs` uses both
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    except (OSError, ValueError, onnxruntime.capi.onnxruntime_pybind11_state.NoSuchFile) as error:
        raise MissingModel(
            str(folder),
            "holds no trained tagger; make one with `claimgraph train` and name its folder in CLAIMGRAPH_TAGGER",
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    distance, weight, bias, sort_weight, sort_bias = (arrays[name] for name in _HEADS)
    alone = bool(about.get("alone", False))
    return Tagger(session, tokenizer, distance, weight, bias, sort_weight, sort_bias, alone)


def read(tagger: Tagger, text: str, threshold: float) -> list[Found]:
    """What a text's windows hold, in order; anchors whose chance reaches the threshold.

    A window goes through alone: int8 arithmetic scales by what it sees, so company would change what a window says;
    and on a processor without matrix units a batch is no faster.
    """
    return [_read(tagger, window, threshold) for window in windows(text, tagger.tokenizer)]


def _read(tagger: Tagger, window: Window, threshold: float) -> Found:
    ids = np.array([(_START, *window.ids, _END)], dtype=np.int64)
    outputs = tagger.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
    anchor, evidence, state, left, right = (output[0, 1:-1] for output in outputs)
    chances = 1 - _softmax(anchor)[:, 0]
    readings = []
    for at in np.flatnonzero(chances >= threshold).tolist():
        roles = _roles(tagger, left, right, at)
        sorts = _sorts(tagger, state, at, roles[:, 2] >= _HALF)
        readings.append(Reading(window, at, float(chances[at]), roles, *sorts))
    return Found(window, tuple(readings), _softmax(evidence))


def _sorts(tagger: Tagger, state: Floats, at: int, content: npt.NDArray[np.bool_]) -> tuple[Kind, Stance, bool, float]:
    mean = state[content].mean(axis=0) if content.any() else np.zeros_like(state[at])
    logits = tagger.sort_weight @ np.concatenate([state[at], mean]) + tagger.sort_bias
    kinds = _softmax(logits[: len(_KINDS)])
    stance = int(np.argmax(logits[len(_KINDS) : len(_KINDS) + len(_STANCES)]))
    kind = int(np.argmax(kinds))
    return _KINDS[kind], _STANCES[stance], bool(logits[-1] > 0), float(kinds[kind])


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
