"""Actors that only a description names: "critics", "U.S. labs", "two people familiar with the matter"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene
from claimgraph.extract.actors.heads import text_of
from claimgraph.extract.actors.kinds import by_words, roles
from claimgraph.extract.actors.ordinary import is_ordinary
from claimgraph.extract.actors.phrases import Phrase, phrase_of
from claimgraph.extract.lexicon import words
from claimgraph.extract.syntax import tokens_in
from claimgraph.model import Actor, ActorType, Span
from claimgraph.model.identifiers import actor_id

__all__ = ["described_at", "description", "voice_of_a_thread"]

_ARTICLE = re.compile(r"^(?:the|a|an|some|these|those|this|that|its|their|his|her)\s+", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”„]")
_NAME_WORDS = 4
_LONGEST = 90  # characters of a label
_NOBODY = {
    "you",
    "your",
    "everyone",
    "everybody",
    "nobody",
    "no-one",
    "it",
    "there",
    "this",
    "that",
    "what",
    "which",
    "nothing",
    "everything",
    "something",
    "anything",
}
_THREAD_WINDOW = 4  # sentences
_BARE = {"others", "some", "many", "several", "one", "another"}


def description(scene: Scene, head: Token, span: Span) -> Actor | None:
    """An unnamed actor for a phrase; a bare plural that repeats a fuller one takes its label ("the labs")."""
    if head.lower_ in _NOBODY or head.pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}:
        return None
    if text_of(scene.doc)[slice(*span)].lower() in words("not_actors"):
        return None
    stranger = _stranger(scene, span)
    if stranger is not None:
        return stranger
    fuller = _fuller(scene, head)
    return described_at(scene, fuller if fuller is not None else span, (span,))


def _stranger(scene: Scene, span: Span) -> Actor | None:
    """A name that occurs only here, with no word in it that could be a description: "Kowalska"."""
    name = text_of(scene.doc)[slice(*span)].split()
    tokens = [t for t in tokens_in(scene.doc, [span]) if not t.is_punct]
    if len(name) > _NAME_WORDS or any(t.pos_ != "PROPN" or is_ordinary(t.text) or t.text.islower() for t in tokens):
        return None
    label = " ".join(name).strip(" ,.;:")
    kind = by_words(name) or (ActorType.ORGANIZATION if label.isupper() else ActorType.PERSON)
    return Actor(actor_id(label), label, kind, (span,)) if label else None


def described_at(scene: Scene, span: Span, mentions: tuple[Span, ...] = ()) -> Actor | None:
    """The unnamed actor whose label is the words at a span, without article and quotation marks."""
    phrase = " ".join(_QUOTES.sub("", text_of(scene.doc)[slice(*span)]).split())
    label = _ARTICLE.sub("", phrase)[:_LONGEST].strip(" ,.;:") or phrase
    if not re.search(r"\w", label):
        return None
    return Actor(actor_id(label, scene.document.version), label, ActorType.UNNAMED, mentions or (span,))


def _fuller(scene: Scene, head: Token) -> Span | None:
    """An earlier phrase with the same plural head and more words, for "the labs" after "Chinese labs"."""
    phrase = phrase_of(scene.doc, head.i)
    if phrase.determiner not in {"the", "these", "those"} or phrase.modifiers(scene.doc) or head.tag_ != "NNS":
        return None
    for token in reversed(scene.doc[: phrase.start]):
        if token.lower_ == head.lower_ and token.tag_ == "NNS":
            earlier = phrase_of(scene.doc, token.i)
            if earlier.modifiers(scene.doc):
                return earlier.span(scene.doc, article=False)
    return None


def voice_of_a_thread(scene: Scene, head: Token) -> str | None:
    """The community whose talk the text is in: "some comments", "others", "users" soon after "the thread on r/…"."""
    word = head.lower_ if head.lower_ in roles("thread") else head.lemma_.lower()
    if word not in roles("thread"):
        return None
    if word in _BARE and len(list(head.children)) > 1:
        return None
    phrase = phrase_of(scene.doc, head.i)
    for mention in reversed(scene.discourse.before(phrase.start, _THREAD_WINDOW)):
        if scene.discourse.referents[mention.id].type is ActorType.COMMUNITY:
            return mention.id
    inside = [n for n in scene.names if n.type is ActorType.COMMUNITY and _in(n.span, phrase, scene)]
    return actor_id(inside[-1].label) if inside else None


def _in(span: Span, phrase: Phrase, scene: Scene) -> bool:
    start, end = phrase.span(scene.doc)
    return start <= span.start and span.end <= end
