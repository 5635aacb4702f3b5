"""Whom a verb's content is laid on, also where the parser lost the subject; and who cannot be a source."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from claimgraph.extract.attribution.cue import Reading, readings
from claimgraph.extract.attribution.marks import CLOSING
from claimgraph.extract.attribution.page import Page, Tokens
from claimgraph.extract.attribution.phrases import agent, child, finite, passive, subject, subtree
from claimgraph.extract.attribution.provisions import binds
from claimgraph.extract.evidence_phrases import evidencing
from claimgraph.extract.lexicon import words
from claimgraph.model import Kind

__all__ = ["document_like", "excluded", "fits_document", "holding", "verb_source"]

_PARTICIPANTS = frozenset({"i", "we", "you", "me", "us", "let", "'s"})
_NOBODY = frozenset({"nobody", "neither", "none", "nothing"})
_DUMMIES = frozenset({"it", "there", "this", "that", "what"})
_NEAR = 8  # tokens between a verb of having and the participle
_QUOTED = CLOSING | {",", '"', "''"}


def verb_source(page: Page, verb: Token) -> Tokens:
    """The subject, or the agent of a passive; empty where none is expressed."""
    if passive(verb):
        return agent(verb)
    return _without_asides(page, subject(verb) or _inverted(page, verb) or _preceding(verb))


def _without_asides(page: Page, source: Tokens) -> Tokens:
    """A subject without a reporting clause that is put between commas behind it: "the bank, *Y said*, lied".

    Such a clause has a verb of its own and no relative word; and no noun phrase ends with a conjunction.
    """
    kept = sorted(source)
    for at in [i for i in range(kept[0] + 1, kept[-1]) if page.doc[i].text == ","] if kept else ():
        aside = list(takewhile(lambda t: t.text != ",", page.doc[at + 1 : kept[-1] + 1]))
        if aside and _reports(aside[-1]) and _names(aside[0]):
            kept = [i for i in kept if i < at or i > aside[-1].i + 1]
            break
    while kept and (page.doc[kept[-1]].is_punct or page.doc[kept[-1]].dep_ == "cc") and page.held_by[kept[-1]] < 0:
        kept.pop()
    return frozenset(kept)


def _reports(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"} and next(readings(verb), None) is not None


def _names(first: Token) -> bool:
    return first.pos_ in {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"} and first.tag_ not in {"WDT", "WP", "WP$"}


def holding(page: Page, verb: Token) -> tuple[Tokens, Tokens]:
    """Who has what a participle speaks for, and the words between them: "*X* *has information* indicating that P".

    Empty where a verb of having or giving does not stand right before it, or has no subject.
    """
    thing = verb.head
    carrier = thing.head
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or thing.dep_ != "dobj" or verb.i - carrier.i > _NEAR:
        return frozenset(), frozenset()
    gives = evidencing("holds") | evidencing("publishes")
    if carrier.lemma_ not in gives or passive(carrier) or not document_like(page, frozenset({thing.i})):
        return frozenset(), frozenset()
    source = verb_source(page, carrier) - subtree(thing)
    return source, frozenset(range(carrier.i, verb.i)) if source else frozenset()


def _inverted(page: Page, verb: Token) -> Tokens:
    """A subject behind its verb that the parser took for an object: "…,” said Smith"."""
    if verb.i == 0 or page.doc[verb.i - 1].text not in _QUOTED:
        return frozenset()
    noun = child(verb, "dobj", "oprd", "attr", "npadvmod", "dep")
    if noun is not None and noun.i > verb.i and noun.pos_ in {"PROPN", "NOUN", "PRON"}:
        return subtree(noun)
    return frozenset()


def _preceding(verb: Token) -> Tokens:
    """The noun phrase right before a finite verb that the parser left without a subject."""
    first = min([verb.i, *(c.i for c in verb.children if c.dep_ in {"aux", "neg", "advmod"} and c.i < verb.i)])
    if not finite(verb) or first == verb.sent.start or verb.dep_ in {"conj", "relcl", "advcl"}:
        return frozenset()
    before = verb.doc[first - 1]
    if before.pos_ not in {"PROPN", "NOUN", "PRON"}:
        return frozenset()
    left = before
    while verb.sent.start <= left.head.i < first and left.head.i != left.i and left.head.pos_ in {"PROPN", "NOUN"}:
        left = left.head
    return frozenset(range(left.left_edge.i, first))


def excluded(page: Page, verb: Token, source: Tokens, reading: Reading) -> bool:
    """Is nobody reported to have said it?

    A quotation's own "I", "we" and "you" are its speaker or whoever hears it; "you know" and "it means" in the
    narrative lay nothing on anybody; and what "nobody" or "neither" says is not said.
    """
    forms = {page.doc[i].lower_ for i in source}
    if not forms:
        return False
    if forms <= _PARTICIPANTS and (page.held_by[verb.i] >= 0 or ("you" in forms and _private(reading))):
        return True
    if forms <= _DUMMIES and (reading.cue.hedged or reading.cue.lemma == "mean"):
        return True
    return bool(forms & _NOBODY) and len(forms) == 1


def _private(reading: Reading) -> bool:
    """Knowledge and belief, which nobody can observe in another."""
    return reading.cue.factive or reading.cue.hedged


def fits_document(page: Page, source: Tokens, reading: Reading) -> bool:
    """Whether the source is what a cue asks for that only documents have: of a cue of orders, what binds people."""
    if reading.cue.kind is Kind.POLICY and reading.cue.lemma in words("provisions"):
        return any(binds(page.doc[i]) for i in source)
    return document_like(page, source)


def document_like(page: Page, source: Tokens) -> bool:
    """Is the source a text, a dataset, a finding or an instrument?"""
    return any(page.doc[i].lemma_.lower() in words("documents") for i in source)
