"""Which that-clauses belong to a noun although the parser hung them on a verb or on the noun's source.

"It responds to allegations from X *that P*", "repeated claims by X *that P*": it is X's allegation, and the verb takes
the noun, not the clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from claimgraph.extract.attribution.phrases import child, noun_phrase
from claimgraph.extract.lexicon import cues
from claimgraph.model import Kind

__all__ = ["FROM", "UNNAMED", "belongs_to", "is_that_clause", "strayed"]

FROM = frozenset({"by", "from", "among"})
UNNAMED = frozenset({Kind.ALLEGATION, Kind.DENIAL})  # kinds of nouns that speak of a claim even if nobody is named


def is_that_clause(clause: Token) -> bool:
    """Is it the noun's content, and no relative clause? "the claim that X lied", not "the claim that X made"."""
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


def belongs_to(clause: Token) -> Token | None:
    """The noun whose content a complement of a verb is: the verb's object, or what it responds *to*, right before it.

    Only where the noun says so itself: it is an accusation or a denial, or says whose it is.
    """
    verb = clause.head
    if clause.dep_ != "ccomp" or clause.i < verb.i or not is_that_clause(clause):
        return None
    for noun in _taken(verb):
        cue = cues().get((noun.lemma_.lower(), "NOUN"))
        if cue is None or "that" not in cue.frames or max(noun_phrase(noun)) + 1 != clause.left_edge.i:
            continue
        if cue.kind in UNNAMED or child(noun, "poss") is not None or any(_sources(noun)):
            return noun
    return None


def strayed(noun: Token) -> Iterator[Token]:
    """The that-clauses of a noun that hang on its source ("claims by X *that P*") or on the verb over it."""
    for pobj in _sources(noun):
        yield from (c for c in pobj.children if c.dep_ in {"acl", "relcl"} and is_that_clause(c))
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.pos_ == "VERB":
        yield from (c for c in verb.children if c.dep_ == "ccomp" and belongs_to(c) == noun)


def _taken(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep_ == "dobj":
            yield c
        elif c.dep_ == "prep" and c.lower_ == "to":
            yield from (p for p in c.children if p.dep_ == "pobj")


def _sources(noun: Token) -> Iterator[Token]:
    for c in noun.children:
        pobj = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in FROM else None
        if pobj is not None:
            yield pobj
