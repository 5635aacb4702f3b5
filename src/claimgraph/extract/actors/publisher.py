"""Who publishes and writes a document, by its metadata; and whom "we" means in it."""

from __future__ import annotations

from claimgraph.extract.actors.cast import Scene, actor_of
from claimgraph.extract.actors.discourse import Ranked, Referent
from claimgraph.extract.actors.forms import find_forms
from claimgraph.extract.actors.gazetteer import entry, find
from claimgraph.extract.actors.kinds import by_words
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


def first_person(scene: Scene) -> Ranked:
    """ "We": the organisation among the creators, else the publisher, else the one body that the opening names."""
    meta = scene.document.metadata
    declared = [creator_actor(c) for c in meta.creators] + ([publisher_actor(meta.publisher)] if meta.publisher else [])
    for actor in declared:
        if actor.type in _BODIES:
            return Ranked(Referent(actor.id, actor.label, actor.type))
    opening = {n.label: n for n in scene.names if n.span.end <= _OPENING and n.type in _BODIES}
    if len(opening) != 1:
        return Ranked(None, tuple(Referent(actor_id(n.label), n.label, n.type) for n in opening.values()))
    name = next(iter(opening.values()))
    return Ranked(Referent(actor_id(name.label), name.label, name.type))
