"""Which assertions a mention of evidence bears on, and who offers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from claimgraph.extract.drafts import Draft
from claimgraph.extract.evidence import Mentioned
from claimgraph.extract.scene import Scene, named
from claimgraph.extract.syntax import covers, overlaps
from claimgraph.model import Disclosure, Kind, Span, Stance

__all__ = ["borne_on", "offerer"]

_SUMMING_UP = {"those", "these", "they", "such", "none", "neither", "that", "this", "both"}


def borne_on(scene: Scene, item: Mentioned, drafts: Sequence[Draft], answers: Mapping[int, int]) -> tuple[int, ...]:
    """Indices of the drafts that an evidence item is offered for, or that are said to lack it.

    Nearest first: what the item's own words say that it is evidence of; the attribution that it is part of; the
    allegation of its sentence; the allegations that its sentence sums up; those before it in its paragraph.

    Args:
        scene: the document, parsed, and its actors.
        item: the mention.
        drafts: all drafts, in document order.
        answers: which draft an answering draft answers.
    """
    if item.disclosure in {Disclosure.ABSENT, Disclosure.UNDISCLOSED} and (mine := _by_holder(scene, item, drafts)):
        return mine
    bounds = Span(item.noun.sent.start_char, item.noun.sent.end_char)
    here = [n for n, d in enumerate(drafts) if overlaps(d.extent, bounds) and not _is_doubt(d)]
    if item.disclosure is Disclosure.ABSENT:
        charged = [n for n in here if drafts[n].kind is Kind.ALLEGATION]
        here = charged or [n for n in here if covers(drafts[n].content, item.span.start)]
        return tuple(here[:1]) or _lacked(scene, item, drafts, answers)
    return (_closest(item, drafts, here),) if here else _before(scene, item, drafts)


def _before(scene: Scene, item: Mentioned, drafts: Sequence[Draft]) -> tuple[int, ...]:
    """The last allegation before an item in its paragraph, else the last thing said there."""
    own = scene.paragraph(item.span.start)
    said = [n for n, d in enumerate(drafts) if d.start < item.span.start and scene.paragraph(d.start) == own]
    said = [n for n in said if not _is_doubt(drafts[n])]
    return tuple([n for n in said if drafts[n].kind is Kind.ALLEGATION][-1:] or said[-1:])


def _lacked(scene: Scene, item: Mentioned, drafts: Sequence[Draft], answers: Mapping[int, int]) -> tuple[int, ...]:
    """The allegations that lack it: of its paragraph, those summed up ("those are claims"), or the last one nearby."""
    own = scene.paragraph(item.span.start)
    place = [scene.paragraph(d.start) for d in drafts]
    allegations = [n for n, d in enumerate(drafts) if d.kind is Kind.ALLEGATION and d.start < item.span.start]
    doubts = [answers[n] for n, d in enumerate(drafts) if _is_doubt(d) and place[n] == own and n in answers]
    same = {*[n for n in allegations if place[n] == own][-1:], *doubts}
    if same:
        return tuple(sorted(same))
    last = place[allegations[-1]] if allegations else -1
    first = next((t for t in item.noun.sent if t.is_alpha), None)
    if allegations and first is not None and first.lower_ in _SUMMING_UP:
        return tuple(n for n in allegations if place[n] == last)
    return tuple(allegations[-1:]) if allegations and own - last <= 1 else _before(scene, item, drafts)


def _by_holder(scene: Scene, item: Mentioned, drafts: Sequence[Draft]) -> tuple[int, ...]:
    """The last allegation, in a sentence before an item, of who does not show it: it lacks for what they allege."""
    holders = {i for noun in item.offerer for i in named(scene, noun)}
    start = item.noun.sent.start_char
    theirs = [n for n, d in enumerate(drafts) if d.asserter in holders and d.start < item.span.start]
    return tuple([n for n in theirs if drafts[n].kind is Kind.ALLEGATION and drafts[n].start < start][-1:])


def _is_doubt(draft: Draft) -> bool:
    return draft.asserter is None and draft.stance is Stance.QUESTIONS


def _closest(item: Mentioned, drafts: Sequence[Draft], here: Iterable[int]) -> int:
    """The draft of a sentence that the item belongs to."""

    def rank(n: int) -> tuple[int, int]:
        draft = drafts[n]
        if item.content is not None and covers(draft.content, item.content.idx):
            fit = 0
        elif any(overlaps(s, item.span) for s in (*draft.source, *draft.cue)):
            fit = 1
        elif draft.kind is Kind.ALLEGATION:
            fit = 2
        else:
            fit = 3
        return fit, draft.extent.end - draft.extent.start

    return min(here, key=rank)


def offerer(scene: Scene, item: Mentioned, drafts: Sequence[Draft], supports: Sequence[int]) -> str | None:
    """The actor that offers or has an item: named beside it, else the asserter of what it is offered for.

    What the document itself says is shown ("X said that P. Logs show that P.") is offered by nobody that it names.
    """
    if item.disclosure is Disclosure.ABSENT:
        return None
    for noun in item.offerer:
        found = [i for i in (*named(scene, noun), *_its_owner(scene, noun)) if i.startswith("actor/")]
        if found:
            return found[0]
    within = any(overlaps(s, item.span) for d in drafts for s in d.content)
    if item.construction == "witnessed" or (item.construction == "shown" and not within):
        return None
    asserters = [drafts[n].asserter for n in supports]
    return next((a for a in asserters if a is not None and a.startswith("actor/")), None)


def _its_owner(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Of "data from our survey", whom "our" means."""
    return next((named(scene, c) for c in noun.children if c.dep_ == "poss" and c.pos_ == "PRON"), ())
