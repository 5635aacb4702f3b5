"""Who is in the reader's mind at a place in the text: mentions weighed by role and recency.

The weights follow Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution": recency 100, subject 80,
object 50, other arguments 40, a phrase outside a subordinate clause 50, all halved with every sentence that passes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.syntax import sentences
from claimgraph.model import ActorType, Span

__all__ = ["Discourse", "Mention", "Ranked", "Referent"]

_RECENCY, _SUBJECT, _OBJECT, _ARGUMENT, _UNEMBEDDED = 100.0, 80.0, 50.0, 40.0, 50.0
_MODIFIER = 20.0
_CLEAR = 1.25  # how much heavier than the next one a referent must be; below, the text is ambiguous
_SUBORDINATE = {"ccomp", "advcl", "relcl", "acl", "csubj", "pcomp", "xcomp"}


class Referent(NamedTuple):
    """Somebody or something that can be referred back to. `type` is None for an instrument."""

    id: str
    label: str
    type: ActorType | None
    pronoun: str = ""
    roles: frozenset[str] = frozenset()
    sort: str = ""


class Mention(NamedTuple):
    """A place where a referent stands. `token` is the head's index in the Doc."""

    span: Span
    id: str
    token: int


class Ranked(NamedTuple):
    """The heaviest referent, or None and the rivals among which nothing decides."""

    referent: Referent | None
    rivals: tuple[Referent, ...] = ()


@dataclass(slots=True)
class Discourse:
    """Mentions in document order, and what is known of their referents. Grows while a document is read."""

    doc: Doc
    referents: dict[str, Referent] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index the sentences."""
        self._starts = [s.start for s in sentences(self.doc)]

    def add(self, referent: Referent, span: Span, token: int) -> None:
        """Put a mention in its place."""
        self.referents.setdefault(referent.id, referent)
        at = bisect_right(self.mentions, span.start, key=lambda m: m.span.start)
        self.mentions.insert(at, Mention(span, referent.id, token))

    def sentence(self, token: int) -> int:
        """The index of the sentence that holds a token."""
        return bisect_right(self._starts, token) - 1

    def before(self, token: int, sentences: int) -> list[Mention]:
        """Mentions that end before a token, at most so many sentences back."""
        offset, here = self.doc[token].idx, self.sentence(token)
        found: list[Mention] = []
        for at in range(bisect_right(self.mentions, offset, key=lambda m: m.span.start) - 1, -1, -1):
            mention = self.mentions[at]
            if here - self.sentence(mention.token) > sentences:
                break
            if mention.span.end <= offset:
                found.append(mention)
        return found[::-1]

    def rank(self, token: int, fits: Callable[[Referent, Mention], bool], sentences: int) -> Ranked:
        """The heaviest fitting referent before a token."""
        weights: dict[str, float] = {}
        here = self.sentence(token)
        for mention in self.before(token, sentences):
            if fits(self.referents[mention.id], mention):
                halved = 0.5 ** (here - self.sentence(mention.token))
                weights[mention.id] = weights.get(mention.id, 0.0) + _weight(self.doc[mention.token]) * halved
        return _decided((weight, self.referents[i]) for i, weight in weights.items())


def _decided(weighed: Iterable[tuple[float, Referent]]) -> Ranked:
    order = sorted(weighed, key=lambda pair: (-pair[0], pair[1].id))
    if not order:
        return Ranked(None)
    if len(order) > 1 and order[0][0] < _CLEAR * order[1][0]:
        return Ranked(None, tuple(r for _, r in order[:3]))
    return Ranked(order[0][1])


def _weight(head: Token) -> float:
    weight = _RECENCY
    top = head
    while top.dep_ in {"conj", "appos"} and top.head.i != top.i:
        top = top.head
    if top.dep_ in {"nsubj", "nsubjpass", "csubj"}:
        weight += _SUBJECT
        weight += 0.0 if _embedded(top.head) else _UNEMBEDDED
    elif top.dep_ in {"dobj", "attr"}:
        weight += _OBJECT
    elif top.dep_ in {"pobj", "dative", "agent"}:
        weight += _ARGUMENT
    elif top.dep_ in {"compound", "poss", "nmod", "amod"}:
        weight += _MODIFIER - _RECENCY / 2
    return weight


def _embedded(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ in _SUBORDINATE
