"""Which attributions are assertions: somebody takes a stance on a proposition, and it has been done."""

from __future__ import annotations

from spacy.tokens import Doc

from claimgraph.extract.drafts import cue_of
from claimgraph.extract.found import Attribution
from claimgraph.extract.kinds import is_hypothetical
from claimgraph.extract.lexicon import words
from claimgraph.extract.syntax import tokens_in
from claimgraph.model import Kind

__all__ = ["admitted"]

_ANAPHORIC = {"PRON", "DET", "ADV", "PART", "ADP", "PUNCT", "CCONJ", "SCONJ", "INTJ"}


def admitted(doc: Doc, found: Attribution, asserters: tuple[str, ...]) -> bool:
    """Whether an attribution becomes an assertion.

    It does not when nobody in the document is its source, when its content only points elsewhere ("that", "so"),
    when it is a matter of effort or perception ("tries to", "hears"), or when it has not been done ("would say").
    """
    content = tokens_in(doc, found.content)
    if not any(t.pos_ not in _ANAPHORIC for t in content):
        return False
    if found.source and not asserters:
        return False
    if not found.source and found.cue and not _accuses(found):
        return False
    if found.cue_lemma in words("efforts"):
        return False
    if any(a.startswith("instrument/") for a in asserters):
        return True
    verb = next((t for t in tokens_in(doc, found.cue) if t.pos_ == "VERB"), None)
    return verb is None or not is_hypothetical(verb)


def _accuses(found: Attribution) -> bool:
    """Whether the cue is one of accusation: without a source, an accusation is the author's own word for it."""
    cue = cue_of(found)
    return cue is not None and cue.kind is Kind.ALLEGATION
