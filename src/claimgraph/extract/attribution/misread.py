"""Verbs that the tagger took for nouns: "The brief *points* to …", "The February issue brief *defines* X as Y".

A document's name that is also an adjective or a compound's first half ("brief", "report", "study") makes the verb
behind it look like a plural. A sentence without any finite verb gives the misreading away.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from claimgraph.extract.attribution.page import Draft, Page
from claimgraph.extract.lexicon import Cue, cues, words

__all__ = ["misread_verb"]

_WHOLE = frozenset({"obj", "as", "that"})


def misread_verb(page: Page, token: Token) -> Draft | None:
    """The attribution whose cue is a plural noun to the tagger, behind a document's name, in a verbless sentence."""
    del page
    if token.tag_ not in {"NNS", "NNPS"} or token.i == token.sent.start:
        return None
    doc, sentence = token.doc, token.sent
    if doc[token.i - 1].lower_ not in words("documents"):
        return None
    if any(t.i != token.i and t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and _main(t) for t in sentence):
        return None
    following = doc[token.i + 1].lower_ if token.i + 1 < sentence.end else ""
    lemma = _verb_lemma(token)
    for key, width in ((f"{lemma} {following}", 2), (lemma, 1)):
        cue = cues().get((key, "VERB"))
        if cue is not None and cue.frames & _WHOLE and _fits(cue, sentence, token.i + width):
            source = frozenset(range(sentence.start, token.i))
            content = frozenset(range(token.i + width, sentence.end))
            return Draft(source, frozenset(range(token.i, token.i + width)), content, "misread verb", key)
    return None


def _main(token: Token) -> bool:
    """Is it the sentence's own verb, not one of a relative or adverbial clause?"""
    return token.dep_ in {"ROOT", "aux", "auxpass"} or token.dep_ == "conj"


def _verb_lemma(token: Token) -> str:
    """The lemma of a third person singular: "points" point, "describes" describe, "implies" imply."""
    form = token.lower_
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes")):
        return form[:-2]
    return form.removesuffix("s")


def _fits(cue: Cue, sentence: Span, start: int) -> bool:
    """Is there something to say, with "as" where only an as-phrase makes a content?"""
    rest = [t for t in sentence.doc[start : sentence.end] if not t.is_punct and not t.is_space]
    needs_as = not cue.frames & {"obj", "that"}
    return len(rest) > 1 and (not needs_as or any(t.lower_ == "as" for t in rest))
