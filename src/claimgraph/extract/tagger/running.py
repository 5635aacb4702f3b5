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

__all__ = ["Page", "Reading", "Tagger", "ask", "load", "read"]

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

_START, _END = 101, 102  # BERT's special pieces
_HALF = 0.5
_HEADS = ("distance", "weight", "bias", "sort_weight", "sort_bias")


class Reading(NamedTuple):
    """What is said about one anchor.

    Attributes:
        at: its place among the window's pieces.
        roles: each piece's chance to be source, cue, content and accused, (pieces, 4).
        kinds: the chance of each kind of act.
        stances: the chance of each stance.
    """

    at: int
    roles: Floats
    kinds: dict[Kind, float]
    stances: dict[Stance, float]


class Page(NamedTuple):
    """A window as the encoder sees it.

    Attributes:
        window: its pieces.
        anchors: each piece's chance to be an anchor, (pieces,).
        evidence: each piece's chances to be no evidence or some disclosure, (pieces, 5).
        state: the encoder's states, (pieces, size).
        left: the states as anchors, (pieces, width).
        right: the states as what anchors are about, (pieces, width).
    """

    window: Window
    anchors: Floats
    evidence: Floats
    state: Floats
    left: Floats
    right: Floats


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


def read(tagger: Tagger, text: str) -> list[Page]:
    """What the encoder makes of a text's windows, in order.

    A window goes through alone: int8 arithmetic scales by what it sees, so company would change what a window says;
    and on a processor without matrix units a batch is no faster.
    """
    return [_page(tagger, window) for window in windows(text, tagger.tokenizer)]


def _page(tagger: Tagger, window: Window) -> Page:
    ids = np.array([(_START, *window.ids, _END)], dtype=np.int64)
    outputs = tagger.session.run(None, {"ids": ids})
    anchor, evidence, state, left, right = (output[0, 1:-1] for output in outputs)
    return Page(window, 1 - _softmax(anchor)[:, 0], _softmax(evidence), state, left, right)


def ask(tagger: Tagger, page: Page, at: int, content: Bools | None = None) -> Reading:
    """What an anchor's attribution is.

    Args:
        tagger: the model.
        page: the window it stands in.
        at: the anchor's place among the pieces.
        content: (pieces,), which pieces are what is said; None to take those that are likely.
    """
    roles = _roles(tagger, page.left, page.right, at)
    content = roles[:, 2] >= _HALF if content is None else content
    mean = page.state[content].mean(axis=0) if content.any() else np.zeros_like(page.state[at])
    logits = tagger.sort_weight @ np.concatenate([page.state[at], mean]) + tagger.sort_bias
    kinds, stances = _softmax(logits[: len(Kind)]), _softmax(logits[len(Kind) : len(Kind) + len(Stance)])
    return Reading(
        at, roles, dict(zip(Kind, kinds.tolist(), strict=True)), dict(zip(Stance, stances.tolist(), strict=True))
    )


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
