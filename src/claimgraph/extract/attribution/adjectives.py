"""Attribution by an adjective of attitude: "X is confident that P", "X was critical of P"."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.cue import governed, readings
from claimgraph.extract.attribution.page import Draft, Page
from claimgraph.extract.attribution.phrases import child, subject, subtree

__all__ = ["adjective_attribution"]

_COPULAS = frozenset({"be", "feel", "seem", "remain", "sound", "become", "appear", "look", "grow"})


def adjective_attribution(page: Page, adjective: Token) -> Draft | None:
    """The attribution whose cue is a predicative adjective with a complement and a subject."""
    del page
    verb = adjective.head
    if adjective.dep_ not in {"acomp", "attr", "oprd"} or verb.lemma_ not in _COPULAS:
        return None
    source = subject(verb)
    if not source or (len(source) == 1 and verb.doc[min(source)].lower_ in {"it", "that", "this", "there"}):
        return None
    for reading in readings(adjective):
        cue = {adjective.i, verb.i} | {c.i for c in verb.children if c.dep_ in {"aux", "neg"}} | reading.extra
        for holder in (adjective, verb):
            for c in holder.children:
                if c.i < adjective.i:
                    continue
                if c.dep_ in {"ccomp", "advcl"} and "that" in reading.cue.frames and _finite(c):
                    return Draft(source, frozenset(cue), subtree(c), "adjective and that-clause", reading.cue.lemma)
                if c.dep_ == "xcomp" and "to" in reading.cue.frames:
                    return Draft(source, frozenset(cue), subtree(c), "adjective and infinitive", reading.cue.lemma)
        for preposition in governed(adjective, reading):
            pobj = child(preposition, "pobj", "pcomp")
            if pobj is not None:
                words = frozenset(cue | {preposition.i})
                return Draft(source, words, subtree(pobj), "adjective and phrase", reading.cue.lemma)
    return None


def _finite(clause: Token) -> bool:
    mark = child(clause, "mark")
    return clause.tag_ in {"VBD", "VBZ", "VBP"} and (mark is None or mark.lower_ == "that")
