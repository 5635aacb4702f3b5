"""Where a noun phrase begins, read off the surface: the parser often cuts names and compounds wrongly."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.lexicon import cues
from claimgraph.model import Span

__all__ = ["Phrase", "phrase_of", "stands_as_head"]

DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "both"}
INDEFINITE = {
    "a",
    "an",
    "some",
    "any",
    "another",
    "one",
    "several",
    "many",
    "no",
    "each",
    "every",
    "other",
    "two",
    "three",
    "few",
    "most",
}
_INSIDE = {"ADJ", "NOUN", "PROPN", "NUM", "ADV"}
_GLUE = {"-", "\u2013", "'s", "\u2019s", "'", "\u2019", "&", "of", "and", "/"}
_LONGEST = 14  # tokens before a head


class Phrase(NamedTuple):
    """Tokens [start, head] of a noun phrase up to its head; `determiner` in lower case, "" for none."""

    start: int
    head: int
    determiner: str

    @property
    def definite(self) -> bool:
        """Whether it points at something known."""
        return self.determiner in DEFINITE

    def span(self, doc: Doc, *, article: bool = True) -> Span:
        """The characters, with or without the determiner."""
        first = self.start + (1 if self.determiner and not article else 0)
        last = doc[self.head]
        return Span(doc[min(first, self.head)].idx, last.idx + len(last))

    def modifiers(self, doc: Doc) -> list[Token]:
        """What stands between determiner and head."""
        return [t for t in doc[self.start + (1 if self.determiner else 0) : self.head] if not t.is_space]


def phrase_of(doc: Doc, head: int) -> Phrase:
    """The phrase that ends in a head."""
    at = head
    while at > 0 and head - at < _LONGEST:
        before = doc[at - 1]
        if before.lower_ in DEFINITE | INDEFINITE:
            return Phrase(at - 1, head, before.lower_)
        if before.is_sent_start and not _inside(before) and before.lower_ not in _GLUE:
            break
        if before.is_space or not (_inside(before) or _glues(doc, at - 1)):
            break
        at -= 1
    while at < head and (doc[at].lower_ in _GLUE or doc[at].pos_ == "ADV"):
        at += 1
    return Phrase(at, head, "")


def _inside(token: Token) -> bool:
    return token.pos_ in _INSIDE or (token.tag_ in {"VBN", "VBG"} and token.dep_ in {"amod", "compound"})


def _glues(doc: Doc, at: int) -> bool:
    """Possessives and hyphens hold a phrase together; "of" and "and" only inside names."""
    token = doc[at]
    if token.lower_ not in _GLUE:
        return False
    if token.lower_ in {"of", "and", "&"}:
        return at > 0 and doc[at - 1].pos_ == "PROPN" and doc[at + 1].pos_ == "PROPN"
    return True


def stands_as_head(doc: Doc, at: int) -> bool:
    """Whether the word at `at` ends its phrase: "the company said", not "the company policy" or "company-wide".

    A verb that the tagger took for a plural noun ("the brief points to") counts as a verb if it attributes, or before a
    preposition or "that".
    """
    if at + 1 >= len(doc):
        return True
    following = doc[at + 1]
    if following.text == "-" and not doc[at].whitespace_:
        return False
    if following.pos_ not in {"NOUN", "PROPN"}:
        return True
    if following.tag_ != "NNS" or doc[at].dep_ in {"compound", "nmod"}:
        return False
    after = doc[at + 2] if at + 2 < len(doc) else None
    verbal = after is not None and (after.pos_ in {"ADP", "SCONJ", "DET", "PART"} or after.lower_ == "that")
    return verbal or any((stem, "VERB") in cues() for stem in (following.lower_[:-1], following.lower_[:-2]))
