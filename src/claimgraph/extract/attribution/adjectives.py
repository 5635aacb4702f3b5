"""Attribution by an adjective of attitude: "X is confident that P", "X was critical of P"."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.complements import Complement
from claimgraph.extract.attribution.cue import Reading, governed, readings
from claimgraph.extract.attribution.page import Draft, Page, Tokens
from claimgraph.extract.attribution.phrases import child, noun_phrase, subject, subtree

__all__ = ["adjective_attribution"]

_DUMMIES = frozenset({"it", "that", "this", "there"})
_COPULAS = frozenset({"be", "feel", "seem", "remain", "sound", "become", "appear", "look", "grow"})


def adjective_attribution(page: Page, adjective: Token) -> Draft | None:
    """The attribution whose cue is a predicative adjective with a complement and a subject."""
    del page
    participle = adjective.tag_ == "VBN" and child(adjective, "auxpass") is not None
    if participle:
        verb, source = adjective, _logical(adjective)
    else:
        verb = adjective.head
        if adjective.dep_ not in {"acomp", "attr", "oprd"} or verb.lemma_ not in _COPULAS:
            return None
        source = subject(verb)
    if not source or (len(source) == 1 and verb.doc[min(source)].lower_ in _DUMMIES):
        return None
    for reading in readings(adjective, as_adjective=participle):
        cue = (
            {adjective.i, verb.i} | {c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"}} | reading.extra
        )
        found = _complement(adjective, verb, reading)
        if found is not None:
            name, complement = found
            return Draft(source, frozenset(cue) | complement.cue, complement.content, name, reading.cue.lemma)
    return None


def _logical(participle: Token) -> Tokens:
    """Who is in the state that a participle names: "*X* is opposed to …", "*X* was convinced that …"."""
    auxiliary = child(participle, "auxpass")
    holder = child(participle, "nsubjpass", "nsubj") or (child(auxiliary, "nsubj") if auxiliary is not None else None)
    return frozenset() if holder is None else noun_phrase(holder)


def _complement(adjective: Token, verb: Token, reading: Reading) -> tuple[str, Complement] | None:
    """What the adjective is about; the parser may hang it on the copula."""
    frames = reading.cue.frames
    for c in (*adjective.children, *verb.children):
        if c.i > adjective.i and c.dep_ in {"ccomp", "advcl"} and "that" in frames and _finite(c):
            return "adjective and that-clause", Complement(subtree(c))
        if c.i > adjective.i and c.dep_ == "xcomp" and "to" in frames:
            return "adjective and infinitive", Complement(subtree(c))
    for preposition in governed(adjective, reading):
        pobj = child(preposition, "pobj", "pcomp")
        if pobj is not None:
            return "adjective and phrase", Complement(subtree(pobj), frozenset({preposition.i}))
    return None


def _finite(clause: Token) -> bool:
    mark = child(clause, "mark")
    return clause.tag_ in {"VBD", "VBZ", "VBP"} and (mark is None or mark.lower_ == "that")
