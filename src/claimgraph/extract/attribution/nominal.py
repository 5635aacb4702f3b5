"""Attribution by a noun: "X's claim that P", "allegations from X that P", "calls for P by X", "X made a vow to P"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from claimgraph.extract.attribution.belonging import FROM, UNNAMED, is_that_clause, strayed
from claimgraph.extract.attribution.cue import Reading, governed, readings
from claimgraph.extract.attribution.page import Draft, Page, Tokens
from claimgraph.extract.attribution.phrases import child, noun_phrase, passive, subject, subtree
from claimgraph.extract.lexicon import words

__all__ = ["nominal_attribution"]

_NOTHING: Tokens = frozenset()
_NEAR = 6  # tokens between a light verb and its noun


def nominal_attribution(page: Page, noun: Token) -> Draft | None:
    """The attribution whose cue is this noun.

    The clause beside it is its content, whoever the source is; a phrase ("criticism of P") only where the source is
    expressed: as possessor, in a by- or from-phrase, or as subject of a light verb.
    """
    del page
    for reading in readings(noun):
        source, cue = _source(noun)
        for name, content, extra in _contents(noun, reading, named=bool(source)):
            kept = content - source - cue - extra - {noun.i}
            if kept:
                return Draft(source, cue | extra | {noun.i}, kept, name, reading.cue.lemma)
    return None


def _contents(noun: Token, reading: Reading, *, named: bool) -> Iterator[tuple[str, Tokens, Tokens]]:
    if "that" in reading.cue.frames and (named or reading.cue.kind in UNNAMED):
        for c in (*noun.children, *strayed(noun)):
            if c.i > noun.i and c.dep_ in {"acl", "ccomp", "relcl"} and is_that_clause(c):
                yield "noun and that-clause", subtree(c), _NOTHING
    if named:
        yield from _named_contents(noun, reading)


def _named_contents(noun: Token, reading: Reading) -> Iterator[tuple[str, Tokens, Tokens]]:
    """Contents that count only where it is said whose they are."""
    frames = reading.cue.frames
    clause = _predicated(noun)
    if "that" in frames and clause is not None:
        yield "noun is that-clause", subtree(clause), _NOTHING
    if "to" in frames:
        for c in noun.children:
            if c.i > noun.i and c.dep_ in {"acl", "relcl", "xcomp"} and any(t.tag_ == "TO" for t in c.lefts):
                yield "noun and infinitive", subtree(c), _NOTHING
    wanted = {p.i for p in governed(noun, reading)}
    for preposition in noun.children:
        of = preposition.dep_ == "prep" and preposition.lower_ == "of" and "of" in frames and preposition.i > noun.i
        pobj = child(preposition, "pobj", "pcomp")
        if (of or preposition.i in wanted) and pobj is not None and pobj.lemma_ not in words("silence"):
            yield "noun and phrase", subtree(pobj), frozenset({preposition.i})


def _predicated(noun: Token) -> Token | None:
    """The clause that a copula equates with the noun: "The fear is *that it breaks*"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    return next((c for c in verb.children if c.dep_ in {"ccomp", "advcl"} and c.i > verb.i and is_that_clause(c)), None)


def _source(noun: Token) -> tuple[Tokens, Tokens]:
    """The noun's source, and the light verb that carries it."""
    owner = child(noun, "poss")
    if owner is not None:
        return noun_phrase(owner), frozenset()
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in FROM and c.i > noun.i:
            pobj = child(c, "pobj")
            if pobj is not None:
                return noun_phrase(pobj, _clauses(pobj)), frozenset()
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in words("light-verbs") and not passive(verb):
        source = subject(verb) - subtree(noun)
        near = noun.i - verb.i <= _NEAR
        return source, frozenset(range(verb.i, noun.i) if near else {verb.i}) if source else frozenset()
    return frozenset(), frozenset()


def _clauses(noun: Token) -> list[Token]:
    """A that-clause that the parser hung on the source's name instead of the cue."""
    return [c for c in noun.children if c.dep_ in {"acl", "relcl"} and is_that_clause(c)]
