"""Which claims may be one proposition in other words.

Wordings that differ in inflection and function words alone, of the same numbers, negation, mood and accused, are one.
Anything further is only proposed: by the words they share, weighed by how rare these are in the corpus, if accused,
names, numbers, negation and conduct allow it. `comparing` finds the pairs that are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from claimgraph.model import ClaimKind
from claimgraph.model.identifiers import normalise
from claimgraph.resolve.conducts import widened
from claimgraph.resolve.proposal import CERTAIN, Feature, Proposal
from claimgraph.resolve.tables import opposites
from claimgraph.resolve.wording import Wording
from claimgraph.resolve.words import sense

__all__ = ["WORTH_READING", "likeness", "same_form"]

WORTH_READING = 0.3
"""The cosine from which on two claims are read. See `likeness`."""
_PREFIXES = ("un", "il", "in", "im", "ir", "non", "dis", "mis")
_MUCH_MORE = 0.62  # cosine
_LIGHT = frozenset(
    sense(w) for w in ("use", "build", "carry", "make", "put", "run", "take", "know", "keep", "let", "lead")
)

# In logits: a score is the logistic function of the sum of its features' weights. Set by logistic regression on the
# tuning half of `tests/eval/identity_wordings.txt`, rounded, with signs that a person can defend.
_PRIOR, _COSINE, _COVER, _BOTH = -1.65, 1.7, 1.2, 1.9


def same_form(one: Wording, other: Wording) -> Proposal:
    """The proposal of two claims that share a fingerprint, the first by its id before the second."""
    reason = Feature("same wording but for inflection and function words", CERTAIN)
    return Proposal(one.claim.id, other.claim.id, CERTAIN, one.claim.text, other.claim.text, (reason,))


def likeness(a: Wording, b: Wording, cosine: float, cover: float) -> Proposal | None:
    """The proposal of two claims, the first by its id before the second; None where something bars it.

    Args:
        a: one claim, read.
        b: another.
        cosine: of the weights of their words.
        cover: what part of the lighter one's weight they share.
    """
    if _bars(a, b):
        return None
    words = _COSINE * cosine + _COVER * cover + _BOTH * cosine * cover
    base = Feature("shared words", round(words, 2), f"cosine {cosine:.2f}, cover {cover:.2f}")
    features = (Feature("any two claims", _PRIOR), base, *_agreements(a, b))
    if cosine < _MUCH_MORE:
        features = (*features, Feature("one says much more", -1.0))
    score = round(1 / (1 + exp(-sum(f.weight for f in features))), 3)
    return Proposal(a.claim.id, b.claim.id, min(score, 0.999), a.claim.text, b.claim.text, features)


def _bars(a: Wording, b: Wording) -> bool:
    """What no likeness of words outweighs."""
    kinds = {a.claim.kind, b.claim.kind}
    names, others = a.names - b.senses - b.names, b.names - a.senses - a.names
    conducts = widened(a.claim.conduct), widened(b.claim.conduct)
    return (
        (a.negative is not None and b.negative is not None and a.negative != b.negative)
        or (len(kinds) > 1 and ClaimKind.DEFINITION in kinds)
        or bool(a.amounts - b.amounts and b.amounts - a.amounts)
        or bool(names and others)
        or bool(a.told and b.told and not a.told & b.told)
        or bool(conducts[0] and conducts[1] and not conducts[0] & conducts[1])
        or _contains(a, b)
        or bool(a.opening & b.giver and b.opening & a.giver)
        or _opposed(a, b)
    )


def _contains(a: Wording, b: Wording) -> bool:
    """One is the words of the other and more: who said it, or what follows. Text reuse is found elsewhere."""
    short, long = sorted((a, b), key=lambda w: len(w.order))
    within = f" {normalise(short.claim.text)} " in f" {normalise(long.claim.text)} "
    return within and len(long.order) - len(short.order) > 1


def _opposed(a: Wording, b: Wording) -> bool:
    """Words that turn the proposition round: "safe" here and "unsafe" there, "rise" here and "fall" there."""
    mine, yours = a.senses - b.senses, b.senses - a.senses
    if any(p + s in yours for s in mine for p in _PREFIXES) or any(p + s in mine for s in yours for p in _PREFIXES):
        return True
    turned = ((sense(x), sense(y)) for x, y in opposites())
    return any((x in mine and y in yours) or (y in mine and x in yours) for x, y in turned)


def _differing(a: Wording, b: Wording) -> Iterator[Feature]:
    """Each side has words that the other lacks. Paraphrase leaves out or adds on one side; both sides is a contrast.

    One word in the place of another, all else alike, is so all the more: paraphrase moves words.
    """
    mine, yours = (sorted(x.senses - y.senses - y.names - _LIGHT) for x, y in ((a, b), (b, a)))
    if not mine or not yours:
        return
    few = min(len(mine), len(yours)) == 1
    yield Feature("words on either side only", -1.7 if few else -3.1, f"{' '.join(mine)}/{' '.join(yours)}")
    if len(a.order) == len(b.order) and sum(x != y for x, y in zip(a.order, b.order, strict=True)) == 1:
        yield Feature("one of them in the other's place", -1.2)


def _done_otherwise(a: Wording, b: Wording) -> bool:
    """Both open with the same and go on with a verb that the other lacks: "expelled", "readmitted who was expelled".

    A light verb says little: "used software to collude" is "colluded through software".
    """
    deeds = {a.deed, b.deed}
    strange = {d for d, other in ((a.deed, b), (b.deed, a)) if d not in other.senses}
    return a.order[:1] == b.order[:1] and "" not in deeds and len(deeds) > 1 and bool(strange - _LIGHT)


def _agreements(a: Wording, b: Wording) -> Iterator[Feature]:
    if a.told & b.told:
        yield Feature("same accused", 0.1, ", ".join(sorted(a.told & b.told)))
    if a.amounts and a.amounts == b.amounts:
        yield Feature("same numbers", 0.6, ", ".join(f"{n:g}" for n in sorted(a.amounts)))
    elif a.amounts ^ b.amounts:
        yield Feature("a number on one side only", -0.3, ", ".join(f"{n:g}" for n in sorted(a.amounts ^ b.amounts)))
    if a.negative != b.negative:
        yield Feature("a denial in the negative", -0.3)
    yield from _differing(a, b)
    if a.order[:1] == b.order[:1] and a.passive != b.passive:
        yield Feature("done by one and to one", -3.0)
    if _done_otherwise(a, b):
        yield Feature("another deed of the same one", -1.2, f"{a.deed}/{b.deed}")
    if both := a.names & b.names:
        yield Feature("same names", 0.1, ", ".join(sorted(both)))
    if alone := (a.names - b.senses - b.names) | (b.names - a.senses - a.names):
        yield Feature("a name on one side only", -0.4, ", ".join(sorted(alone)))
    if both := widened(a.claim.conduct) & widened(b.claim.conduct):
        yield Feature("same conduct", 0.1, ", ".join(sorted(both)))
