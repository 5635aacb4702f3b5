"""Runs of proper nouns that the gazetteer does not know: what to call them, and which of them are nobody's name."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from claimgraph.extract.actors.heads import bounds, text_of
from claimgraph.extract.actors.kinds import opens_with, roles
from claimgraph.extract.actors.ordinary import is_ordinary
from claimgraph.extract.actors.people import first_names, is_full_name, title_at
from claimgraph.extract.actors.runs import Run
from claimgraph.extract.lexicon import words
from claimgraph.model import Span

__all__ = ["is_nobody", "label_of", "without_prefix"]

_LETTERS = re.compile(r"[^\W\d_]{2}")
_SHORTEST_ACRONYM = 3


def label_of(doc: Doc, run: Run) -> str:
    """The words of a run as the text has them, white space reduced, without a leading article."""
    label = " ".join(text_of(doc)[slice(*run.span)].split())
    return label[4:] if label[:4].lower() == "the " else label


def without_prefix(doc: Doc, run: Run) -> Run:
    """A run without a word before a full name: "Nonpartisan Paul Roe", "Seattle Jane Roe"."""
    name = run.words(doc)
    if len(name) < 3 or name[0] in first_names() or not is_full_name(name[1:]) or opens_with(name[-1]):  # noqa: PLR2004 a word and a name
        return run
    offset = text_of(doc).index(name[1], run.span.start + len(name[0]))
    return run._replace(span=Span(offset, run.span.end), start=bounds(doc, Span(offset, offset + 1))[0])


def is_nobody(doc: Doc, run: Run) -> bool:
    """Whether a run names no one: a month, a field, a heading, a lone title, an ordinary word."""
    label = label_of(doc, run)
    parts = label.split()
    listed = words("not_actors")
    if not parts or not _LETTERS.search(label) or label.lower() in listed or all(p.lower() in listed for p in parts):
        return True
    if len(parts) > 1:
        return all(p.lower() in roles("person") or title_at([p], 0) for p in parts)
    word = parts[0]
    if word in first_names() or run.title is not None:
        return False
    if word.isupper():
        return len(word) < _SHORTEST_ACRONYM
    return word.islower() or is_ordinary(word) or opens_with(word) or title_at([word], 0) is not None
