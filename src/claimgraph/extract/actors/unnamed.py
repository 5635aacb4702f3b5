"""Actors that only a description names: "critics", "U.S. labs", "two people familiar with the matter", "some comments"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene
from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.actors.phrases import Phrase, phrase_of
from claimgraph.extract.syntax import noun_phrase, span_of, tokens_in
from claimgraph.model import Actor, ActorType, Span
from claimgraph.model.identifiers import actor_id

__all__ = ["described_at", "description", "voice_of_a_thread"]

_ARTICLE = re.compile(r"^(?:the|a|an|some|these|those|this|that|its|their|his|her)\s+", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”„]")
_LONGEST = 90  # characters of a label
_NOBODY = {"it", "there", "this", "that", "what", "which", "nothing", "everything", "something", "anything"}
_THREAD_WINDOW = 4  # sentences
_BARE = {"others", "some", "many", "several", "one", "another"}


def description(scene: Scene, head: Token, span: Span | None = None) -> Actor | None:
    """An unnamed actor for the phrase of a head; a bare plural that repeats a fuller one takes its label ("the labs")."""
    if head.lower_ in _NOBODY or head.pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}:
        return None
    fuller = _fuller(scene, head)
    return described_at(scene, fuller if fuller is not None else _words(scene, head, span), (span,) if span else ())


def described_at(scene: Scene, span: Span | None, mentions: tuple[Span, ...] = ()) -> Actor | None:
    """The unnamed actor whose label is the words at a span, without article and quotation marks."""
    if span is None:
        return None
    words = " ".join(_QUOTES.sub("", scene.doc.text[slice(*span)]).split())
    label = _ARTICLE.sub("", words)[:_LONGEST].strip(" ,.;:") or words
    if not re.search(r"\w", label):
        return None
    return Actor(actor_id(label, scene.document.version), label, ActorType.UNNAMED, mentions or (span,))


def _words(scene: Scene, head: Token, span: Span | None) -> Span | None:
    """The noun phrase of a head with a participle that narrows it ("entities principally based in China")."""
    if span is not None:
        return span
    tokens = list(noun_phrase(head))
    for child in head.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            tokens += list(child.subtree)
    return span_of(tokens)


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


def words_at(scene: Scene, span: Span) -> list[Token]:
    """The tokens of a span."""
    return tokens_in(scene.doc, [span])
