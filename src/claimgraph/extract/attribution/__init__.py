"""Who says what: source, cue and content, by rules over the dependency parse and a lexicon of cues."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from claimgraph.extract.attribution.adjectives import adjective_attribution
from claimgraph.extract.attribution.adjuncts import according_to, hearsay_adverb
from claimgraph.extract.attribution.colons import colon_quotations
from claimgraph.extract.attribution.continued import continued_quotations
from claimgraph.extract.attribution.headlines import speaker_lines
from claimgraph.extract.attribution.misread import misread_verb
from claimgraph.extract.attribution.nominal import nominal_attribution
from claimgraph.extract.attribution.page import Draft, Page, page_of
from claimgraph.extract.attribution.provisions import provision, under_instrument
from claimgraph.extract.attribution.spans import content_spans, plain_spans
from claimgraph.extract.attribution.verbs import verb_attribution
from claimgraph.extract.found import Attribution
from claimgraph.extract.syntax import sentences

__all__ = ["HANDLE", "attributions"]

HANDLE = "attribution.rules.v1"
LONGEST_SENTENCE = 600  # tokens; longer ones are tables or mischief, and their parses mean nothing


def attributions(doc: Doc) -> list[Attribution]:
    """Every attribution of a parsed document, in document order, nested ones included.

    The Doc needs tags, lemmas and dependencies; its text is not changed. See each construction's own function for
    what it finds.
    """
    page = page_of(doc)
    drafts = list(_drafts(page))
    drafts += list(colon_quotations(page, drafts))
    drafts += continued_quotations(page, drafts)
    found = [_attribution(page, draft) for draft in drafts]
    return sorted((a for a in found if a.content), key=_place)


_BY_PART: dict[str, tuple[Callable[[Page, Token], Draft | None], ...]] = {
    "VERB": (according_to, verb_attribution, adjective_attribution, provision),
    "AUX": (verb_attribution,),
    "ADP": (according_to, under_instrument),
    "SCONJ": (according_to, under_instrument),
    "NOUN": (misread_verb, nominal_attribution),
    "ADJ": (adjective_attribution,),
    "ADV": (hearsay_adverb,),
}


def _drafts(page: Page) -> Iterator[Draft]:
    for sentence in sentences(page.doc):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        for token in sentence:
            for construction in _BY_PART.get(token.pos_, ()):
                draft = construction(page, token)
                if draft is not None:
                    yield draft
                    break
    yield from speaker_lines(page)


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
