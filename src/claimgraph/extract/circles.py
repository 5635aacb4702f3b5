"""Who belongs together: by affiliation, by name, by state; and whom somebody speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.drafts import Draft
from claimgraph.extract.lexicon import rows, words
from claimgraph.extract.scene import Scene
from claimgraph.extract.syntax import lemmas, tokens_in
from claimgraph.model import ActorType, Affiliation, Span
from claimgraph.model.identifiers import normalise

__all__ = ["Circles", "concerned", "sides", "states_in"]


class Circles:
    """Who belongs together: affiliations closed both ways, and states that a name is of."""

    def __init__(self, labels: Mapping[str, str], affiliations: Iterable[Affiliation]) -> None:
        self._labels = labels
        self._near: dict[str, set[str]] = {}
        for tie in affiliations:
            self._near.setdefault(tie.actor, set()).add(tie.other)
            self._near.setdefault(tie.other, set()).add(tie.actor)

    def closeness(self, denier: str, accused: Sequence[str]) -> int:
        """3: the same actor, or a shorter form of its name; 2: affiliated; 1: of one state; 0: unconnected."""
        name = set(normalise(self._labels.get(denier, "")).split())
        names = [set(normalise(self._labels.get(a, "")).split()) for a in accused]
        if denier in accused or any(name and n and (name <= n or n <= name) for n in names):
            return 3
        if self._near.get(denier, set()) & set(accused):
            return 2
        own = states_in(self._labels.get(denier, ""))
        return int(any(own & states_in(self._labels.get(a, "")) for a in accused))


@cache
def _states() -> Mapping[str, str]:
    """State by any word for it, in lower case."""
    found = {}
    for row in rows("states", ("state", "demonyms", "capital")):
        for word in (row["state"], *row["demonyms"].split("|"), row["capital"]):
            if word:
                found[word.lower()] = row["state"]
    return MappingProxyType(found)


@lru_cache(maxsize=1024)
def states_in(name: str) -> frozenset[str]:
    """The states that a name mentions, by name, demonym or capital."""
    padded = f" {name.lower().replace(chr(8217), chr(39)).replace(chr(39) + 's', ' ').replace(',', ' ')} "
    return frozenset(state for word, state in _states().items() if f" {word} " in padded)


def concerned(scene: Scene, charge: Draft) -> tuple[str, ...]:
    """Whom an allegation is about: its accused, or whoever its words name where these could not be resolved."""
    return charge.accused or tuple(i for s in charge.content for i in scene.inside(s) if i != charge.asserter)


def sides(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """An asserter and whom it speaks for; nobody in the author's voice."""
    return () if draft.asserter is None else (draft.asserter, *_spoken_for(scene, draft))


def _spoken_for(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Whom a spokesperson without a named employer speaks for: the last body named before, in the paragraph."""
    source = tokens_in(scene.doc, draft.source)
    if not any(form in roles("spokesperson") or form in words("mouthpieces") for t in source for form in lemmas(t)):
        return ()
    before = scene.inside(Span(scene.paragraph_start(draft.start), draft.start))
    return tuple(i for i in before if scene.types[i] is not ActorType.PERSON)[-1:]
