"""What every later step looks at: a document, its parse, and its actors."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from claimgraph.extract.actors import Cast
from claimgraph.extract.syntax import noun_phrase, span_of, trimmed
from claimgraph.model import Actor, ActorType, Document, Span

__all__ = ["Scene", "named"]

_BREAK = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Scene:
    """A document, its parse (`doc.text` is its text) and who acts in it.

    Attributes:
        document: the document.
        doc: its parse.
        cast: its named actors and instruments.
        minted: the unnamed actors that resolving has made so far, by id; they exist only if something refers to them.
    """

    document: Document
    doc: Doc
    cast: Cast
    minted: dict[str, Actor] = field(default_factory=dict)

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.end() for m in _BREAK.finditer(self.document.text)]

    @cached_property
    def types(self) -> dict[str, ActorType]:
        """The type of each named actor by id."""
        return {a.id: a.type for a in self.cast.actors}

    def paragraph(self, offset: int) -> int:
        """The number of the line that holds an offset, counted from 0 over lines with words."""
        return bisect_right(self._breaks, offset)

    def resolve(self, span: Span) -> tuple[str, ...]:
        """Whom the words at a span mean; empty where it cannot be told."""
        found = self.cast.resolve(*span)
        self.minted.update((a.id, a) for a in found.new)
        return found.ids

    def describe(self, span: Span) -> tuple[str, ...]:
        """A nameless actor for words that name nobody known: a source that must not pass for the author."""
        actor = self.cast.describe(*span)
        if actor is None:
            return ()
        self.minted[actor.id] = actor
        return (actor.id,)

    def inside(self, span: Span) -> tuple[str, ...]:
        """The named actors mentioned inside a span, in order."""
        return tuple(dict.fromkeys(name for name, _ in self.cast.mentions_in(*span)))


def named(scene: Scene, noun: Token) -> tuple[str, ...]:
    """The actors or instruments that a noun phrase stands for: who it names, else its own referent.

    A thing that belongs to somebody named ("Acme's algorithm", "the bot developed by Acme") stands for them.
    """
    phrase = span_of(noun_phrase(noun))
    phrase = None if phrase is None else trimmed(scene.document.text, phrase)
    if phrase is None:
        return ()
    found = scene.resolve(phrase)
    if any(scene.types.get(i) for i in found):
        return found
    whole = span_of(noun.subtree) or phrase
    inside = scene.inside(phrase) or scene.inside(whole)
    return inside[:1] or found
