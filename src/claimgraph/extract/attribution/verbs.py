"""Attribution by a verb: find source, cue and content of one verb, by the first construction that fits."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from claimgraph.extract.attribution.complements import CLAUSES, COMPLEMENTS
from claimgraph.extract.attribution.cue import Reading, cue_words, readings
from claimgraph.extract.attribution.fitting import fitted
from claimgraph.extract.attribution.medial import final_clause, medial_clause
from claimgraph.extract.attribution.page import Draft, Page, Tokens
from claimgraph.extract.attribution.passives import passive_complement
from claimgraph.extract.attribution.phrases import child, noun_phrase, passive, subtree
from claimgraph.extract.attribution.sources import excluded, fits_document, holding, verb_source
from claimgraph.extract.attribution.speech import clause_of, direct_quotation, preposed_clause
from claimgraph.extract.lexicon import words

__all__ = ["verb_attribution"]

_RELATIVE = frozenset({"WDT", "WP"})
_LIGHT = frozenset({"continue", "go", "proceed", "begin", "start", "come", "refuse", "decline"})


def verb_attribution(page: Page, verb: Token) -> Draft | None:
    """The attribution whose cue is this verb."""
    found = list(readings(verb))
    if not found or silent(verb):
        return None
    source = verb_source(page, verb)
    for reading in found:
        if excluded(page, verb, source, reading):
            continue
        for draft in _drafts(page, verb, reading, source):
            has, between = holding(page, verb)
            held = draft._replace(source=has, cue=draft.cue | between) if has else draft
            fit = fitted(page, held, verb)
            if fit.content:
                return fit
    return None


def _drafts(page: Page, verb: Token, reading: Reading, source: Tokens) -> Iterator[Draft]:
    if not passive(verb):
        if source or verb.dep_ == "ROOT":
            yield from _beside(page, verb, reading, source)
        if source:
            yield from _inside(page, verb, reading, source)
        return
    found = passive_complement(verb, reading)
    if found is not None:
        name, complement = found
        yield Draft(source, cue_words(verb, reading) | complement.cue, complement.content, name, reading.cue.lemma)


def _beside(page: Page, verb: Token, reading: Reading, source: Tokens) -> Iterator[Draft]:
    """Content outside the clause of the cue: quotations, and clauses before or around it."""
    cue, lemma = cue_words(verb, reading), reading.cue.lemma
    main = as_parenthetical(verb, source) if "that" in reading.cue.frames else None
    if main is not None:
        yield Draft(source, cue, main, "as-parenthetical", lemma)
    if "quote" not in reading.cue.frames:
        return
    clause = clause_of(verb, source, cue)
    around = medial_clause(page, clause) if "that" in reading.cue.frames else None
    if around is not None:
        yield Draft(source, cue, around, "medial clause", lemma)
    quoted = direct_quotation(page, clause)
    if quoted is not None:
        yield Draft(source, cue, quoted, "direct quotation", lemma)
    if "that" not in reading.cue.frames:
        return
    preposed = preposed_clause(page, clause)
    preposed = preposed or final_clause(page, clause)
    if preposed is not None:
        yield Draft(source, cue, preposed, "preposed clause", lemma)


def _inside(page: Page, verb: Token, reading: Reading, source: Tokens) -> Iterator[Draft]:
    """Content inside the clause of the cue."""
    cue = cue_words(verb, reading)
    act = not _bare_infinitive(verb)
    nominal = act and ("doc" not in reading.cue.frames or fits_document(page, source, reading))
    for name, construction in COMPLEMENTS:
        if (name == "noun object" and not nominal) or (name not in CLAUSES and not act):
            continue
        complement = construction(verb, reading)
        if complement is not None:
            content = complement.content | _antecedent(verb, complement.content)
            yield Draft(source, cue | complement.cue, content, name, reading.cue.lemma)


def _antecedent(verb: Token, content: Tokens) -> Tokens:
    """What a relative clause says something of: "*a change* that statisticians call *noise*"; empty beside others."""
    if verb.dep_ != "relcl":
        return frozenset()
    inside = [t for t in (verb.doc[i] for i in content) if t.tag_ in _RELATIVE]
    of_verb = [c for c in verb.children if c.tag_ in _RELATIVE and c.dep_ in {"dobj", "nsubjpass"}]
    if not any(t.head.dep_ != "relcl" or t.head is verb for t in inside) and not of_verb:
        return frozenset()
    return noun_phrase(verb.head, [c for c in verb.head.children if c.dep_ in {"relcl", "appos"}])


def _bare_infinitive(verb: Token) -> bool:
    """An act that is only aimed at ("rose *to defend X*"), not one begun or gone on with ("went on to *defend X*")."""
    return any(c.tag_ == "TO" for c in verb.lefts) and verb.head.lemma_ not in _LIGHT


def silent(verb: Token) -> bool:
    """Reports that nothing was said: "declined to comment", "did not respond to a request for comment"."""
    c = child(verb, "xcomp")
    declined, said = (verb.head, verb) if verb.dep_ == "xcomp" else (verb, c)
    return said is not None and declined.lemma_ in {"decline", "refuse"} and said.lemma_ in words("silence")


def as_parenthetical(verb: Token, source: Tokens) -> Tokens | None:
    """The clause beside a comment: "*X has won*, as Y noted", "As Y put it, *X has won*"."""
    if verb.dep_ != "advcl" or not source or child(verb, "ccomp", "dobj", "xcomp") is not None:
        return None
    marked = any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.lefts)
    first, last = verb.left_edge.i, verb.right_edge.i
    doc = verb.doc
    apart = (first > 0 and doc[first - 1].text == ",") or (last + 1 < len(doc) and doc[last + 1].text == ",")
    return subtree(verb.head, [verb]) if marked and apart else None
