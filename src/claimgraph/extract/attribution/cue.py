"""Which readings of the lexicon a token has, and what belongs to the cue beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from claimgraph.extract.attribution.page import Tokens
from claimgraph.extract.lexicon import Cue, cues
from claimgraph.extract.syntax import lemma as lemma_of
from claimgraph.extract.syntax import lemmas

__all__ = ["Reading", "cue_words", "governed", "readings"]

_PARTS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
_BESIDE = frozenset({"aux", "auxpass", "neg", "prt"})


class Reading(NamedTuple):
    """A cue of the lexicon at a token. `extra` are its particle and governed preposition, `preposition` the latter."""

    cue: Cue
    extra: Tokens
    preposition: Token | None


@cache
def _openings() -> frozenset[tuple[str, str]]:
    """The first words of the cues, by part of speech."""
    return frozenset((lemma.split()[0], pos) for lemma, pos in cues())


def readings(token: Token, *, as_adjective: bool = False) -> Iterator[Reading]:
    """The readings of a token, those with more words first: "call for" before "call".

    With `as_adjective`, those of a participle that stands for a state ("is *opposed* to").
    """
    pos = "ADJ" if as_adjective else _PARTS.get(token.pos_)
    if pos is None:
        return
    lemma = token.lower_ if as_adjective else _lemma(token, pos)
    if (lemma, pos) in _openings():
        yield from _listed(token, lemma, pos)


def _listed(token: Token, lemma: str, pos: str) -> Iterator[Reading]:
    lexicon = cues()
    particles = [c for c in token.children if c.dep_ == "prt" or (c.dep_ == "advmod" and c.i == token.i + 1)]
    particles += [c for c in token.children if c.lower_ == "clear" and lemma == "make"]
    prepositions = [c for c in token.children if c.dep_ in {"prep", "agent"} and c.i > token.i]
    for particle in particles:
        for preposition in prepositions:
            key = (f"{lemma} {particle.lower_} {preposition.lower_}", pos)
            if key in lexicon:
                yield Reading(lexicon[key], frozenset({particle.i, preposition.i}), preposition)
    for preposition in prepositions:
        key = (f"{lemma} {preposition.lower_}", pos)
        if key in lexicon:
            yield Reading(lexicon[key], frozenset({preposition.i}), preposition)
    for particle in particles:
        key = (f"{lemma} {particle.lower_}", pos)
        if key in lexicon:
            yield Reading(lexicon[key], frozenset({particle.i}), None)
    if (lemma, pos) in lexicon:
        yield Reading(lexicon[lemma, pos], frozenset(), None)


def _lemma(token: Token, pos: str) -> str:
    """The lemma that the lexicon knows: the lemmatiser makes "hop" of "hopes", "disput" of "disputed"."""
    known = cues()
    return next((form for form in lemmas(token) if (form, pos) in known), lemma_of(token))


def governed(token: Token, reading: Reading) -> Iterator[Token]:
    """The prepositions beside a token whose object its frames take for content ("talk *about* X")."""
    wanted = reading.cue.governed()
    if wanted:
        yield from (c for c in token.children if c.dep_ == "prep" and c.lower_ in wanted and c.i > token.i)


def cue_words(token: Token, reading: Reading) -> Tokens:
    """The verb with its auxiliaries, negation, particle and the adverbs between them: "has also said"."""
    found = {token.i, *reading.extra}
    found |= {c.i for c in token.children if c.dep_ in _BESIDE and abs(c.i - token.i) <= 4}  # noqa: PLR2004 a verb group
    first = min(found)
    found |= {c.i for c in token.children if c.dep_ == "advmod" and first - 1 <= c.i < token.i and c.tag_ == "RB"}
    return frozenset(found)
