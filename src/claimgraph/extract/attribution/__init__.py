"""Who says what: source, cue and content, by rules over the dependency parse and a lexicon of cues."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from claimgraph.extract.attribution.page import Draft, Page, page_of
from claimgraph.extract.attribution.spans import content_spans, plain_spans
from claimgraph.extract.attribution.verbs import verb_attribution
from claimgraph.extract.found import Attribution

__all__ = ["HANDLE", "attributions"]

HANDLE = "attribution.rules.v1"


def attributions(doc: Doc) -> list[Attribution]:
    """Every attribution of a parsed document, in document order, nested ones included.

    The Doc needs tags, lemmas and dependencies; its text is not changed. See each construction's own function for
    what it finds.
    """
    page = page_of(doc)
    found = [_attribution(page, draft) for draft in _drafts(page)]
    return sorted((a for a in found if a.content), key=_place)


def _drafts(page: Page) -> Iterator[Draft]:
    for token in page.doc:
        if token.pos_ in {"VERB", "AUX"}:
            draft = verb_attribution(page, token)
            if draft is not None:
                yield draft


def _attribution(page: Page, draft: Draft) -> Attribution:
    return Attribution(
        source=plain_spans(page, draft.source),
        cue=plain_spans(page, draft.cue),
        content=content_spans(page, draft.content),
        construction=draft.construction,
        cue_lemma=draft.lemma,
        handle=HANDLE,
    )


def _place(found: Attribution) -> tuple[int, int, str]:
    spans = (*found.source, *found.cue, *found.content)
    return min(s.start for s in spans), -max(s.end for s in spans), found.construction
