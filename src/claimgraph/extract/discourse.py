"""What an assertion is by what was said before it: an allegation carried on, a denial that does not say "deny".

A speaker who has just accused somebody and goes on about them is still accusing. Somebody accused who then negates
something, or goes on after denying, is denying. Nobody is accused whom the allegations before did not name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from claimgraph.extract.circles import Circles, concerned, sides
from claimgraph.extract.drafts import Draft
from claimgraph.extract.lexicon import words
from claimgraph.extract.scene import Scene, named
from claimgraph.extract.syntax import predicate, subjects, tokens_in
from claimgraph.model import Kind, Stance

__all__ = ["in_context"]

_WINDOW = 3  # paragraphs that an accusation stays in mind
_AFFILIATED = 2  # of `Circles.closeness`
_PLAIN = {Kind.OTHER, Kind.ASSESSMENT}
_THIRD = {"they", "this", "that"}
_NEGATIONS = {"not", "n't", "never", "no", "nobody", "nothing", "none", "neither", "nor"}


def in_context(scene: Scene, drafts: Sequence[Draft], circles: Circles) -> list[Draft]:
    """The drafts, read again with those before them in mind."""
    read: list[Draft] = []
    for draft in drafts:
        recent = [d for d in read if scene.paragraph(draft.start) - scene.paragraph(d.start) <= _WINDOW]
        read.append(_reread(scene, draft, recent, circles))
    return read


def _reread(scene: Scene, draft: Draft, recent: Sequence[Draft], circles: Circles) -> Draft:
    charges = [d for d in recent if d.kind is Kind.ALLEGATION and d.stance is Stance.ASSERTS]
    if draft.kind is Kind.ALLEGATION and not draft.accused:
        return _about_the_accused(draft, charges)
    if draft.kind not in _PLAIN or draft.stance is not Stance.ASSERTS or draft.asserter is None:
        return draft
    if charges and recent[-1] is charges[-1] and _goes_on(scene, draft, charges[-1]):
        return replace(draft, kind=Kind.ALLEGATION, accused=charges[-1].accused)
    if _answers(scene, draft, recent, charges, circles):
        return replace(draft, kind=Kind.DENIAL, stance=Stance.DENIES)
    return draft


def _about_the_accused(draft: Draft, charges: Sequence[Draft]) -> Draft:
    """An allegation whose words name nobody is about whom the last one accused, if that is not its own speaker.

    If there is none it accuses nobody, and so is an assessment.
    """
    last = next((c.accused for c in reversed(charges) if c.accused and draft.asserter not in c.accused), ())
    if not last:
        return replace(draft, kind=Kind.ASSESSMENT, conduct=())
    return replace(draft, accused=last)


def _goes_on(scene: Scene, draft: Draft, charge: Draft) -> bool:
    """Whether the speaker of a charge goes on, in its paragraph, about whom it accuses."""
    if draft.asserter != charge.asserter or scene.paragraph(draft.start) != scene.paragraph(charge.start):
        return False
    top = predicate(tokens_in(scene.doc, draft.content))
    if top is None or top.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
        return False
    who = [(w, set(named(scene, w))) for w in subjects(top)]
    return any(ids & set(charge.accused) or (not ids and w.lower_ in _THIRD) for w, ids in who)


def _answers(scene: Scene, draft: Draft, recent: Sequence[Draft], charges: Sequence[Draft], circles: Circles) -> bool:
    """Whether somebody accused contradicts: by a negation, by a verb of countering, or going on after a denial."""
    if draft.asserter is None:
        return False
    others = [c for c in charges if c.asserter != draft.asserter]
    own = sides(scene, draft)
    if not any(circles.closeness(s, concerned(scene, c)) >= _AFFILIATED for s in own for c in others):
        return False
    if draft.cue_entry is not None and draft.cue_entry.lemma in words("counters"):
        return True
    top = predicate(tokens_in(scene.doc, draft.content))
    if top is not None and _is_negative(top):
        return True
    before = recent[-1]
    return (
        before.kind is Kind.DENIAL and before.asserter in own and (not draft.cue or before.asserter != draft.asserter)
    )


def _is_negative(top: Token) -> bool:
    """Whether a clause is negated at its verb, or in a subject or object of it: "nobody looked", "had no need"."""
    near = [top, *top.children]
    return any(
        t.lower_ in _NEGATIONS for n in near for t in (n, *n.children) if n.dep_ not in {"advcl", "relcl", "ccomp"}
    )
