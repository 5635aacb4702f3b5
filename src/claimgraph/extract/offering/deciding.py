"""The evidence of a document: which of the mentions are, what the text says of their being shown, what they bear on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from claimgraph.extract.drafts import Draft
from claimgraph.extract.evidence import Mentioned, considered
from claimgraph.extract.offering.model import Judge, shipped
from claimgraph.extract.offering.signs import (
    Considered,
    Ground,
    Place,
    bearing_signs,
    ground,
    item_signs,
    places,
    topics,
)
from claimgraph.extract.records import Offered
from claimgraph.extract.scene import Scene, named
from claimgraph.extract.supporting import borne_on, offerer
from claimgraph.extract.syntax import lemma
from claimgraph.model import Disclosure

__all__ = ["Candidate", "bearings", "candidates", "judged", "offered"]

_WINDOW = 40  # sentences before or after a mention in which what it bears on is looked for
# constructions that say whether evidence can be seen
_SAID = {"given", "original", "lacking", "kept_back", "held", "missing", "witnessed"}
_SECOND = 0.5  # from which chance on it bears on a further draft


class Candidate(NamedTuple):
    """A mention, where it stands, and its signs."""

    item: Mentioned
    place: Place
    signs: frozenset[str]


def candidates(base: Ground) -> Iterator[Candidate]:
    """The mentions of a document's body, in order."""
    scene = base.scene
    items = [i for i in considered(scene.doc) if i.span.start >= scene.document.body_start]
    seen: Counter[str] = Counter()
    for item, own in zip(items, places(scene, [i.span.start for i in items]), strict=True):
        yield Candidate(item, own, item_signs(base, item, own, seen))
        seen[lemma(item.noun)] += 1


def bearings(base: Ground, answers: Mapping[int, int], item: Mentioned, own: Place) -> dict[int, frozenset[str]]:
    """The signs of a mention's bearing on each draft that is near enough."""
    rule = borne_on(base.scene, item, base.drafts, answers)
    owners = frozenset(i for noun in item.offerer for i in named(base.scene, noun))
    near = [n for n, place in enumerate(base.at) if abs(own.sentence - place.sentence) <= _WINDOW]
    mention = Considered(item, own, topics(item.noun.sent), owners, rule)
    return {n: bearing_signs(base, mention, n) for n in near}


def offered(scene: Scene, drafts: Sequence[Draft], answers: Mapping[int, int]) -> Iterator[Offered]:
    """The evidence of a document, with what it bears on and who offers it, in document order.

    Raises:
        MissingModel: the judge is not installed.
    """
    return judged(shipped(), ground(scene, drafts), answers)


def judged(judge: Judge, base: Ground, answers: Mapping[int, int]) -> Iterator[Offered]:
    """The same by a judge."""
    for item, own, signs in candidates(base):
        if not _is_plain(item) and judge.evidence.chances(signs)["yes"] < judge.threshold:
            continue
        read = replace(item, disclosure=_disclosure(judge, item, signs))
        about = _about(judge, item, bearings(base, answers, item, own))
        yield read, about, offerer(base.scene, read, base.drafts, about)


def _about(judge: Judge, item: Mentioned, signs: Mapping[int, frozenset[str]]) -> tuple[int, ...]:
    """The drafts that a mention bears on: the likeliest, and all that are likely.

    What somebody is said to have ("has evidence that P") is evidence of one thing.
    """
    fits = {n: judge.bearing.chances(s)["yes"] for n, s in signs.items()}
    best = max(fits, key=lambda n: (fits[n], -n), default=None)
    one = item.construction == "held"
    return tuple(n for n in fits if n == best or (fits[n] >= _SECOND and not one))


def _is_plain(item: Mentioned) -> bool:
    """Whether the words alone make it evidence.

    It is said by its name to be lacking or kept back ("no evidence", "did not publish the proof"), or the text vouches
    for a source ("is an official document"), or its own reporter has looked.
    """
    by_name = item.use == "always" and item.construction in {"lacking", "kept_back"}
    return by_name or item.construction in {"original", "witnessed"}


def _disclosure(judge: Judge, item: Mentioned, signs: frozenset[str]) -> Disclosure:
    """What the text says of its being shown: in so many words, or by the signs."""
    if item.construction in _SAID:
        return item.disclosure
    chances = judge.disclosure.chances(signs)
    return Disclosure(max(sorted(chances), key=chances.__getitem__))
