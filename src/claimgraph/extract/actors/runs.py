"""Runs of proper nouns: stretches of text that look like one name, cut at titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.actors.heads import text_of
from claimgraph.extract.actors.kinds import opens_with
from claimgraph.extract.actors.ordinary import is_ordinary
from claimgraph.extract.actors.people import Title, title_at
from claimgraph.model import Span

__all__ = ["Run", "find_runs", "in_headline"]

_LINKS = {"of", "for", "and", "&", "on", "the", "de", "von", "van", "der", "den", "da", "di", "al", "bin", "la", "le"}
_OPENS_WITH = {"of", "for", "on"}
_SHORT_LINE = 25  # words; longer lines are prose
_CAPITALS = 0.75  # share of long words with a capital that makes a line a headline
_LONG_WORD = 4


class Run(NamedTuple):
    """Tokens [start, end) that look like a name, and the title before them."""

    span: Span
    start: int
    end: int
    title: Title | None = None

    def words(self, doc: Doc) -> list[str]:
        """The words of the name, hyphenated ones whole."""
        return text_of(doc)[slice(*self.span)].split()

    def without(self, doc: Doc, spans: list[Span]) -> Iterator[Run]:
        """The pieces that are left when spans are taken out."""
        piece: list[Token] = []
        for token in doc[self.start : self.end]:
            if any(s.start < token.idx + len(token) and token.idx < s.end for s in spans):
                yield from _run(piece, self.title)
                piece = []
            else:
                piece.append(token)
        yield from _run(piece, self.title)


def find_runs(doc: Doc, known: frozenset[int] = frozenset()) -> Iterator[Run]:
    """The runs of a document in order. `known` are the offsets where known names begin: "and" before one ends a run."""
    run: list[Token] = []
    for token in doc:
        if _belongs(doc, token, run):
            run.append(token)
            continue
        yield from _cut(run, known)
        run = [token] if _opens(token) else []
    yield from _cut(run, known)


def _opens(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isalnum() and not token.is_lower


def _belongs(doc: Doc, token: Token, run: list[Token]) -> bool:
    if not run or "\n" in run[-1].whitespace_ or token.is_space:
        return False
    if _opens(token):
        return True
    if run[-1].text == "-":
        return True
    if token.text == "-":
        return (
            not token.whitespace_
            and not run[-1].whitespace_
            and (_next_is_proper(doc, token) or _given(run, doc, token))
        )
    return token.lower_ in _LINKS and _next_is_proper(doc, token)


def _given(run: list[Token], doc: Doc, hyphen: Token) -> bool:
    """Whether a small second half of a given name follows, as in "Kwok Ka-ki"."""
    following = doc[hyphen.i + 1] if hyphen.i + 1 < len(doc) else None
    if following is None or len(run) < 2 or not following.is_alpha or is_ordinary(following.text):  # noqa: PLR2004 a surname and a half
        return False
    return following.is_lower and following.pos_ in {"NOUN", "PROPN", "X"}


def _next_is_proper(doc: Doc, token: Token) -> bool:
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is None:
        return False
    if following.lower_ in _LINKS and following.i + 1 < len(doc):
        following = doc[following.i + 1]
    return _opens(following)


def _cut(run: list[Token], known: frozenset[int]) -> Iterator[Run]:
    """A run in pieces: at titles, which belong to what follows, and at "and", unless a body's name goes on after it."""
    for part in _split_links(run, known):
        yield from _cut_titles(part)


def _split_links(run: list[Token], known: frozenset[int]) -> Iterator[list[Token]]:
    """Split at "and", "on" and "the" where no "of" or "for" before them opened the name of a body."""
    piece: list[Token] = []
    for token in run:
        ends = token.lower_ == "and" and token.i < run[-1].i and token.nbor().idx in known
        if token.lower_ in {"and", "&", "on", "the", "of", "for"} and (ends or not _continues(piece, token)):
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def _continues(piece: list[Token], link: Token) -> bool:
    """Whether a link goes on inside a body's name: "Ministry of", "Office of Science and", "Smith & Sons"."""
    if not piece:
        return False
    if link.lower_ == "&":
        return True
    opened = any(opens_with(t.text) for t in piece)
    if link.lower_ in {"of", "for", "on"}:
        return opened
    return opened and any(t.lower_ in _OPENS_WITH for t in piece)


def _cut_titles(run: list[Token]) -> Iterator[Run]:
    words = [t.text for t in run]
    piece: list[Token] = []
    title: Title | None = None
    at = 0
    while at < len(run):
        found = title_at(words, at)
        if found is not None and _is_title(run, at + len(found.words)):
            yield from _run(piece, title)
            piece, title = [], found
            at += len(found.words)
        elif found is not None and at + len(found.words) == len(run) and piece:
            at += len(found.words)  # "Acme CEO": the title of somebody else
        else:
            piece.append(run[at])
            at += 1
    yield from _run(piece, title)


def _is_title(run: list[Token], after: int) -> bool:
    """Whether a name follows a title; "General Assembly" and "Secretary of State" are no generals and secretaries."""
    return after < len(run) and run[after].lower_ not in _LINKS and not opens_with(run[after].text)


def _run(piece: list[Token], title: Title | None) -> Iterator[Run]:
    kept = list(piece)
    while kept and (kept[-1].lower_ in _LINKS or kept[-1].text == "-"):
        kept.pop()
    while kept and (kept[0].lower_ in _LINKS or kept[0].text == "-"):
        kept.pop(0)
    if kept:
        yield Run(Span(kept[0].idx, kept[-1].idx + len(kept[-1])), kept[0].i, kept[-1].i + 1, title)


def in_headline(doc: Doc, span: Span) -> bool:
    """Whether a span stands in a line whose words mostly begin with capitals: there, capitals say nothing."""
    start = text_of(doc).rfind("\n", 0, span.start) + 1
    end = text_of(doc).find("\n", span.end)
    line = text_of(doc)[start : end if end >= 0 else None]
    words: list[str] = re.findall(r"[^\W\d_][\w'\u2019-]*", line)
    long = [w for w in words if len(w) >= _LONG_WORD]
    if line.rstrip().endswith((".", "!", "?", '."', ".”", ":", ",")):
        return False
    if not 3 <= len(words) <= _SHORT_LINE or not long:  # noqa: PLR2004 two words are a name, not a headline
        return False
    capitals = sum(w[0].isupper() for w in long)
    return capitals >= _CAPITALS * len(long)
