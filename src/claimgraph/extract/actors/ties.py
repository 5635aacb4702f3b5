"""Which actors are tied to which: by what the text says, and by what the gazetteer declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.actors.gazetteer import entry
from claimgraph.extract.actors.heads import bounds, head_of, text_of
from claimgraph.extract.actors.shortforms import Name
from claimgraph.extract.lexicon import words
from claimgraph.model import ActorType, Relation, Span

__all__ = ["Tie", "find_ties"]

_PARTS = {"unit", "subsidiary", "division", "arm", "branch", "affiliate", "part", "bureau", "office", "agency", "team"}
_PASSIVE = {
    "own": Relation.CONTROLLED_BY,
    "control": Relation.CONTROLLED_BY,
    "acquire": Relation.CONTROLLED_BY,
    "run": Relation.CONTROLLED_BY,
    "fund": Relation.FUNDED_BY,
    "back": Relation.FUNDED_BY,
    "finance": Relation.FUNDED_BY,
    "bankroll": Relation.FUNDED_BY,
}
_HYPHENATED = re.compile(r"-(?P<how>owned|controlled|run|backed|funded|financed)\s+(?:[a-z-]+\s+){0,2}")
_HOW = {
    "owned": "own",
    "controlled": "control",
    "run": "run",
    "backed": "back",
    "funded": "fund",
    "financed": "finance",
}
_REACH = 90  # characters between a body and the person whom a title ties to it
_NEAR = 6  # names to look back at
_BREAKS = {"VERB", "AUX", "ADP", "PRON", "SCONJ", "DET"}
_NOT_BODIES = {ActorType.PERSON, ActorType.STATE}


class Tie(NamedTuple):
    """`actor` is tied to `other` (labels). `span` is where the text says so; None where only the gazetteer does."""

    actor: str
    other: str
    relation: Relation
    span: Span | None


def find_ties(doc: Doc, names: Sequence[Name]) -> Iterator[Tie]:
    """Ties between named actors: stated ones in document order, then declared ones by label."""
    for at, name in enumerate(names):
        head = head_of(doc, name.span)
        before = names[max(0, at - _NEAR) : at]
        here = [n for n in names[max(0, at - _NEAR) : at + _NEAR + 1] if n.label != name.label]
        if name.type is ActorType.PERSON:
            yield from _titled(doc, name, before)
            yield from _apposed(name, head, here)
        else:
            yield from _part_or_owned(name, head, here)
            yield from _hyphenated(doc, name, before)
    present = {n.label for n in names}
    for label in sorted(present):
        yield from _declared(label, present)


def _titled(doc: Doc, person: Name, before: Sequence[Name]) -> Iterator[Tie]:
    """As in "OpenAI CEO Sam Altman", "Acme's spokeswoman, Jane Roe"."""
    for body in before:
        if body.type not in _NOT_BODIES and _only_a_role(doc, body.span.end, person.span.start):
            yield Tie(person.label, body.label, Relation.MEMBER_OF, Span(body.span.start, person.span.end))


def _only_a_role(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but a role and its modifiers stands between a body and a person."""
    between = text_of(doc)[start:end]
    if len(between) > _REACH or re.search(r"[\n.;:()]|,.*\w", between):
        return False
    first, last = bounds(doc, Span(start, end))
    tokens = [t for t in doc[first:last] if t.idx >= start and not t.is_space and t.text != ","]
    if any(t.pos_ in _BREAKS and t.tag_ not in {"POS", "VBG"} for t in tokens):
        return False
    return any(t.lower_ in words("member_roles") for t in tokens)


def _apposed(person: Name, head: Token, here: Sequence[Name]) -> Iterator[Tie]:
    """As in "Jane Roe, a researcher at Acme"."""
    for role in head.children:
        if role.dep_ == "appos" and role.pos_ in {"NOUN", "PROPN"}:
            body = next((b for b in _under(role, here) if b.type not in _NOT_BODIES), None)
            if body is not None:
                end = max(body.span.end, role.idx + len(role))
                yield Tie(person.label, body.label, Relation.MEMBER_OF, Span(person.span.start, end))


def _part_or_owned(body: Name, head: Token, here: Sequence[Name]) -> Iterator[Tie]:
    """As in "X, a unit of Y", "X, which is owned by Y", "X, funded by Y", "X is owned by Y"."""
    for child in head.children:
        if child.dep_ == "appos" and child.lemma_.lower() in _PARTS:
            other = next((o for o in _under(child, here) if o.type is not ActorType.PERSON), None)
            if other is not None:
                yield Tie(body.label, other.label, Relation.SUB_ORGANIZATION_OF, _hull(body.span, other.span))
        if child.dep_ in {"relcl", "acl"}:
            yield from _passive(body, child, here)
    if head.dep_ == "nsubjpass":
        yield from _passive(body, head.head, here)


def _passive(body: Name, verb: Token, here: Sequence[Name]) -> Iterator[Tie]:
    relation = _PASSIVE.get(verb.lemma_.lower())
    if relation is None or verb.tag_ != "VBN":
        return
    for by in verb.children:
        if by.lower_ == "by":
            for other in _under(by, here):
                yield Tie(body.label, other.label, relation, _hull(body.span, other.span))


def _hyphenated(doc: Doc, body: Name, before: Sequence[Name]) -> Iterator[Tie]:
    """As in "Y-owned X"."""
    for other in before:
        match = _HYPHENATED.fullmatch(text_of(doc), other.span.end, body.span.start)
        if match is not None and other.label != body.label:
            yield Tie(body.label, other.label, _PASSIVE[_HOW[match["how"]]], Span(other.span.start, body.span.end))


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _under(token: Token, names: Sequence[Name]) -> list[Name]:
    """The names that begin in the subtree of a token."""
    inside = {t.idx for t in token.subtree}
    return [n for n in names if n.span.start in inside]


def _declared(label: str, present: set[str]) -> Iterator[Tie]:
    known = entry(label)
    if known is None:
        return
    part = Relation.MEMBER_OF if known.type is ActorType.PERSON else Relation.SUB_ORGANIZATION_OF
    for others, relation in (
        (known.part_of, part),
        (known.owned_by, Relation.CONTROLLED_BY),
        (known.funded_by, Relation.FUNDED_BY),
    ):
        yield from (Tie(label, other, relation, None) for other in others if other in present)
