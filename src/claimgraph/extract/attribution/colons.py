"""A quotation behind a colon, whatever the verb before it: "She hit back at them: “…”", "From the letter: “…”"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from claimgraph.extract.attribution.page import Draft, Page, Quotation
from claimgraph.extract.attribution.phrases import child, subject

__all__ = ["colon_quotations"]

_FAR = 60  # tokens between a verb and the colon that its clause ends with


def colon_quotations(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Utterances that a colon leads to and that are nobody's content yet: the clause before the colon is their cue."""
    content = {i for d in drafts if any(page.held_by[i] < 0 for i in d.cue) for i in d.content}
    for quotation in page.quotations:
        if quotation.utterance and quotation.first + 1 not in content:
            draft = _led(page, quotation)
            if draft is not None:
                yield draft


def _led(page: Page, quotation: Quotation) -> Draft | None:
    doc = page.doc
    colon = quotation.first - 1
    while colon >= 0 and doc[colon].is_space:
        colon -= 1
    if colon < 1 or doc[colon].text != ":":
        return None
    verb = _verb_before(page, colon)
    if verb is None:
        return None
    source = frozenset(i for i in subject(verb) if i < verb.i)
    if not source:
        return None
    cue = frozenset(range(verb.i, colon)) - source
    return Draft(source, cue, frozenset(range(quotation.first, quotation.end)), "quotation after a colon", "")


def _verb_before(page: Page, colon: int) -> Token | None:
    """The nearest verb with a subject before a colon, in its sentence."""
    doc = page.doc
    for number in range(colon - 1, max(-1, colon - _FAR), -1):
        token = doc[number]
        if token.pos_ == "VERB" and child(token, "nsubj") is not None:
            return token
        if token.is_sent_start:
            return None
    return None
