"""The model in torch, needed for training alone.

The encoder's state h is read twice. Each token's chance to be an anchor is linear in h. For an anchor i and a token j
the scores of the three roles are W · relu(A h_i + B h_j + D[j - i]), with D one vector a distance: who says what is
mostly near, and the state knows the rest. A and B are computed once a token, so that a window costs one pass of the
encoder and a few small products.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

__all__ = ["ANCHORS", "FAR", "ROLES", "WIDTH", "Network"]

ROLES = ("source", "cue", "content")
ANCHORS = ("none", "cue", "content")
FAR = 48  # word pieces; what is farther away counts as this far
WIDTH = 128


class Network(nn.Module):
    """An encoder with the two heads."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.anchor = nn.Linear(size, len(ANCHORS))
        self.left = nn.Linear(size, WIDTH)
        self.right = nn.Linear(size, WIDTH, bias=False)
        self.distance = nn.Embedding(2 * FAR + 1, WIDTH)
        self.role = nn.Linear(WIDTH, len(ROLES))
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States of a batch.

        Args:
            ids: (windows, pieces) numbers in the vocabulary.
            mask: (windows, pieces), 1 where there is a piece.

        Returns:
            anchor logits (windows, pieces, 3), and A h and B h, each (windows, pieces, WIDTH).
        """
        state = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.anchor(state), self.left(state), self.right(state)

    def roles(self, left: Tensor, right: Tensor, at: Tensor) -> Tensor:
        """Role logits of anchors in one window.

        Args:
            left: (pieces, WIDTH), A h.
            right: (pieces, WIDTH), B h.
            at: (anchors,) positions.

        Returns:
            (anchors, pieces, 3).
        """
        apart = torch.arange(right.shape[0]).unsqueeze(0) - at.unsqueeze(1)
        near = self.distance(apart.clamp(-FAR, FAR) + FAR)
        return self.role(torch.relu(left[at].unsqueeze(1) + right.unsqueeze(0) + near))
