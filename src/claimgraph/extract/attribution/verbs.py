"""Attribution by a verb: find source, cue and content of one verb, by the first construction that fits."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from claimgraph.extract.attribution.complements import COMPLEMENTS
from claimgraph.extract.attribution.cue import Reading, cue_words, readings
from claimgraph.extract.attribution.page import Draft, Page, Tokens
from claimgraph.extract.attribution.passives import passive_complement
from claimgraph.extract.attribution.phrases import agent, child, passive, subject, subtree
from claimgraph.extract.attribution.speech import clause_of, direct_quotation, finite, preposed_clause
from claimgraph.extract.lexicon import words

__all__ = ["verb_attribution"]

_SELF = frozenset({"i", "we", "you", "me", "us", "let", "'s"})  # in a quotation: its speaker, or whoever hears it


def verb_attribution(page: Page, verb: Token) -> Draft | None:
    """The attribution whose cue is this verb."""
    found = list(readings(verb))
    if not found or silent(verb):
        return None
    source = agent(verb) if passive(verb) else subject(verb)
    if not source and not passive(verb):
        source = inverted_source(page, verb) or preceding_source(verb)
    if page.held_by[verb.i] >= 0 and all(page.doc[i].lower_ in _SELF for i in source):
        return None
    for reading in found:
        for draft in _drafts(page, verb, reading, source):
            fitted = _fitted(page, draft, verb)
            if fitted.content:
                return fitted
    return None


def _fitted(page: Page, draft: Draft, verb: Token) -> Draft:
    """Content and quotations fit: a quotation that begins in a content ends in it; a cue inside one stays inside."""
    home = page.quotation(verb.i)
    content = draft.content
    if home is not None:
        content &= frozenset(range(home.first, home.end))
    else:
        for number in {page.held_by[i] for i in content if page.held_by[i] >= 0}:
            quotation = page.quotations[number]
            if quotation.first in content:
                content |= frozenset(range(quotation.first, quotation.end))
    return draft._replace(content=content - draft.source - draft.cue)


def _drafts(page: Page, verb: Token, reading: Reading, source: Tokens) -> Iterator[Draft]:
    cue = cue_words(verb, reading)
    lemma = reading.cue.lemma
    speaks = bool(reading.cue.frames & {"quote", "that"})
    if passive(verb):
        found = passive_complement(verb, reading)
        if found is not None:
            name, complement = found
            yield Draft(source, cue | complement.cue, complement.content - cue, name, lemma)
        return
    if speaks and (source or verb.dep_ == "ROOT"):
        clause = clause_of(verb, source, cue)
        quoted = direct_quotation(page, clause) if "quote" in reading.cue.frames else None
        if quoted is not None:
            yield Draft(source, cue, quoted - source - cue, "direct quotation", lemma)
        preposed = preposed_clause(page, clause) if {"that", "quote"} <= reading.cue.frames else None
        if preposed is not None:
            yield Draft(source, cue, preposed - source - cue, "preposed clause", lemma)
        main = as_parenthetical(verb, source)
        if main is not None:
            yield Draft(source, cue, main - source - cue, "as-parenthetical", lemma)
    if "doc" in reading.cue.frames and not document_like(page, source):
        documents = False
    else:
        documents = True
    for name, construction in COMPLEMENTS:
        if name == "noun object" and not documents:
            continue
        complement = construction(verb, reading)
        if complement is not None:
            content = complement.content - source - cue
            if content:
                yield Draft(source, cue | complement.cue, content, name, lemma)


def silent(verb: Token) -> bool:
    """Reports that nothing was said: "declined to comment", "did not respond to a request for comment"."""
    c = child(verb, "xcomp")
    return c is not None and verb.lemma_ in {"decline", "refuse"} and c.lemma_ in words("silence")


def document_like(page: Page, source: Tokens) -> bool:
    """Is the source a text, a dataset, a finding or an instrument?"""
    return any(page.doc[i].lemma_.lower() in words("documents") for i in source)


def inverted_source(page: Page, verb: Token) -> Tokens:
    """A subject after its verb that the parser took for an object: "…,” said Smith"."""
    if verb.i == 0 or page.doc[verb.i - 1].text not in {",", '"', "”", "''", "’"}:
        return frozenset()
    noun = child(verb, "dobj", "oprd", "attr", "npadvmod", "dep")
    if noun is not None and noun.i > verb.i and noun.pos_ in {"PROPN", "NOUN", "PRON"}:
        return subtree(noun)
    return frozenset()


def preceding_source(verb: Token) -> Tokens:
    """The noun phrase right before a finite verb that the parser left without a subject."""
    first = min([verb.i, *(c.i for c in verb.children if c.dep_ in {"aux", "neg", "advmod"} and c.i < verb.i)])
    if not finite(verb) or first == verb.sent.start or verb.dep_ in {"conj", "relcl", "advcl"}:
        return frozenset()
    before = verb.doc[first - 1]
    if before.pos_ not in {"PROPN", "NOUN", "PRON"}:
        return frozenset()
    left = before
    while left.head.i < first and left.head.i > verb.sent.start - 1 and left.head.pos_ in {"PROPN", "NOUN"}:
        left = left.head
    return frozenset(i for i in range(left.left_edge.i, first))


def as_parenthetical(verb: Token, source: Tokens) -> Tokens | None:
    """The clause beside a comment: "*X has won*, as Y noted"."""
    if verb.dep_ != "advcl" or not source or child(verb, "ccomp", "dobj") is not None:
        return None
    if not any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.lefts):
        return None
    return subtree(verb.head, [verb])
