"""Texts that stand for their author: "AP's report", "the Forum's issue brief", "a letter from ten senators"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.actors.phrases import Phrase, phrase_of, stands_as_head
from claimgraph.extract.actors.shortforms import Name
from claimgraph.extract.lexicon import words
from claimgraph.extract.syntax import lemma

__all__ = ["Work", "author_in", "find_works", "is_work"]

_BY = {"by", "from", "of"}
_REACH = 3  # tokens between a name and the noun that it modifies


class Work(NamedTuple):
    """A text that is mentioned, and the label of its author, or None where the phrase does not say."""

    phrase: Phrase
    noun: str
    author: str | None


@cache
def _nouns() -> frozenset[str]:
    return frozenset(roles("work"))


@cache
def _endings() -> frozenset[str]:
    """The last words of the nouns."""
    return frozenset(noun.split()[-1] for noun in _nouns())


def is_work(doc: Doc, head: int) -> str | None:
    """The noun for a text that ends at a token: "brief", "blog post"; None if the word is none."""
    last, endings = doc[head], _endings()
    if last.lower_ not in endings and lemma(last) not in endings:
        return None
    for length in (3, 2, 1):
        chunk = doc[max(0, head - length + 1) : head + 1]
        noun = " ".join(t.lower_ for t in chunk)
        singular = " ".join([*(t.lower_ for t in chunk[:-1]), chunk[-1].lemma_.lower()])
        if len(chunk) == length and (noun in _nouns() or singular in _nouns()):
            return singular if singular in _nouns() else noun
    return None


def find_works(doc: Doc, names: Sequence[Name]) -> Iterable[Work]:
    """The texts that are mentioned, in order: nouns with a determiner, or with a name before them."""
    for token in doc:
        noun = is_work(doc, token.i)
        if noun is None or token.pos_ in {"VERB", "AUX"} or not stands_as_head(doc, token.i):
            continue
        phrase = phrase_of(doc, token.i)
        author = author_in(doc, phrase, names)
        if phrase.determiner or author is not None:
            yield Work(phrase, noun, author)


def author_in(doc: Doc, phrase: Phrase, names: Sequence[Name]) -> str | None:
    """Who made a thing: a name that modifies its noun, one after "by" or "from", or the subject of "published"."""
    head = doc[phrase.head]
    before = _modifying(doc, phrase, names)
    if before is not None:
        return before
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _BY:
            found = _named(child.children, names)
            if found is not None and (child.lower_ != "of" or found):
                return found
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in words("issuing"):
            found = _named(
                (g for c in child.children if c.dep_ in {"agent", "prep"} and c.lower_ in _BY for g in c.children),
                names,
            )
            if found is not None:
                return found
    return _issuing_subject(head, names)


def _modifying(doc: Doc, phrase: Phrase, names: Sequence[Name]) -> str | None:
    """The last name inside the phrase before its head: "The Forum's February issue brief", "a White House memo"."""
    start, end = phrase.span(doc)
    first = bisect_left(names, start, key=lambda n: n.span.start)
    last = bisect_left(names, end, key=lambda n: n.span.start)
    return next((n.label for n in reversed(names[first:last]) if n.span.end < end), None)


def _named(tokens: Iterable[Token], names: Sequence[Name]) -> str | None:
    return next((n.label for t in tokens for n in names if n.span.start <= t.idx < n.span.end), None)


def _issuing_subject(head: Token, names: Sequence[Name]) -> str | None:
    verb = head.head
    if verb.lemma_.lower() not in words("issuing"):
        return None
    if head.dep_ == "dobj":
        return _named((c for c in verb.children if c.dep_ == "nsubj"), names)
    if head.dep_ == "nsubjpass":
        return _named((g for c in verb.children if c.dep_ == "agent" for g in c.children), names)
    return None
