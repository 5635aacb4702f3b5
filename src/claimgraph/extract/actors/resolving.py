"""Who is meant by the words that name a source: a name, a description, a pronoun, a text that stands for its author.

It refuses rather than guesses: where two are equally likely, or none is there, no id is given and the reason says so.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene
from claimgraph.extract.actors.centering import subject_before
from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.actors.phrases import phrase_of
from claimgraph.extract.actors.pronouns import PRONOUNS, agrees, pronoun
from claimgraph.extract.actors.unnamed import description, voice_of_a_thread
from claimgraph.extract.actors.works import author_in, is_work
from claimgraph.extract.syntax import span_of, tokens_in
from claimgraph.model import Actor, Span
from claimgraph.model.identifiers import actor_id

__all__ = ["Resolution", "resolve"]


_NOMINAL = {"NOUN", "PROPN", "PRON"}


class Resolution(NamedTuple):
    """Whom a span means.

    Attributes:
        ids: actor or instrument ids, several for "X and Y"; empty where it cannot be told.
        reason: the rule that decided, or why none did: "name", "text of its author", "ambiguous: A, B".
        new: unnamed actors among the ids, which the scene does not list.
    """

    ids: tuple[str, ...]
    reason: str
    new: tuple[Actor, ...] = ()


def resolve(scene: Scene, span: Span) -> Resolution:
    """Whom the words at a span mean."""
    tokens = [t for t in tokens_in(scene.doc, [span]) if not t.is_punct]
    head = _head(scene, tokens)
    if head is None:
        return Resolution((), "no words")
    inside = {t.i for t in tokens}
    heads = [head, *(c for c in head.conjuncts if c.i in inside and c.i > head.i and c.pos_ in _NOMINAL)]
    known = [_known(scene, h) for h in heads]
    if len(heads) == 1 or not any(r is not None and r.ids for r in known):
        return known[0] or _unnamed(scene, head, span)
    parts = [r or _unnamed(scene, h, _part(h, heads, tokens)) for h, r in zip(heads, known, strict=True)]
    ids = tuple(dict.fromkeys(i for p in parts for i in p.ids))
    new = {a.id: a for p in parts for a in p.new}
    return Resolution(ids, "; ".join(dict.fromkeys(p.reason for p in parts)), tuple(new.values()))


def _part(head: Token, heads: list[Token], tokens: list[Token]) -> Span:
    """The words of one conjunct: from the last conjunction before its head to the next one."""
    start = max((h.i + 1 for h in heads if h.i < head.i), default=tokens[0].i)
    end = min((t.i for t in tokens if t.i > head.i and t.dep_ == "cc"), default=tokens[-1].i + 1)
    words = [t for t in tokens if start <= t.i < end and t.dep_ != "cc"]
    return span_of(words) or Span(head.idx, head.idx + len(head))


def _head(scene: Scene, tokens: list[Token]) -> Token | None:
    """The token that stands for the phrase: what a known mention or noun hangs on, else the first top of the words."""
    inside = {t.i for t in tokens}
    known = scene.meant.keys() | scene.authors.keys()
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    nominal = [t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or t.i in known]
    nominal = nominal or [t for t in tops if t.pos_ in {"DET", "ADJ"}]
    if nominal:
        return nominal[0]
    return next((t for t in tokens if t.i in known or t.pos_ in {"NOUN", "PROPN", "PRON"}), tops[0] if tops else None)


def _known(scene: Scene, head: Token) -> Resolution | None:
    """What the first rule that applies says; None where the phrase is only a description."""
    rules = (_pronominal, _relative, _by_name, _by_meaning, _by_product, _apposed, _spoken_for, _thread)
    return next((found for rule in rules if (found := rule(scene, head)) is not None), None)


def _phrase(scene: Scene, head: Token) -> Resolution:
    """Who is meant by the phrase of a head, for rules that look through one noun at another."""
    return _known(scene, head) or _unnamed(scene, head, phrase_of(scene.doc, head.i).span(scene.doc))


def _pronominal(scene: Scene, head: Token) -> Resolution | None:
    if head.lower_ not in PRONOUNS:
        return None
    centre = _centre(scene, head)
    if centre is not None:
        return centre
    ranked = pronoun(scene, head)
    found = ranked.referent
    if found is not None:
        listed = found.type is None or found.id in scene.discourse.referents
        new = () if listed or found.type is None else (Actor(found.id, found.label, found.type),)
        return Resolution((found.id,), f"pronoun: {found.label}", new)
    rivals = ", ".join(r.label for r in ranked.rivals)
    return Resolution((), f"ambiguous: {rivals}" if rivals else "no antecedent")


def _centre(scene: Scene, head: Token) -> Resolution | None:
    """Whom the subject before means, where the pronoun may stand for it: "The unions dispute this. *They* fear …"."""
    subject = subject_before(head)
    if subject is None:
        return None
    found = _phrase(scene, subject)
    if not found.ids or not agrees(scene, head, subject, found.ids, found.new):
        return None
    return Resolution(found.ids, f"subject before: {subject.text}", found.new)


def _relative(scene: Scene, head: Token) -> Resolution | None:
    """As in "who", "which": what the relative clause modifies."""
    if head.tag_ not in {"WP", "WDT", "WP$"}:
        return None
    verb = head.head
    while verb.dep_ in {"conj", "xcomp", "ccomp", "aux"} and verb.head.i != verb.i:
        verb = verb.head
    return _phrase(scene, verb.head) if verb.dep_ == "relcl" else Resolution((), "no antecedent")


def _by_name(scene: Scene, head: Token) -> Resolution | None:
    for name in scene.names:
        if name.span.start <= head.idx < name.span.end:
            return Resolution((actor_id(name.label),), "name")
    for act in scene.instruments:
        if any(m.start <= head.idx < m.end for m in act.mentions):
            return Resolution((act.id,), "instrument")
    return None


def _by_meaning(scene: Scene, head: Token) -> Resolution | None:
    if head.i in scene.meant:
        return Resolution((scene.meant[head.i],), "description")
    if head.i in scene.authors:
        return Resolution((scene.authors[head.i],), "text of its author")
    if is_work(scene.doc, head.i) is not None:
        author = author_in(scene.doc, phrase_of(scene.doc, head.i), scene.names)
        if author is not None:
            return Resolution((actor_id(author),), "text of its author")
    return None


def _by_product(scene: Scene, head: Token) -> Resolution | None:
    made = next((maker for span, maker in scene.products if span.start <= head.idx < span.end), None)
    return None if made is None else Resolution((made,), "maker of the product")


def _apposed(scene: Scene, head: Token) -> Resolution | None:
    """As in "Another critic, Jane Roe": the name that stands beside the noun."""
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and (named := _by_name(scene, child)) is not None:
            return Resolution(named.ids, "name in apposition")
    return None


def _spoken_for(scene: Scene, head: Token) -> Resolution | None:
    """As in "A company spokesman", "a spokesperson for X": the body; a name in apposition is the person."""
    if head.lower_ not in roles("spokesperson"):
        return None
    phrase = phrase_of(scene.doc, head.i)
    for token in reversed(phrase.modifiers(scene.doc)):
        found = _by_name(scene, token) or _by_meaning(scene, token)
        if found is not None:
            return Resolution(found.ids, "spokesperson")
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"for", "of", "at", "from"}:
            for body in child.children:
                found = _phrase(scene, body)
                if found.ids:
                    return Resolution(found.ids, "spokesperson", found.new)
        if child.dep_ == "poss":
            found = _phrase(scene, child)
            if found.ids:
                return Resolution(found.ids, "spokesperson", found.new)
    return None


def _thread(scene: Scene, head: Token) -> Resolution | None:
    community = voice_of_a_thread(scene, head)
    return None if community is None else Resolution((community,), "voice in a thread")


def _unnamed(scene: Scene, head: Token, span: Span) -> Resolution:
    if is_work(scene.doc, head.i) is not None:
        return Resolution((), "text without a known author")
    actor = description(scene, head, span)
    return (
        Resolution((), "names nobody") if actor is None else Resolution((actor.id,), "description of its own", (actor,))
    )
