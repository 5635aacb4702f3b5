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
from claimgraph.extract.tagger.network import EVIDENCE, ROLES, Network
from claimgraph.extract.tagger.windows import Window, windows
from claimgraph.model import Kind, Span, Stance

__all__ = ["Lesson", "lessons", "train"]

_BATCH = 1  # window; many small steps, because the heads start from nothing
_RATE = 2e-4
_CONTENT_ANCHOR = 2
_UNKNOWN = -100  # no target
_ANCHOR_WEIGHTS = (1.0, 2.0, 2.0)  # most tokens are none
_EVIDENCE_WEIGHTS = (1.0, 2.0, 2.0, 2.0, 2.0)


class Attributed(NamedTuple):
    """What is to be learned about one anchor: the pieces of each role, and the sorts if they are known.

    `roles` are sets of positions; the accused are None where the corpus does not say.
    """

    at: int
    roles: tuple[frozenset[int], frozenset[int], frozenset[int]]
    accused: frozenset[int] | None
    sorts: tuple[int, int, bool] | None


class Lesson(NamedTuple):
    """A window with its targets: an anchor class and an evidence class a piece (-100: unknown), and the anchors."""

    window: Window
    anchors: tuple[int, ...]
    evidence: tuple[int, ...]
    attributed: tuple[Attributed, ...]


def lessons(examples: Iterable[Example], tokenizer: Tokenizer) -> Iterator[Lesson]:
    """The windows of all texts with what is to be learned from them."""
    for example in examples:
        for window in windows(example.text, tokenizer):
            yield _lesson(window, example)


def _lesson(window: Window, example: Example) -> Lesson:
    start, end = window.offsets[0].start, window.offsets[-1].end
    anchors = [0] * len(window.ids)
    found: dict[int, Attributed] = {}
    for one in example.marked:
        lead = one.cue or one.content
        if not start <= lead[0].start < end:
            continue
        new = _attributed(window, one)
        if new is None:
            continue
        anchors[new.at] = 1 if one.cue else _CONTENT_ANCHOR
        found[new.at] = _joined(found[new.at], new) if new.at in found else new
    evidence = [_UNKNOWN if example.evidence is None else 0] * len(window.ids)
    for span, disclosure in example.evidence or ():
        for piece in _covered(window, [span]):
            evidence[piece] = EVIDENCE.index(disclosure)
    return Lesson(window, tuple(anchors), tuple(evidence), tuple(found[at] for at in sorted(found)))


def _attributed(window: Window, one: Marked) -> Attributed | None:
    source, cue, content = (frozenset(_covered(window, spans)) for spans in (one.source, one.cue, one.content))
    at = min(cue or content, default=None)
    if at is None:
        return None
    if one.labels is None:
        return Attributed(at, (source, cue, content), None, None)
    sorts = list(Kind).index(one.labels.kind), list(Stance).index(one.labels.stance), one.labels.hedged
    return Attributed(at, (source, cue, content), frozenset(_covered(window, one.labels.accused)), sorts)


def _joined(old: Attributed, new: Attributed) -> Attributed:
    """Two attributions of one cue: one anchor has to stand for both."""
    (s, c, t), (s2, c2, t2) = old.roles, new.roles
    return old._replace(roles=(s | s2, c | c2, t | t2))


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
    anchor, evidence, state, left, right = network(ids, mask)
    loss = _token_loss(anchor, [lesson.anchors for lesson in batch], _ANCHOR_WEIGHTS)
    loss = loss + _token_loss(evidence, [lesson.evidence for lesson in batch], _EVIDENCE_WEIGHTS)
    scored, wanted, sorted_, sorts = [], [], [], []
    for n, lesson in enumerate(batch):
        if not lesson.attributed:
            continue
        inside = slice(1, len(lesson.window.ids) + 1)
        at = torch.tensor([a.at for a in lesson.attributed])
        target = _role_targets(lesson)
        known = target >= 0
        scored.append(network.roles(left[n, inside], right[n, inside], at)[known])
        wanted.append(target[known])
        labelled = [i for i, a in enumerate(lesson.attributed) if a.sorts is not None]
        if labelled:
            content = target[labelled, :, 2]
            sorted_.append(network.sorts(state[n, inside], at[labelled], content))
            sorts += [s for a in lesson.attributed if (s := a.sorts) is not None]
    if scored:
        loss = loss + 4 * nn.functional.binary_cross_entropy_with_logits(torch.cat(scored), torch.cat(wanted))
    if sorted_:
        loss = loss + 0.5 * _sort_loss(torch.cat(sorted_), sorts)
    return loss


def _token_loss(logits: Tensor, classes: Sequence[Sequence[int]], weights: Sequence[float]) -> Tensor:
    wanted = torch.full(logits.shape[:2], _UNKNOWN)
    for n, row in enumerate(classes):
        wanted[n, 1 : 1 + len(row)] = torch.tensor(row)
    if bool((wanted == _UNKNOWN).all()):
        return logits.sum() * 0
    return nn.functional.cross_entropy(
        logits.flatten(0, 1), wanted.flatten(), weight=torch.tensor(weights), ignore_index=_UNKNOWN
    )


def _role_targets(lesson: Lesson) -> Tensor:
    """(anchors, pieces, roles): 1 where a piece has a role, -1 where nobody says."""
    target = torch.zeros((len(lesson.attributed), len(lesson.window.ids), len(ROLES)))
    for i, one in enumerate(lesson.attributed):
        for role, pieces in enumerate(one.roles):
            target[i, sorted(pieces), role] = 1
        if one.accused is None:
            target[i, :, 3] = -1
        else:
            target[i, sorted(one.accused), 3] = 1
    return target


def _sort_loss(logits: Tensor, sorts: Sequence[tuple[int, int, bool]]) -> Tensor:
    kinds, stances = len(Kind), len(Stance)
    kind, stance, hedged = (torch.tensor(column) for column in zip(*sorts, strict=True))
    return (
        nn.functional.cross_entropy(logits[:, :kinds], kind)
        + nn.functional.cross_entropy(logits[:, kinds : kinds + stances], stance)
        + nn.functional.binary_cross_entropy_with_logits(logits[:, -1], hedged.float())
    )


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
