"""The words round an evidence noun: what governs it, whose it is, what it is evidence of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Token

from claimgraph.extract.lexicon import rows
from claimgraph.extract.syntax import lemma, subjects
from claimgraph.model import Disclosure

__all__ = [
    "Reading",
    "about",
    "describing",
    "evidencing",
    "existential",
    "governor",
    "holder",
    "is_inspected",
    "makers",
]


class Reading(NamedTuple):
    """What a construction says of evidence: see the fields of `evidence.Mentioned`."""

    disclosure: Disclosure
    offerer: tuple[Token, ...] = ()
    content: Token | None = None
    first_hand: bool = False


@cache
def _verbs() -> Mapping[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for row in rows("evidencing", ("lemma", "role")):
        roles.setdefault(row["role"], set()).add(row["lemma"])
    return MappingProxyType({role: frozenset(words) for role, words in roles.items()})


def evidencing(role: str) -> frozenset[str]:
    """The words of `lexicons/evidencing.tsv` with a role: shows, publishes, inspects, holds, lacks or incomplete."""
    return _verbs()[role]


def governor(noun: Token) -> Token | None:
    """The verb that a noun depends on, through "of" phrases and conjunctions."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in {"VERB", "AUX"}:
        return noun.head.head
    return noun.head if noun.head.pos_ in {"VERB", "AUX"} and noun.head.i != noun.i else None


def about(noun: Token) -> Token | None:
    """The verb of the clause that says what the noun is evidence of."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            shows = lemma(child) in evidencing("shows")
            return next((c for c in child.children if c.dep_ == "ccomp"), child) if shows else child
    return next((p for c in noun.children if c.lower_ in {"of", "for"} for p in c.children), None)


def makers(noun: Token) -> list[Token]:
    """Whose it is: "X's report", "a report by X", "data from X", "logs published by X"."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            found += [p for p in child.children if p.dep_ == "pobj"]
        if child.dep_ == "acl":
            found += [p for c in child.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN":
            found.append(child)
    return found


def holder(noun: Token, verb: Token | None) -> list[Token]:
    """Who gives, has or lacks it: the subject of its verb, else whose it is."""
    if verb is None:
        return makers(noun)
    return [s for s in subjects(verb) if s.i != noun.i] or makers(noun)


def existential(noun: Token, verb: Token) -> bool:
    """As in "there is evidence"."""
    return noun.dep_ == "attr" and lemma(verb) == "be" and any(c.dep_ == "expl" for c in verb.children)


def is_inspected(noun: Token) -> bool:
    """As in "documents reviewed by X"."""
    return any(lemma(t) in evidencing("inspects") and t.dep_ in {"acl", "relcl"} for t in noun.children)


def describing(noun: Token) -> Iterator[Token]:
    """What narrows the noun: adjectives, participles, relative clauses, nouns before it."""
    return (c for c in noun.children if c.dep_ in {"amod", "acl", "relcl", "compound"})
