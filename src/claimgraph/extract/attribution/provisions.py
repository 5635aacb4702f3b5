"""What a law, a contract or a part of one orders: "Under the Act, P", "Section 3 would void any contract"."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.adjuncts import clause_around
from claimgraph.extract.attribution.page import Draft, Page, Tokens
from claimgraph.extract.attribution.phrases import child, noun_phrase, passive, subject, subtree
from claimgraph.extract.lexicon import words

__all__ = ["binds", "provision", "under_instrument"]

_ORDERS = frozenset({"MD", "VBZ", "VBP"})
_WOULD = frozenset({"would", "'d", "will", "shall"})
_PRONOUNS = frozenset({"it", "which", "that"})


def binds(noun: Token) -> bool:
    """Whether a noun heads the name of a law, a contract, a rule, or a part of one: "the *Act*", "*section* 2"."""
    form = noun.lower_
    return form in words("binding") or form.removesuffix("s") in words("binding")


def under_instrument(page: Page, token: Token) -> Draft | None:
    """What holds by an instrument: "Under the Act, *agencies must disclose it*", "*they pay $5 a day* under the bill".

    The clause is in the present or has a modal: what was done under a law is no order of the law's.
    """
    pobj = child(token, "pobj") if token.lower_ == "under" and token.dep_ == "prep" else None
    if pobj is None or not any(binds(t) for t in _heads(pobj)):
        return None
    verb = token.head
    if verb.pos_ not in {"VERB", "AUX"} or not any(t.tag_ in _ORDERS for t in (verb, *verb.lefts)):
        return None
    source = noun_phrase(pobj)
    content = clause_around(page, token) - subtree(token) - source - {token.i}
    opening = min(content, default=token.i)
    if opening < token.i - 1 and token.i < verb.i:
        content = frozenset(i for i in content if i > token.i)  # ", under which …"
    return Draft(source, frozenset({token.i}), content, "under an instrument", "under") if content else None


def _heads(noun: Token) -> list[Token]:
    """A noun, the noun of its of-phrase, and for a relative pronoun what its clause modifies."""
    found = [noun, *(p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")]
    node = noun
    while noun.tag_ in {"WDT", "WP"} and node.head.i != node.i:
        if node.dep_ == "relcl":
            return [node.head]
        node = node.head
    return found


def provision(page: Page, verb: Token) -> Draft | None:
    """What an instrument would do, by whatever verb: "The bill *would void any contract to the contrary*".

    With a pronoun as its subject it counts only where that turns out to mean an instrument.
    """
    del page
    modal = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in _WOULD), None)
    noun = child(verb, "nsubj")
    if modal is None or noun is None or passive(verb) or child(verb, "neg") is not None:
        return None
    if not (binds(noun) or noun.lower_ in _PRONOUNS):
        return None
    further = [c for c in verb.children if c.dep_ in {"conj", "parataxis", "advcl", "cc"} and c.i > verb.i]
    content = frozenset(i for i in subtree(verb, further) if i > verb.i)
    source: Tokens = subject(verb)
    cue = frozenset({verb.i, *(c.i for c in verb.lefts if c.dep_ in {"aux", "advmod"} and c.i >= modal.i)})
    return Draft(source, cue, content, "provision", verb.lemma_.lower()) if content and source else None
