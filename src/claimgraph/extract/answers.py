"""Which allegation a denial or a doubt answers. Refuses rather than guesses across what is not connected.

A denial answers an allegation that accuses the denier, or its circle, or actors of its state; or one whose words it
repeats; or the allegation of its own paragraph. A doubt of the author's answers the allegation whose words it repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from claimgraph.extract.circles import Circles, concerned, sides
from claimgraph.extract.drafts import Draft
from claimgraph.extract.lexicon import words
from claimgraph.extract.scene import Scene
from claimgraph.extract.syntax import head, lemma, lemmas, tokens_in
from claimgraph.model import Kind, Span, Stance

__all__ = ["answered", "content_words"]

_FUNCTION = {"DET", "ADP", "AUX", "PRON", "PUNCT", "CCONJ", "SCONJ", "PART", "SPACE", "SYM", "NUM", "ADV"}
_SHARED = 0.34  # of an answer's content words, in the allegation, to be about the same
_STEM = 6  # characters of a lemma
_ENOUGH = 2  # content words shared
_SURE = 1.01  # a score below rests on the denier's state alone: the first allegation against its side is meant
_WINDOW = 3  # paragraphs over which shared words alone connect


def content_words(doc: Doc, spans: Iterable[Span]) -> set[str]:
    """The words that carry meaning in some spans, cut so that "distillation" and "distil" are one."""
    return {lemma(t)[:_STEM] for t in tokens_in(doc, spans) if t.pos_ not in _FUNCTION and not t.is_stop and t.is_alpha}


def answered(scene: Scene, drafts: Sequence[Draft], circles: Circles) -> dict[int, int]:
    """Index of the draft that each answering draft answers, for those that answer one.

    Args:
        scene: the document, parsed, and its actors.
        drafts: all drafts, in document order.
        circles: who belongs together.
    """
    allegations = [i for i, d in enumerate(drafts) if d.kind is Kind.ALLEGATION and d.stance is Stance.ASSERTS]
    places = [scene.paragraph(d.content[0].start) for d in drafts]
    said = {i: content_words(scene.doc, drafts[i].content) for i in allegations}
    found = {}
    for n, draft in enumerate(drafts):
        answers = draft.stance is Stance.DENIES or (draft.stance is Stance.QUESTIONS and draft.asserter is None)
        if not answers:
            continue
        own = content_words(scene.doc, draft.content)
        scored = [
            (score, -abs(i - n) if score >= _SURE else -i, i)
            for i in allegations
            if draft.asserter is None or draft.asserter != drafts[i].asserter
            if (
                score := _fit(
                    _Likeness.of(own, said[i]), abs(places[i] - places[n]), _close(scene, circles, draft, drafts[i])
                )
            )
        ]
        if scored:
            found[n] = max(scored)[2]
        elif (near := _pointed_back(scene, draft, drafts[:n])) is not None and draft.asserter is not None:
            found[n] = near
        elif (
            draft.stance is Stance.DENIES
            and n - 1 in found
            and drafts[n - 1].stance is Stance.DENIES
            and places[n - 1] == places[n]
        ):
            found[n] = found[n - 1]  # one denial goes on in the next sentence
    return found


def _pointed_back(scene: Scene, draft: Draft, before: Sequence[Draft]) -> int | None:
    """What a denial of "the accusation" or "that description" points back at: the last thing that another said.

    An allegation is looked for some paragraphs back and goes before anything else, which must be near.
    """
    noun = head(tokens_in(scene.doc, draft.content))
    if draft.stance is not Stance.DENIES or noun is None or not any(f in words("charges") for f in lemmas(noun)):
        return None
    here = scene.paragraph(draft.start)
    said = [i for i, d in enumerate(before) if d.asserter != draft.asserter and d.stance is Stance.ASSERTS]
    charges = [i for i in said if before[i].kind is Kind.ALLEGATION]
    near = [i for i in charges if here - scene.paragraph(before[i].start) <= _WINDOW]
    return max(near or [i for i in said if here - scene.paragraph(before[i].start) <= 1], default=None)


class _Likeness(NamedTuple):
    """How much of an answer's words an allegation has: the share of them, and whether that is enough to go by."""

    share: float
    telling: bool

    @classmethod
    def of(cls, own: set[str], theirs: set[str]) -> _Likeness:
        shared = len(own & theirs)
        share = shared / len(own) if own else 0.0
        return cls(share, share >= _SHARED and (shared >= _ENOUGH or len(own) <= _ENOUGH))


def _close(scene: Scene, circles: Circles, draft: Draft, target: Draft) -> int | None:
    """How near the denier is to the accused; None for the author, who is near nobody."""
    about = concerned(scene, target)
    return max((circles.closeness(side, about) for side in sides(scene, draft)), default=None)


def _fit(like: _Likeness, apart: int, close: int | None) -> float:
    """How well an allegation fits as what is answered; 0 for not at all. `apart` counts paragraphs."""
    if close == 1 and not like.telling:
        return 1.0
    if close:
        return 2.0 * close + like.share + 1.0 / (2 + apart)
    if like.telling and (close is None or apart <= _WINDOW):
        return 1.0 + like.share
    return 0.0
