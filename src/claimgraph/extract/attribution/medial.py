"""A reporting clause between commas, in the midst of what it reports: "Prices, *the bank said on Monday*, will rise".

The parser hangs such a clause anywhere, or hangs what is reported on it, so the commas decide and not the tree.
"""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.cue import readings
from claimgraph.extract.attribution.marks import LEADS, STOPS
from claimgraph.extract.attribution.page import Page, Tokens
from claimgraph.extract.attribution.phrases import finite
from claimgraph.extract.attribution.speech import Clause
from claimgraph.extract.lexicon import words

__all__ = ["final_clause", "medial_clause"]

_LONG = 14  # tokens of time, place and occasion between the clause and the comma that closes it
_CLOSES = frozenset({",", ";"})
_PARTS = frozenset({";", ":"})
_JOINS = frozenset({"and", "but", "or", "so", "yet", "while", "though", "although"})
_VERBS = frozenset({"VERB", "AUX"})
_RELATIVES = frozenset({"WDT", "WP", "WP$"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def medial_clause(page: Page, clause: Clause) -> Tokens | None:
    """What stands before and behind a reporting clause that is set off by commas.

    "*He was tired*, he told the court on Monday, *and had slept*." · "*The staff*, one of them said, *believed that the
    shop would close*." · "*It is*, he allowed, *“colorful.”*"
    """
    opening = _opening(page, clause)
    closing = _closing(page, clause)
    if opening is None or closing is None or page.doc[closing].text not in _CLOSES:
        return None
    before = _before(page, clause, opening)
    behind = _behind(page, clause, closing)
    if not behind:
        return None
    return before | behind if any(page.doc[i].pos_ in _VERBS for i in before | behind) else None


def final_clause(page: Page, clause: Clause) -> Tokens | None:
    """What stands before a reporting clause that ends its sentence: "*He was tired*, a lawyer told the court here."."""
    opening = _opening(page, clause)
    closing = _closing(page, clause)
    if opening is None or closing is None or page.doc[closing].text in _CLOSES:
        return None
    before = _before(page, clause, opening)
    return before if any(page.doc[i].pos_ in _VERBS and finite(page.doc[i]) for i in before) else None


def _opening(page: Page, clause: Clause) -> int | None:
    """The comma before the clause, if the clause is one: a subject, a finite verb and whom it is told, no more."""
    doc, verb = page.doc, clause.verb
    at = clause.first - 1
    own = clause.source | clause.cue
    if not clause.source or not finite(verb) or page.quotation(verb.i) is not None or at <= verb.sent.start:
        return None
    if doc[at].text != "," or page.held_by[at] >= 0 or page.held_by[at - 1] >= 0:
        return None
    opens = any(c.i > at and (c.dep_ == "mark" or c.tag_ in _RELATIVES or c.tag_ == "WRB") for c in verb.lefts)
    other = any(i not in own and doc[i].pos_ in _VERBS for i in range(clause.first, clause.last))
    return None if opens or other else at


def _closing(page: Page, clause: Clause) -> int | None:
    """The mark that ends the clause; None where a verb, a quotation or a complement stands before it."""
    doc, end = page.doc, clause.verb.sent.end
    for i in range(clause.last + 1, min(end, clause.last + _LONG)):
        token = doc[i]
        if token.text in _CLOSES or token.text in STOPS or (token.is_space and "\n" in token.text):
            return i
        if token.pos_ in _VERBS or token.lower_ == "that" or token.text in LEADS or page.held_by[i] >= 0:
            return None
    return end - 1 if clause.last + _LONG > end else None


def _before(page: Page, clause: Clause, opening: int) -> Tokens:
    """The words before the clause, from where their own clause begins."""
    doc = page.doc
    start = clause.verb.sent.start
    for i in range(opening - 1, start, -1):
        if doc[i].tag_ in _RELATIVES and i >= opening - 2:
            start = i - 1 if doc[i - 1].pos_ == "ADP" else i
        elif page.held_by[i] < 0 and (doc[i].text in _PARTS or _joins_clause(doc[i], opening)):
            start = i + 1
        else:
            continue
        break
    of_cue = all(doc[i].pos_ not in _VERBS for i in range(start, opening)) and any(
        doc[i].lemma_.lower() in words("documents") for i in range(start, opening)
    )
    if of_cue and doc[start].pos_ == "ADP":
        return frozenset()  # "In a statement, …": where it was said
    return frozenset(range(start, opening))


def _joins_clause(token: Token, opening: int) -> bool:
    """Whether a conjunction behind a comma begins a clause of its own: "he shrugged, *and* the point, she said, is"."""
    if token.lower_ not in _JOINS or token.i == 0 or token.doc[token.i - 1].text != ",":
        return False
    left = token.doc[token.sent.start : token.i]
    right = token.doc[token.i + 1 : opening]
    return any(finite(t) for t in left if t.pos_ in _VERBS) and any(t.dep_ in _SUBJECTS for t in right)


def _behind(page: Page, clause: Clause, closing: int) -> Tokens:
    """The words behind the clause, to where the sentence ends or somebody else speaks; empty if it tells on."""
    doc, end = page.doc, clause.verb.sent.end
    first = closing + 1
    if first >= end or doc[first].tag_ == "VBG" or (doc[first].tag_ in _RELATIVES and doc[first].dep_ != "mark"):
        return frozenset()
    quoted = page.quotation(first)
    if quoted is not None and quoted.utterance and doc[min(first + 1, end - 1)].text[:1].isupper():
        return frozenset()  # an utterance of its own: what stands before only says when it fell
    for i in range(first + 1, end):
        if doc[i].lower_ in _JOINS and doc[i - 1].text == "," and _attributes(page, doc[i], end):
            end = i - 1
            break
    return frozenset(range(first, end)) if _has_words(page, range(first, end)) else frozenset()


def _attributes(page: Page, joint: Token, end: int) -> bool:
    """Whether a conjunction leads to a clause that says who says something."""
    for token in page.doc[joint.i + 1 : end]:
        if token.pos_ == "VERB" and any(c.dep_ in _SUBJECTS and c.i > joint.i for c in token.lefts):
            return next(readings(token), None) is not None
    return False


def _has_words(page: Page, tokens: Tokens | range) -> bool:
    return any(page.doc[i].is_alpha for i in tokens)
