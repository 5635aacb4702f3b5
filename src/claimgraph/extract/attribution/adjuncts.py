"""Attribution beside a clause: "according to X", "per X", "in X's view", "reportedly"."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from claimgraph.extract.attribution.page import Draft, Page, Tokens
from claimgraph.extract.attribution.phrases import child, noun_phrase, subtree
from claimgraph.extract.lexicon import cues

__all__ = ["according_to", "clause_around", "hearsay_adverb"]

_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "relcl", "advcl"})
_HIGHEST = 6  # governors between a phrase and its clause


def according_to(page: Page, token: Token) -> Draft | None:
    """A phrase that names the source of the clause around it.

    "*Sales fell*, according to the firm" · "Per the filing, *sales fell*" · "In the words of its author, *it is
    weak*" · "In Smith's view, *it is weak*".
    """
    found = _phrase(token)
    if found is None:
        return None
    content = clause_around(page, token) - subtree(token) - found.source - found.cue
    if not any(page.doc[i].pos_ in {"VERB", "AUX", "NOUN", "PROPN"} for i in content):
        return None
    return Draft(found.source, found.cue, content, "according to", found.lemma)


class _Adjunct(NamedTuple):
    lemma: str
    cue: Tokens
    source: Tokens


def _phrase(token: Token) -> _Adjunct | None:
    """The adjunct that begins at a token."""
    if token.pos_ not in {"VERB", "ADP", "SCONJ", "PROPN"}:
        return None
    if token.lower_ == "according":
        return _according(token)
    pobj = child(token, "pobj") if token.dep_ == "prep" else None
    if pobj is None:
        return None
    if token.lower_ == "per":
        definite = any(c.dep_ in {"det", "compound", "poss"} for c in pobj.lefts)
        named = pobj.pos_ == "PROPN" or (pobj.pos_ == "NOUN" and definite)
        return _Adjunct("per", frozenset({token.i}), noun_phrase(pobj)) if named else None
    return _words_of(token, pobj)


def _according(token: Token) -> _Adjunct | None:
    to = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    pobj = child(to, "pobj", "pcomp") or child(token, "pobj")
    if to.lower_ != "to" or pobj is None:
        return None
    return _Adjunct("according to", frozenset({token.i, to.i}), noun_phrase(pobj))


def _words_of(token: Token, noun: Token) -> _Adjunct | None:
    """Whose words or view: "in the words *of X*", "in *X's* words": the lexicon has the nouns."""
    lemma = f"{token.lower_} the {noun.lower_} of"
    if (lemma, "PREP") not in cues():
        return None
    owner = child(noun, "poss")
    if owner is not None:
        return _Adjunct(lemma, frozenset({token.i, noun.i}), noun_phrase(owner))
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    whose = child(of, "pobj") if of is not None else None
    if of is None or whose is None:
        return None
    return _Adjunct(lemma, frozenset(range(token.i, of.i + 1)), noun_phrase(whose))


def clause_around(page: Page, phrase: Token) -> Tokens:
    """The clause that a phrase stands beside: the sentence, unless a conjoined or subordinate clause holds it.

    A quotation that the clause touches belongs to it as a whole, also where it holds several sentences.
    """
    node = phrase.head
    for _ in range(_HIGHEST):
        if node.dep_ == "ROOT" or (
            node.dep_ in _CLAUSES and node.pos_ in {"VERB", "AUX"} and not _shares_subject(node)
        ):
            break
        node = node.head
    content = frozenset(range(node.sent.start, node.sent.end)) if node.dep_ == "ROOT" else subtree(node)
    held = {page.held_by[i] for i in content if page.held_by[i] >= 0}
    if page.held_by[phrase.i] < 0:
        for number in held:
            quotation = page.quotations[number]
            content |= frozenset(range(quotation.first, quotation.end))
    return content


def _shares_subject(verb: Token) -> bool:
    return verb.dep_ == "conj" and child(verb, "nsubj", "nsubjpass", "expl") is None


def hearsay_adverb(page: Page, token: Token) -> Draft | None:
    """An adverb that lays the clause on somebody unnamed: "The firm *reportedly* lost a fifth of its staff"."""
    key = (token.lower_, "ADV")
    if token.pos_ != "ADV" or key not in cues() or token.head.pos_ not in {"VERB", "AUX"}:
        return None
    verb = token.head
    content = (clause_around(page, token) if verb.dep_ == "ROOT" else subtree(verb)) - {token.i}
    return Draft(frozenset(), frozenset({token.i}), content, "hearsay adverb", token.lower_)
