"""The model in torch, needed for training alone.

The encoder's state h is read several times. Each token's chance to be an anchor, or to be evidence of some disclosure,
is linear in h. For an anchor i and a token j the scores of the roles are W · relu(A h_i + B h_j + D[j - i]), with D one
vector a distance: who says what is mostly near, and the state knows the rest. What sort of act an attribution is, is
linear in h_i and the mean of h over the content. A and B are computed once a token, so that a window costs one pass of
the encoder and a few small products.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

from claimgraph.model import Disclosure, Kind, Stance

__all__ = ["ANCHORS", "EVIDENCE", "FAR", "ROLES", "SORTS", "WIDTH", "Network"]

ROLES = ("source", "cue", "content", "accused")
ANCHORS = ("none", "cue", "content")
EVIDENCE = ("none", *Disclosure)
SORTS = (*Kind, *Stance, "hedged")  # seven kinds, four stances, one flag
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
        self.evidence = nn.Linear(size, len(EVIDENCE))
        self.sort = nn.Linear(2 * size, len(SORTS))
        self.left = nn.Linear(size, WIDTH)
        self.right = nn.Linear(size, WIDTH, bias=False)
        self.distance = nn.Embedding(2 * FAR + 1, WIDTH)
        self.role = nn.Linear(WIDTH, len(ROLES))
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, ids: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """States of a batch.

        Args:
            ids: (windows, pieces) numbers in the vocabulary.
            mask: (windows, pieces), 1 where there is a piece; None where every place has one.

        Returns:
            anchor logits (windows, pieces, 3), evidence logits (windows, pieces, 5), the states h (windows, pieces,
            size), and A h and B h, each (windows, pieces, WIDTH).
        """
        state = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.anchor(state), self.evidence(state), state, self.left(state), self.right(state)

    def sorts(self, state: Tensor, at: Tensor, content: Tensor) -> Tensor:
        """Logits of what sort of act each anchor's attribution is.

        Args:
            state: (pieces, size).
            at: (anchors,) positions.
            content: (anchors, pieces), 1 where the content is.

        Returns:
            (anchors, len(SORTS)).
        """
        mean = content @ state / content.sum(dim=1, keepdim=True).clamp(min=1)
        return self.sort(torch.cat([state[at], mean], dim=1))

    def roles(self, left: Tensor, right: Tensor, at: Tensor) -> Tensor:
        """Role logits of anchors in one window.

        Args:
            left: (pieces, WIDTH), A h.
            right: (pieces, WIDTH), B h.
            at: (anchors,) positions.

        Returns:
            (anchors, pieces, 4).
        """
        apart = torch.arange(right.shape[0]).unsqueeze(0) - at.unsqueeze(1)
        near = self.distance(apart.clamp(-FAR, FAR) + FAR)
        return self.role(torch.relu(left[at].unsqueeze(1) + right.unsqueeze(0) + near))
