"""Kinds, stances and accused of assertions: what the rules read, unless what was learned is surer of another.

Cross-validation over the first series of `tests/eval/corpus` (`tests/eval/sort_lessons.py --measure`), kinds right
where the content is:

- The rules alone 0.57, with what was learned 0.65, at a margin of 0.15 as at none. A small margin is kept because the
  model has seen invented texts only: on news that was not written for it, it turned right readings of the rules into
  wrong ones. A margin of 0.3 costs one point of F1 in kinds and in whom is accused.
- A second pass, with the kinds of the first as signs ("its speaker was accused before", "the one before was an
  allegation"), gained nothing. With the readers' own kinds for those signs it would reach 0.65.
- What a sentence's words mean, as vectors of a sentence encoder, gained nothing beyond these signs.
- Hedges are left to the lexicon: over all assertions F1 is 0.52 by it as by a learned model that has it as a sign.
- A tagger's chances beside those of the signs, as a geometric mean: on 46 documents that neither had learned from, the
  kinds rise from 0.49 to 0.53 (F1), at a share of 0.3 as at 0.7. Its mentions of the accused come after the rules' own.
- Of the accused, a candidate that is not likelier than all others together is wrong more often than not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from claimgraph.extract.accusing import alleged_conducts, deeds
from claimgraph.extract.drafts import CHARACTERISES, OWN_VOICE, Draft
from claimgraph.extract.found import Sort
from claimgraph.extract.scene import Scene
from claimgraph.extract.sorting.model import Linear, Sorter, shipped, softmax
from claimgraph.extract.sorting.signs import signs
from claimgraph.extract.sorting.whom import candidates
from claimgraph.extract.syntax import tokens_in
from claimgraph.model import Kind, Stance

__all__ = ["Given", "given", "is_open", "sort", "sorted_out"]

_SHARE = 0.3  # of the tagger, beside what the signs say
_MARGIN = 0.15  # by which another kind must be likelier than the rules'
_CLOSE_MARGIN = 0.5  # the same between kinds that readers often part over
_CLOSE = {Kind.ASSESSMENT, Kind.OTHER}
_LIKELY = 0.5  # chance from which one of the candidates is accused
_EXCLUDED = 0.05  # chance below which an allegation of the rules is none


class Given(NamedTuple):
    """A document to sort: its scene, its drafts as the rules read them, and the signs of each."""

    scene: Scene
    drafts: tuple[Draft, ...]
    signs: tuple[frozenset[str], ...]


def sort(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a document, sorted by the model that comes with the package."""
    return sorted_out(shipped(), given(scene, drafts))


def given(scene: Scene, drafts: Sequence[Draft]) -> Given:
    """The drafts of a document with their signs."""
    return Given(scene, tuple(drafts), tuple(signs(scene, d) if is_open(d) else frozenset() for d in drafts))


def is_open(draft: Draft) -> bool:
    """Whether a draft's sort is to be decided: not of what is only there because it alleges or doubts."""
    return draft.handle != OWN_VOICE


def sorted_out(sorter: Sorter, document: Given) -> list[Draft]:
    """The drafts with kind, stance, accused and conduct decided."""
    read: list[Draft] = []
    for draft, own in zip(document.drafts, document.signs, strict=True):
        if not is_open(draft):
            read.append(draft)
            continue
        labelled = _labelled(draft, sorter.sort.chances(own))
        read.append(_accusing(sorter.accused, document.scene, labelled, read, draft.kind))
    return read


def _labelled(draft: Draft, chances: Mapping[str, float]) -> Draft:
    """A draft with the likeliest kind and, of that kind, the likeliest stance."""
    by_signs = sum(c for label, c in chances.items() if label.partition("/")[0] == Kind.ALLEGATION)
    chances = _weighed(chances, draft.sort)
    kinds: dict[str, float] = dict.fromkeys(Kind, 0.0)
    for label, chance in chances.items():
        kinds[label.partition("/")[0]] += chance
    if draft.construction in CHARACTERISES and not draft.accused:
        kinds[Kind.ALLEGATION] = 0.0  # it accuses whom it characterises, and that is no actor: a rule, a decision
    kind = max(kinds, key=kinds.__getitem__)
    if draft.kind is Kind.ALLEGATION and draft.accused and by_signs > _EXCLUDED:
        kind = Kind.ALLEGATION
    if kinds[kind] - kinds[draft.kind] < (_CLOSE_MARGIN if {kind, draft.kind} == _CLOSE else _MARGIN):
        kind = draft.kind
    stances = {s: c for s, c in chances.items() if s.partition("/")[0] == kind}
    if not stances or (kind == draft.kind == Kind.ALLEGATION):
        return draft
    stance = max(sorted(stances), key=stances.__getitem__)
    return replace(draft, kind=Kind(kind), stance=Stance(stance.partition("/")[2]))


def _weighed(chances: Mapping[str, float], told: Sort | None) -> Mapping[str, float]:
    """The chances of labels by signs and by a tagger, as a geometric mean."""
    if told is None:
        return chances
    both = {}
    for label, chance in chances.items():
        kind, _, stance = label.partition("/")
        both[label] = chance ** (1 - _SHARE) * (told.kinds[Kind(kind)] * told.stances[Stance(stance)]) ** _SHARE
    total = sum(both.values())
    return {label: chance / total for label, chance in both.items()}


def _accusing(ranker: Linear, scene: Scene, draft: Draft, before: Sequence[Draft], ruled: Kind) -> Draft:
    """A draft with its accused and conduct; an allegation that can mean nobody is what it was by the rules."""
    if draft.kind is not Kind.ALLEGATION:
        return replace(draft, accused=(), conduct=())
    accused = draft.accused or _pointed_out(scene, draft) or _likeliest(ranker, scene, draft, before)
    if not accused:
        return replace(draft, kind=Kind.ASSESSMENT if ruled is Kind.ALLEGATION else ruled, accused=(), conduct=())
    if accused == draft.accused:
        return draft
    content = tokens_in(scene.doc, draft.content)
    done = deeds(scene, content, accusing=True)
    return replace(draft, accused=accused, conduct=alleged_conducts(scene, content, done))


def _pointed_out(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Whom the spans mean that another extractor has pointed at."""
    spans = draft.sort.accused if draft.sort is not None else ()
    found = scene.answerable(i for s in spans for i in scene.resolve(s))
    return tuple(i for i in found if i != draft.asserter)


def _likeliest(ranker: Linear, scene: Scene, draft: Draft, before: Sequence[Draft]) -> tuple[str, ...]:
    """The candidate that is likelier than not; nobody where no one is."""
    found = sorted(candidates(scene, draft, before).items())
    if not found:
        return ()
    chances = softmax(np.array([ranker.fit(signs_) for _, signs_ in found], dtype=np.float32))
    best = max(range(len(found)), key=chances.__getitem__)
    return (found[best][0],) if chances[best] >= _LIKELY else ()
