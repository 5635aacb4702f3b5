"""Who publishes and writes a document, by its metadata; and whom "we" means in it."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene, actor_of
from claimgraph.extract.actors.discourse import Ranked, Referent
from claimgraph.extract.actors.forms import find_forms
from claimgraph.extract.actors.gazetteer import entry, find
from claimgraph.extract.actors.kinds import by_words
from claimgraph.extract.actors.masthead import labelled, masthead
from claimgraph.extract.actors.people import is_full_name, title_at
from claimgraph.model import Actor, ActorType
from claimgraph.model.identifiers import actor_id

__all__ = ["creator_actor", "first_person", "publisher_actor"]

_OPENING = 300  # characters that may name the body that speaks
_BODIES = {ActorType.ORGANIZATION, ActorType.COMPANY, ActorType.GOVERNMENT_BODY}


def publisher_actor(name: str) -> Actor:
    """The actor that a publisher's name in metadata means; unknown names are organisations."""
    return _named(name, ActorType.ORGANIZATION)


def creator_actor(name: str) -> Actor:
    """The actor that an author's name in metadata means; unknown names are persons unless their words say otherwise."""
    return _named(name, ActorType.PERSON)


def _named(name: str, default: ActorType) -> Actor:
    plain = " ".join(name.split()).removeprefix("By ").removeprefix("by ").strip(" ,")
    for hit in find(plain):
        known = entry(hit.alias.label)
        if hit.span == (0, len(plain)) and known is not None:
            return actor_of(known.label, known.type, aliases=(plain,))
    form = next((f for f in find_forms(plain) if f.span == (0, len(plain))), None)
    if form is not None:
        return actor_of(form.label, form.type, aliases=(plain,))
    words = plain.split()
    while words and (title := title_at(words, 0)) is not None and len(words) > len(title.words):
        words = words[len(title.words) :]
    kind = by_words(words) if words else None
    if kind is None:
        kind = ActorType.PERSON if words and is_full_name(words) else default
    return actor_of(" ".join(words) or plain, kind, aliases=(plain,))


def first_person(scene: Scene, token: Token, *, plural: bool) -> Ranked:
    """Whom "I" or "we" means outside quotations, where the document tells.

    The speaker whose label opens the line. Else "I" is the only person among the creators. "We" is the organisation
    among the creators, else the publisher, else the body that the masthead names as a whole, else the one body that
    the opening of an impersonal text names.
    """
    speaker = labelled(scene, token)
    if speaker is not None:
        return Ranked(speaker)
    meta = scene.document.metadata
    declared = [creator_actor(c) for c in meta.creators]
    if not plural:
        persons = [a for a in declared if a.type is ActorType.PERSON]
        return Ranked(_referent(persons[0]) if len(persons) == 1 else None)
    if meta.publisher:
        declared.append(publisher_actor(meta.publisher))
    body = next((a for a in declared if a.type in _BODIES), None)
    if body is not None:
        return Ranked(_referent(body))
    issuer = masthead(scene)
    if issuer is not None:
        return Ranked(issuer)
    opening = {n.label: n for n in scene.names if n.span.end <= _OPENING}
    bodies = [n for n in opening.values() if n.type in _BODIES]
    personal = len(bodies) < len(opening) or any(t.text == "I" for t in scene.doc)
    if len(bodies) != 1 or personal:
        return Ranked(None, tuple(Referent(actor_id(n.label), n.label, n.type) for n in bodies))
    return Ranked(Referent(actor_id(bodies[0].label), bodies[0].label, bodies[0].type))


def _referent(actor: Actor) -> Referent:
    return Referent(actor.id, actor.label, actor.type)
