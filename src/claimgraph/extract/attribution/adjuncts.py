"""Attribution beside a clause: "according to X", "per X", "in X's view", "reportedly"."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.page import Draft, Page, Tokens
from claimgraph.extract.attribution.phrases import child, noun_phrase, subtree
from claimgraph.extract.lexicon import cues

__all__ = ["according_to", "hearsay_adverb"]

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
    lemma, cue, source, phrase = found
    content = _clause_around(page, phrase)
    content -= subtree(phrase) | source | cue
    if not any(page.doc[i].pos_ in {"VERB", "AUX", "NOUN", "PROPN"} for i in content):
        return None
    return Draft(source, cue, content, "according to", lemma)


def _phrase(token: Token) -> tuple[str, Tokens, Tokens, Token] | None:
    """Lemma, cue, source and head of the adjunct that begins at a token."""
    if token.pos_ not in {"VERB", "ADP", "SCONJ", "PROPN"}:
        return None
    doc, lower = token.doc, token.lower_
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if lower == "according" and following is not None and following.lower_ == "to":
        pobj = child(following, "pobj", "pcomp") or child(token, "pobj")
        if pobj is not None:
            return "according to", frozenset({token.i, following.i}), noun_phrase(pobj), token
    pobj = child(token, "pobj") if token.dep_ == "prep" else None
    if pobj is None:
        return None
    if (
        lower == "per"
        and pobj.pos_ in {"PROPN", "NOUN"}
        and any(c.dep_ in {"det", "compound", "poss"} for c in pobj.lefts)
    ):
        return "per", frozenset({token.i}), noun_phrase(pobj), token
    if lower not in {"in", "by"}:
        return None
    of = next((c for c in pobj.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    lemma = f"{lower} the {pobj.lemma_.lower()} of"
    plural = f"{lower} the {pobj.lower_} of"
    lemma = plural if (plural, "PREP") in cues() else lemma
    if (lemma, "PREP") not in cues():
        return None
    owner = child(pobj, "poss")
    if owner is not None:
        return lemma, frozenset({token.i, pobj.i}), noun_phrase(owner), token
    if of is not None:
        whose = child(of, "pobj")
        if whose is not None:
            return lemma, frozenset(range(token.i, of.i + 1)), noun_phrase(whose), token
    return None


def _clause_around(page: Page, phrase: Token) -> Tokens:
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
    if node.dep_ == "ROOT":
        content = frozenset(range(node.sent.start, node.sent.end))
    elif node.dep_ == "conj":
        content = subtree(node)
    else:
        content = subtree(node)
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
    content = (_clause_around(page, token) if verb.dep_ == "ROOT" else subtree(verb)) - {token.i}
    return Draft(frozenset(), frozenset({token.i}), content, "hearsay adverb", token.lower_)
