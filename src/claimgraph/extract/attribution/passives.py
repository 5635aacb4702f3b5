"""Passives: who is said to do something, and who is accused of it."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.complements import Complement
from claimgraph.extract.attribution.cue import Reading
from claimgraph.extract.attribution.page import Tokens
from claimgraph.extract.attribution.phrases import child, subtree
from claimgraph.extract.lexicon import cues
from claimgraph.model import Stance

__all__ = ["passive_complement"]


def passive_complement(verb: Token, reading: Reading) -> tuple[str, Complement] | None:
    """The content of a passive, subject included.

    "*X* was accused (by Y) *of lying*" · "*X* is said *to be ill*" · "*X* is seen *as weak*" · "*X* was called *a
    thief*" · "it is alleged that *X lied*" · "we were told (by Y) that *X lied*": who was told stays out.
    """
    logical = child(verb, "nsubjpass")
    if logical is None:
        return _reduced(verb, reading)
    frames = reading.cue.frames
    clause = child(verb, "ccomp")
    if frames & {"that", "quote"} and logical.lower_ == "it" and clause is not None and clause.i > verb.i:
        return "impersonal passive", Complement(subtree(clause))
    if clause is not None and clause.i > verb.i and _tells(verb, reading):
        return "passive telling", Complement(subtree(clause))
    if "wh" in frames and clause is not None and clause.i > verb.i and child(clause, "mark") is None:
        return "passive question", Complement(subtree(clause))
    infinitive = child(verb, "xcomp")
    if frames & {"passive", "obj-to"} and infinitive is not None and infinitive.i > verb.i:
        return "raising passive", Complement(subtree(logical) | subtree(infinitive))
    return _predicated(verb, reading, subtree(logical))


def _tells(verb: Token, reading: Reading) -> bool:
    """Whether a passive is one of telling, not of a state of mind ("was *convinced* that …")."""
    state = (verb.lower_, "ADJ") in cues()
    return "addr" in reading.cue.frames and reading.cue.stance is Stance.ASSERTS and not state


def _reduced(verb: Token, reading: Reading) -> tuple[str, Complement] | None:
    """A bare participle: "Asked *whether it rains*, …": who was asked is in the clause beside it."""
    if "wh" in reading.cue.frames:
        for c in verb.children:
            asks = any(t.tag_ in {"WRB", "WP", "WDT", "IN"} for t in c.lefts)
            if c.i > verb.i and c.dep_ in {"ccomp", "advcl"} and asks:
                return "reduced passive", Complement(subtree(c))
    return None


def _predicated(verb: Token, reading: Reading, about: Tokens) -> tuple[str, Complement] | None:
    """What is said about a passive's subject; an as-phrase counts only where an agent says it."""
    frames = reading.cue.frames
    by = child(verb, "agent")
    predicates = frames & ({"of", "for", "with"} if by is None else {"of", "for", "with", "as"})
    whom = child(by, "pobj") if by is not None else None
    for c in (*verb.children, *(whom.children if whom is not None else ())):
        gerund = c.head is verb or child(c, "pcomp") is not None
        if c.dep_ == "prep" and c.i > verb.i and c.lower_ in predicates and gerund:
            return "passive accusation", Complement(about | subtree(c))
        if c.dep_ in {"oprd", "attr", "acomp"} and c.head is verb and "oc" in frames:
            return "passive naming", Complement(about | subtree(c))
    if by is not None and "obj" in frames and "doc" not in frames:
        return "passive", Complement(about)
    return None
