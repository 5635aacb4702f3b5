"""Quotations that go on after their cue: "“A,” X said. *“B.”*" — B has neither a source nor a cue of its own."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.attribution.marks import STOPS
from claimgraph.extract.attribution.page import Draft, Page, Quotation

__all__ = ["continued_quotations"]

_NOBODY: frozenset[int] = frozenset()
_FAR = 40  # tokens of the rest of a cue's sentence


def continued_quotations(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Utterances that nobody is said to say, but that follow a quotation of somebody in the same paragraph.

    Also the next paragraph of a quotation whose paragraph ended without a closing mark.
    """
    outer = [d for d in drafts if any(page.held_by[i] < 0 for i in d.cue)]
    content = {i for d in outer for i in d.content}
    cues = {i for d in outer for i in d.cue}
    found: list[Draft] = []
    spoken: Quotation | None = None
    for quotation in page.quotations:
        if content.issuperset(range(quotation.first + 1, quotation.end - 1)):
            spoken = quotation
            continue
        if not quotation.utterance:
            continue
        follows = spoken is not None and _follows(page, spoken, quotation, cues)
        if not follows or content & set(range(quotation.first, quotation.end)):
            spoken = None
            continue
        found.append(
            Draft(_NOBODY, _NOBODY, frozenset(range(quotation.first, quotation.end)), "continued quotation", "")
        )
        spoken = quotation
    return found


def _follows(page: Page, before: Quotation, after: Quotation, cues: set[int]) -> bool:
    """Does a quotation begin a sentence right behind the one that holds the cue of the quotation before?"""
    doc = page.doc
    between = range(before.end, after.first)
    if not before.closed:
        return all(doc[i].is_space for i in between)
    if len(between) > _FAR or any("\n" in doc[i].text for i in between):
        return False
    lead = next((doc[i] for i in reversed(between) if not doc[i].is_space), None)
    if lead is None or lead.text not in STOPS:
        return False
    stops = [i for i in between if doc[i].text in STOPS]
    return len(stops) == 1 and any(i in cues for i in between)
