"""Which actors are tied to which: by what the text says, and by what the gazetteer declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.actors.gazetteer import entry
from claimgraph.extract.actors.shortforms import Name
from claimgraph.extract.lexicon import words
from claimgraph.model import ActorType, Relation, Span

__all__ = ["Tie", "find_ties"]

_PARTS = {
    "unit",
    "subsidiary",
    "division",
    "arm",
    "branch",
    "affiliate",
    "part",
    "bureau",
    "office",
    "agency",
    "department",
    "team",
    "lab",
}
_OWNS = {
    "own": Relation.CONTROLLED_BY,
    "control": Relation.CONTROLLED_BY,
    "acquire": Relation.CONTROLLED_BY,
    "fund": Relation.FUNDED_BY,
    "back": Relation.FUNDED_BY,
    "finance": Relation.FUNDED_BY,
    "bankroll": Relation.FUNDED_BY,
    "run": Relation.CONTROLLED_BY,
}
_REACH = 90  # characters between a person and the body that a title names


class Tie(NamedTuple):
    """`actor` is tied to `other` (labels). `span` is where the text says so; None where only the gazetteer does."""

    actor: str
    other: str
    relation: Relation
    span: Span | None


def find_ties(doc: Doc, names: Sequence[Name]) -> Iterator[Tie]:
    """Ties between named actors: stated ones in document order, then declared ones by label."""
    places = {doc.char_span(*n.span, alignment_mode="expand").root.i: n for n in names}
    for name in names:
        chunk = doc.char_span(*name.span, alignment_mode="expand")
        if name.type is ActorType.PERSON:
            yield from _of_person(doc, name, chunk.root, names)
        else:
            yield from _of_body(doc, name, chunk.root, names)
    yield from _declared(sorted({n.label for n in places.values()}), {n.label for n in names})


def _of_person(doc: Doc, person: Name, head: Token, names: Sequence[Name]) -> Iterator[Tie]:
    """ "OpenAI CEO Sam Altman", "Jane Roe, a researcher at Acme", "Acme's spokeswoman, Jane Roe"."""
    for body in names:
        if body.type is ActorType.PERSON or body.type is ActorType.STATE:
            continue
        if body.span.end <= person.span.start and _title_between(doc, body.span.end, person.span.start):
            yield Tie(person.label, body.label, Relation.MEMBER_OF, Span(body.span.start, person.span.end))
    for role in head.children:
        if role.dep_ == "appos" and role.pos_ in {"NOUN", "PROPN"}:
            for body in _in_subtree(role, names):
                if body.type not in {ActorType.PERSON, ActorType.STATE}:
                    end = max(body.span.end, role.idx + len(role))
                    yield Tie(person.label, body.label, Relation.MEMBER_OF, Span(person.span.start, end))
                    break


def _title_between(doc: Doc, start: int, end: int) -> bool:
    """Whether only a role and its modifiers stand between a body and a person, with no verb or comma but around the name."""
    between = doc.text[start:end]
    if len(between) > _REACH or "\n" in between or "." in between:
        return False
    chunk = doc.char_span(start, end, alignment_mode="contract")
    tokens = [t for t in chunk or () if not t.is_space]
    while tokens and tokens[-1].text == ",":
        tokens.pop()
    if not tokens or any(
        t.pos_ in {"VERB", "AUX", "ADP", "PRON", "SCONJ", "CCONJ", "DET"} and t.lower_ != "and" for t in tokens
    ):
        return False
    return any(t.lower_ in words("member_roles") for t in tokens)


def _of_body(doc: Doc, body: Name, head: Token, names: Sequence[Name]) -> Iterator[Tie]:
    """ "X, a unit of Y", "Y-owned X", "X, which is owned by Y", "X, funded by Y"."""
    for child in head.children:
        if child.dep_ == "appos" and child.lemma_.lower() in _PARTS:
            other = next((o for o in _in_subtree(child, names) if o.label != body.label), None)
            if other is not None:
                yield Tie(body.label, other.label, Relation.SUB_ORGANIZATION_OF, Span(body.span.start, other.span.end))
        if child.dep_ in {"relcl", "acl"} or (child.dep_ == "appos" and child.pos_ == "VERB"):
            yield from _owned(body, child, names)
    if head.dep_ in {"nsubjpass", "nsubj"}:
        yield from _owned(body, head.head, names)
    yield from _hyphenated(doc, body, names)


def _owned(body: Name, verb: Token, names: Sequence[Name]) -> Iterator[Tie]:
    relation = _OWNS.get(verb.lemma_.lower())
    passive = verb.tag_ == "VBN" and relation is not None
    if not passive:
        return
    for by in verb.children:
        if by.lower_ == "by" and relation is not None:
            for other in _in_subtree(by, names):
                if other.label != body.label:
                    yield Tie(body.label, other.label, relation, Span(min(body.span.start, verb.idx), other.span.end))


def _hyphenated(doc: Doc, body: Name, names: Sequence[Name]) -> Iterator[Tie]:
    """ "Y-owned X": the owner ends at a hyphen before the participle that modifies X."""
    for other in names:
        between = doc.text[other.span.end : body.span.start]
        if other.span.end <= body.span.start and between.startswith("-") and len(between) < 40:  # noqa: PLR2004 one modifier and a noun
            participle = between[1:].split()[0]
            relation = {
                "owned": Relation.CONTROLLED_BY,
                "controlled": Relation.CONTROLLED_BY,
                "run": Relation.CONTROLLED_BY,
                "backed": Relation.FUNDED_BY,
                "funded": Relation.FUNDED_BY,
            }.get(participle)
            if relation is not None and not any(c in between for c in ",.;"):
                yield Tie(body.label, other.label, relation, Span(other.span.start, body.span.end))


def _in_subtree(token: Token, names: Sequence[Name]) -> list[Name]:
    inside = {t.idx for t in token.subtree}
    return [n for n in names if n.span.start in inside]


def _declared(labels: Sequence[str], present: set[str]) -> Iterator[Tie]:
    for label in labels:
        known = entry(label)
        if known is None:
            continue
        part = Relation.MEMBER_OF if known.type is ActorType.PERSON else Relation.SUB_ORGANIZATION_OF
        for others, relation in (
            (known.part_of, part),
            (known.owned_by, Relation.CONTROLLED_BY),
            (known.funded_by, Relation.FUNDED_BY),
        ):
            yield from (Tie(label, other, relation, None) for other in others if other in present)
