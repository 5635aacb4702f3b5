"""Passives: who is said to do something, and who is accused of it."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.complements import Complement
from claimgraph.extract.attribution.cue import Reading
from claimgraph.extract.attribution.phrases import child, subtree

__all__ = ["passive_complement"]


def passive_complement(verb: Token, reading: Reading) -> tuple[str, Complement] | None:
    """The content of a passive, subject included.

    "*X* was accused (by Y) *of lying*" · "*X* is said *to be ill*" · "*X* is seen *as weak*" · "*X* was called *a
    thief*" · "it is alleged that *X lied*".
    """
    logical = child(verb, "nsubjpass")
    frames = reading.cue.frames
    if logical is None:
        asked = next((c for c in verb.children if c.i > verb.i and c.dep_ in {"ccomp", "advcl"}), None)
        if "wh" in frames and asked is not None and any(t.tag_ in {"WRB", "WP", "WDT", "IN"} for t in asked.lefts):
            return "reduced passive", Complement(subtree(asked))
        return None
    clause = child(verb, "ccomp")
    if frames & {"that", "quote"} and logical.lower_ == "it" and clause is not None and clause.i > verb.i:
        return "impersonal passive", Complement(subtree(clause))
    about = subtree(logical)
    infinitive = child(verb, "xcomp")
    if frames & {"passive", "obj-to"} and infinitive is not None and infinitive.i > verb.i:
        return "raising passive", Complement(about | subtree(infinitive))
    predicates = {"of", "for", "with"} if child(verb, "agent") is None else {"of", "for", "with", "as"}
    for c in verb.children:
        if c.dep_ == "prep" and c.i > verb.i and c.lower_ in frames & predicates:
            return "passive accusation", Complement(about | subtree(c))
        if c.dep_ in {"oprd", "attr", "acomp"} and "oc" in frames:
            return "passive naming", Complement(about | subtree(c))
    if child(verb, "agent") is not None and "obj" in frames and "doc" not in frames:
        return "passive", Complement(about)
    return None
