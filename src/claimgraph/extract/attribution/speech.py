"""Direct and preposed speech: content that stands beside the clause of its cue, not inside it."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from claimgraph.extract.attribution.cue import readings
from claimgraph.extract.attribution.marks import LEADS, STOPS
from claimgraph.extract.attribution.page import Page, Quotation, Tokens
from claimgraph.extract.attribution.phrases import child, finite, subtree

__all__ = ["Clause", "clause_of", "direct_quotation", "preposed_clause"]

_ADDRESSEES = frozenset({"dobj", "dative", "iobj"})
_FAR = 30  # tokens between a cue and the quotation that it leads to: adjuncts of place, time and occasion
_EMBEDDED = frozenset({"relcl", "acl", "pcomp", "xcomp", "csubj"})


class Clause(NamedTuple):
    """The clause of a cue: its verb, who and which words, and the first and last of these."""

    verb: Token
    source: Tokens
    cue: Tokens
    first: int
    last: int


def clause_of(verb: Token, source: Tokens, cue: Tokens) -> Clause:
    """The clause core: subject, cue and addressee."""
    sentence = verb.sent
    near = {i for i in source if sentence.start <= i < sentence.end}
    core = near | cue
    for c in verb.children:
        apart = c.left_edge.i > 0 and verb.doc[c.left_edge.i - 1].text in {",", '"', "“", "``"}
        if c.dep_ in _ADDRESSEES and c.i > verb.i and c.lower_ != "it" and not apart and not _clausal(c):
            core |= subtree(c)
    return Clause(verb, source, cue, min(core), max(core))


def _clausal(noun: Token) -> bool:
    return any(c.dep_ in {"ccomp", "relcl", "acl"} for c in noun.children)


def direct_quotation(page: Page, clause: Clause) -> Tokens | None:
    """The quotation beside the clause.

    "“We lost,” she said." · "She told AP on Monday: “We lost.”" · "“We lost,” she said, “and badly.”" ·
    "It was “a loss,” she said.": the words before the mark belong to it. A sentence quoted after the clause has
    ended is another attribution (see `continued`).
    """
    before = _quotation_before(page, clause)
    if before is not None:
        content = frozenset(range(_beginning(page, before, clause), before.end))
        resumed = _resumed_quotation(page, clause)
        return content if resumed is None else content | frozenset(range(resumed.first, resumed.end))
    after = _quotation_after(page, clause)
    if after is not None:
        return frozenset(range(after.first, after.end))
    return None


def _own_subject(clause: Clause) -> bool:
    """Does the subject belong to this verb, or is it shared with another ("he wrote, *explaining* …")?"""
    shared = clause.verb.dep_ in {"advcl", "xcomp", "conj", "pcomp", "acl"} and child(clause.verb, "nsubj") is None
    return not shared or not clause.source or clause.first > clause.verb.head.i


def _previous(page: Page, number: int) -> int:
    number -= 1
    while number >= 0 and page.doc[number].is_space and "\n" not in page.doc[number].text:
        number -= 1
    return number


def _quotation_before(page: Page, clause: Clause) -> Quotation | None:
    if not _own_subject(clause):
        return None
    at = _previous(page, clause.first)
    if at >= 0 and page.doc[at].text in LEADS and page.held_by[at] < 0:
        at = _previous(page, at)
    quotation = page.quotation(at)
    if quotation is None or quotation.end != at + 1 or page.held_by[clause.verb.i] == page.held_by[at]:
        return None
    if page.doc[at - quotation.closed].text == "." and page.doc[at + 1].text not in LEADS:
        return None
    complement = child(clause.verb, "ccomp")
    if complement is not None and complement.i > clause.last and (child(complement, "mark") or not quotation.utterance):
        return None
    return quotation


def _beginning(page: Page, quotation: Quotation, clause: Clause) -> int:
    """Where the content begins: at the mark, or with the sentence if words of it lead into the quotation."""
    at = _previous(page, quotation.first)
    if at < 0:
        return quotation.first
    before = page.doc[at]
    apart = before.is_space or before.is_punct or before.text in LEADS
    if apart and (before.text != "," or clause.verb.sent.start == quotation.first):
        return quotation.first
    start = page.doc[quotation.first].sent.start
    return start if page.held_by[start] < 0 else quotation.first


def _quotation_after(page: Page, clause: Clause) -> Quotation | None:
    doc, last = page.doc, clause.last
    for number in range(last + 1, min(len(doc), last + _FAR)):
        token = doc[number]
        quotation = page.quotation(number)
        if quotation is not None:
            if quotation.first != number:
                return None
            led = doc[number - 1].text in LEADS or (token.sent.start == number and number - 1 == last)
            adjacent = number == last + 1 and quotation.utterance
            return quotation if (led and quotation.utterance) or adjacent else None
        if "\n" in token.text and doc[number - 1].text != ":":
            return None
        if token.text in {".", ";", "?", "!"} or token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _resumed_quotation(page: Page, clause: Clause) -> Quotation | None:
    """The rest of a quotation that its cue parts in mid-sentence: "“We lost,” she said on Monday, “and badly.”"."""
    doc = page.doc
    for number in range(clause.last + 1, min(len(doc), clause.last + _FAR)):
        quotation = page.quotation(number)
        if quotation is not None:
            comma = doc[number - 1].text in LEADS or number == clause.last + 1
            return quotation if quotation.first == number and comma else None
        if doc[number].text in STOPS or "\n" in doc[number].text:
            return None
    return None


def preposed_clause(page: Page, clause: Clause) -> Tokens | None:
    """What stands before a clause that is put after it, or around one that is put into it.

    "Prices will rise, the bank said." · "Prices, says the bank, will rise." · "Prices will rise, according …" is
    another construction (`adjuncts`).
    """
    doc, verb = page.doc, clause.verb
    home = page.quotation(verb.i)
    start = verb.sent.start if home is None else max(home.first, verb.sent.start)
    if not clause.source or verb.dep_ in _EMBEDDED or not finite(verb) or _has_own_content(clause):
        return None
    at = _previous(page, clause.first)
    if at <= start or not (doc[at].text in LEADS or page.quotation(at) is not None):
        return None
    if any(
        i not in clause.cue and i not in clause.source and doc[i].pos_ == "VERB"
        for i in range(clause.first, clause.last)
    ):
        return None
    governor = _governor(clause)
    if governor is None:
        return None
    content = set(range(start, at + (page.held_by[at] >= 0)))
    content |= _resumed(page, clause, governor)
    return frozenset(content) if any(doc[i].pos_ in {"VERB", "AUX"} or doc[i].dep_ == "ROOT" for i in content) else None


def _has_own_content(clause: Clause) -> bool:
    """An object or complement behind the verb, or a question word: "what X said", "when X spoke"."""
    return any(
        (c.dep_ in {"dobj", "xcomp", "oprd", "acomp", "attr"} and c.i > clause.verb.i and c.i not in clause.source)
        or c.tag_ in {"WRB", "WP", "WDT"}
        for c in clause.verb.children
    )


def _governor(clause: Clause) -> Token | None:
    """The verb of the content: a complement on the left, or the clause that this one is put into."""
    verb = clause.verb
    left = next((c for c in verb.children if c.dep_ in {"ccomp", "parataxis", "dep"} and c.i < clause.first), None)
    if left is not None and (finite(left) or left.pos_ not in {"VERB", "AUX"}):
        return left
    if child(verb, "ccomp") is not None or child(verb, "mark") is not None:
        return None
    if verb.dep_ in {"parataxis", "ccomp", "advcl", "dep"} and not clause.first <= verb.head.i <= clause.last:
        return verb.head
    return None


def _goes_on(clause: Clause, further: Token) -> bool:
    """Whether a clause joined behind a comma goes on with what is said: "*Prices fell*, she said, *but it rains*".

    Not one that attributes by itself, nor one that tells what the speaker did next ("…, she said, and left").
    """
    doc = further.doc
    first = further.left_edge.i
    behind = first - 1
    while behind > clause.last and doc[behind].dep_ in {"cc", "punct"} and doc[behind].text != ",":
        behind -= 1
    parted = further.dep_ == "conj" and further.i > clause.last and doc[behind].text == "," and behind >= clause.last
    return parted and child(further, "nsubj", "nsubjpass", "expl") is not None and next(readings(further), None) is None


def _resumed(page: Page, clause: Clause, governor: Token) -> set[int]:
    """The rest of a content that the clause interrupts."""
    doc, end = page.doc, clause.verb.sent.end
    resumes = next((i for i in range(clause.last + 1, end) if doc[i].text in LEADS), end)
    mine = subtree(clause.verb, [governor] if governor.head.i == clause.verb.i else ())
    rest = {i for i in range(resumes + 1, end) if i in subtree(governor)}
    if governor.head.i != clause.verb.i:
        rest -= mine
    for c in clause.verb.children:
        if (c.dep_ == "ccomp" and c.i > clause.last) or _goes_on(clause, c):
            rest |= subtree(c)
    return rest if any(doc[i].pos_ in {"VERB", "AUX", "NOUN"} for i in rest) else set()
