"""What is shipped of a trained network: the encoder and its linear heads as int8 ONNX, the small heads as arrays."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from claimgraph.extract.tagger.network import Network

__all__ = ["write"]


_OUTPUTS = ("anchor", "evidence", "state", "left", "right")


class _Exported(torch.nn.Module):
    """The part of the network that becomes ONNX; `roles` is small and stays in numpy.

    Without a mask: a window runs alone, and looking at its mask would take an eighth of the time.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        states: tuple[torch.Tensor, ...] = self.network(ids, None)
        return states


def write(network: Network, tokenizer: Path, folder: Path, about: dict[str, object]) -> None:
    """Write `model.onnx`, `heads.npz`, `tokenizer.json` and `about.json` into a folder.

    Args:
        network: a trained network.
        tokenizer: its `tokenizer.json`.
        folder: where to; made if it does not exist.
        about: what it was trained on and how, for whoever reads `about.json`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sample = (torch.ones((2, 16), dtype=torch.long),)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "model.onnx"
        torch.onnx.export(
            _Exported(network).eval(),
            sample,
            str(plain),
            input_names=["ids"],
            output_names=list(_OUTPUTS),
            dynamic_axes={n: {0: "windows", 1: "pieces"} for n in ("ids", *_OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    np.savez(
        folder / "heads.npz",
        distance=network.distance.weight.detach().numpy().astype(np.float32),
        weight=network.role.weight.detach().numpy().astype(np.float32),
        bias=network.role.bias.detach().numpy().astype(np.float32),
        sort_weight=network.sort.weight.detach().numpy().astype(np.float32),
        sort_bias=network.sort.bias.detach().numpy().astype(np.float32),
    )
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    (folder / "about.json").write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")
