"""Training: windows with their targets, and the loop. Deterministic for one seed on one machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from claimgraph.extract.tagger.examples import Example, Marked
from claimgraph.extract.tagger.network import Network
from claimgraph.extract.tagger.windows import Window, windows
from claimgraph.model import Span

__all__ = ["Lesson", "lessons", "train"]

_BATCH = 8  # windows
_RATE = 2e-4
_CONTENT_ANCHOR = 2
_ANCHOR_WEIGHTS = (1.0, 2.0, 2.0)  # most tokens are none


class Lesson(NamedTuple):
    """A window with its targets: an anchor class a piece, and for each anchor its position and roles."""

    window: Window
    anchors: tuple[int, ...]
    at: tuple[int, ...]
    roles: tuple[tuple[tuple[bool, bool, bool], ...], ...]


def lessons(examples: Iterable[Example], tokenizer: Tokenizer) -> Iterator[Lesson]:
    """The windows of all texts with what is to be learned from them."""
    for example in examples:
        for window in windows(example.text, tokenizer):
            yield _lesson(window, example.marked)


def _lesson(window: Window, marked: Sequence[Marked]) -> Lesson:
    start, end = window.offsets[0].start, window.offsets[-1].end
    anchors = [0] * len(window.ids)
    at: dict[int, list[set[int]]] = {}
    for one in marked:
        lead = one.cue or one.content
        if not start <= lead[0].start < end:
            continue
        sets = [_covered(window, spans) for spans in one]
        first = min(sets[1] or sets[2], default=None)
        if first is None:
            continue
        anchors[first] = 1 if one.cue else _CONTENT_ANCHOR
        kept = at.get(first, [set(), set(), set()])
        at[first] = [old | more for old, more in zip(kept, sets, strict=True)]
    places = sorted(at)
    roles = tuple(tuple((j in at[i][0], j in at[i][1], j in at[i][2]) for j in range(len(window.ids))) for i in places)
    return Lesson(window, tuple(anchors), tuple(places), roles)


def _covered(window: Window, spans: Sequence[Span]) -> set[int]:
    return {n for n, o in enumerate(window.offsets) for s in spans if o.start < s.end and s.start < o.end}


def train(
    given: Sequence[Lesson],
    encoder: BertModel,
    *,
    epochs: int,
    seed: int = 0,
    tell: Callable[[int, int, float], None] = lambda _epoch, _step, _loss: None,
) -> Network:
    """A network that has seen the lessons.

    Args:
        given: what to learn from.
        encoder: where to start from; it is changed.
        epochs: how often each lesson is seen.
        seed: decides the order of lessons and the dropout.
        tell: told of each epoch's end, as (epoch, steps, mean loss).
    """
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311 no secret hangs on the order of lessons
    network = Network(encoder)
    network.train()
    # Words that the lessons do not hold keep their meaning beside those that they do; and it is a third of the work.
    network.encoder.embeddings.requires_grad_(requires_grad=False)
    slow = [p for p in network.encoder.parameters() if p.requires_grad]
    fast = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": _RATE}, {"params": fast, "lr": 5 * _RATE}], weight_decay=0.01)
    steps = epochs * -(-len(given) // _BATCH)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))
    )
    for epoch in range(1, epochs + 1):
        # Windows of like length share a batch, so that little is padded; the batches come in any order.
        ranked = sorted(given, key=lambda lesson: (len(lesson.window.ids), order.random()))
        batches = [ranked[i : i + _BATCH] for i in range(0, len(ranked), _BATCH)]
        order.shuffle(batches)
        total = 0.0
        for batch in batches:
            loss = _loss(network, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        tell(epoch, len(batches), total / len(batches))
    network.eval()
    return network


def _loss(network: Network, batch: Sequence[Lesson]) -> Tensor:
    ids, mask = padded([lesson.window for lesson in batch])
    logits, left, right = network(ids, mask)
    wanted = torch.full(ids.shape, -100)
    for n, lesson in enumerate(batch):
        wanted[n, 1 : 1 + len(lesson.anchors)] = torch.tensor(lesson.anchors)
    loss: Tensor = nn.functional.cross_entropy(
        logits.flatten(0, 1), wanted.flatten(), weight=torch.tensor(_ANCHOR_WEIGHTS), ignore_index=-100
    )
    scored, targets = [], []
    for n, lesson in enumerate(batch):
        if lesson.at:
            size = len(lesson.window.ids)
            scores = network.roles(left[n, 1 : size + 1], right[n, 1 : size + 1], torch.tensor(lesson.at))
            scored.append(scores.flatten())
            targets.append(torch.tensor(lesson.roles, dtype=torch.float).flatten())
    if scored:
        loss = loss + 4 * nn.functional.binary_cross_entropy_with_logits(torch.cat(scored), torch.cat(targets))
    return loss


def padded(batch: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """Windows as one tensor of numbers between BERT's special pieces, and its mask; both (windows, pieces)."""
    start, end, longest = 101, 102, max(len(w.ids) for w in batch)
    ids = torch.zeros((len(batch), longest + 2), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for n, window in enumerate(batch):
        row = (start, *window.ids, end)
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
    return ids, mask
