"""Allegations in headlines, whose capitals mislead the tagger: "Acme Robot Crashed Into Fountain".

Read by place and not by parse: somebody named, then a word of wrong or harm in the form of a verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from claimgraph.extract.syntax import sentences, span_of, text_of, trimmed
from claimgraph.extract.wrongs import Wrong, verb_in_capitals
from claimgraph.model import Span

__all__ = ["Headline", "headlines"]

_CAPITALS = 0.6  # of the words longer than three letters, in a headline
_SHORTEST = 4  # words
Headline = tuple[Span, Wrong, Span]
"""The headline, its verb, and the words before the verb, which name who did it."""


def headlines(doc: Doc) -> Iterator[Headline]:
    """The headlines of a document that say that somebody did wrong or harm."""
    text = text_of(doc)
    for sentence in sentences(doc):
        words = [t for t in sentence if t.is_alpha]
        if not _is_headline(text, sentence, words):
            continue
        found = next((w for t in words[1:] if (w := verb_in_capitals(t)) is not None), None)
        whole = span_of(sentence)
        content = None if whole is None else trimmed(text, whole)
        if found is not None and content is not None and content.start < found.token.idx:
            yield content, found, Span(content.start, found.token.idx)


def _is_headline(text: str, sentence: Sentence, words: list[Token]) -> bool:
    """Whether a sentence stands on a line of its own, without a full stop, in capitals."""
    if len(words) < _SHORTEST:
        return False
    plain = sentence.text
    ends = plain.rstrip()[-1:]
    long = [t for t in words if len(t) > 3]  # noqa: PLR2004 "with", "into" and longer are often written small, "of" always
    if ends in ".?!:" or not long:
        return False
    after = text[sentence.end_char : sentence.end_char + 1]
    alone = "\n" in plain[len(plain.rstrip()) :] or after in {"", "\n"}
    return alone and sum(t.text[0].isupper() for t in long) >= _CAPITALS * len(long)
