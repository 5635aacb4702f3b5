"""Who is there in a document, and who is meant.

`find_actors` gives a `Cast`: actors, instruments and affiliations, and `resolve` for the words that name a source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from claimgraph.extract.actors.cast import Scene, read_scene
from claimgraph.extract.actors.publisher import creator_actor, publisher_actor
from claimgraph.extract.actors.resolving import Resolution, resolve
from claimgraph.extract.actors.unnamed import described_at
from claimgraph.model import Actor, Affiliation, Document, Instrument, Span

__all__ = ["Cast", "Resolution", "creator_actor", "find_actors", "gather", "publisher_actor"]


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors and instruments of one document, in order of first mention."""

    scene: Scene

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every named actor, whether it does anything or not; the composer keeps those that do."""
        return self.scene.actors

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The policy instruments."""
        return self.scene.instruments

    @property
    def affiliations(self) -> tuple[Affiliation, ...]:
        """Ties between actors of this cast, stated by the text or declared by the gazetteer."""
        return self.scene.affiliations

    def resolve(self, start: int, end: int) -> Resolution:
        """Whom the words at characters [start, end) mean."""
        return resolve(self.scene, Span(start, end))

    def describe(self, start: int, end: int) -> Actor | None:
        """A new unnamed actor whose label is the words at [start, end); None where there are no words."""
        return described_at(self.scene, Span(start, end))


def find_actors(doc: Doc, document: Document) -> Cast:
    """The cast of a document. `doc` is its parse, with `doc.text == document.text`."""
    return Cast(read_scene(doc, document))


def gather(cast: Cast, ids: Iterable[str], new: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors with these ids, from the cast and from resolutions; mentions of one actor are joined."""
    wanted = set(ids)
    found: dict[str, Actor] = {}
    for actor in (*cast.actors, *new):
        if actor.id in wanted:
            before = found.get(actor.id)
            spans = tuple(sorted({*actor.mentions, *(before.mentions if before else ())}))
            found[actor.id] = Actor(actor.id, actor.label, actor.type, spans, actor.aliases, actor.wikidata)
    return tuple(sorted(found.values(), key=lambda a: (a.mentions[:1] or (Span(1 << 60, 0),), a.id)))
