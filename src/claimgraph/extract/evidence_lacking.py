"""Evidence that is said to be lacking, or to exist and not be shown."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.evidence_phrases import Reading, about, evidencing, existential, governor, holder
from claimgraph.extract.syntax import is_negated, lemma
from claimgraph.model import Disclosure

__all__ = ["held", "kept_back", "lacking"]

_COPULAS = {"be", "remain", "seem", "appear", "stay"}
_WEAK_REPORTS = {"claim", "allegation", "accusation", "assertion", "rumour", "rumor", "speculation"}
_CHAIN = 4  # verbs: "refused to agree to provide"


def lacking(noun: Token, use: str) -> Reading | None:
    """As in "no evidence", "did not provide evidence", "without proof", "the evidence remains incomplete"."""
    if use == "offered" and lemma(noun.head) not in evidencing("publishes") and not _is_missed(noun):
        return None
    verb = governor(noun)
    if noun.dep_ == "attr" and _is_other_than_proof(noun):
        return None
    if is_negated(noun) or _is_lacking(noun) or (verb is not None and _withheld(noun, verb)):
        return Reading(Disclosure.ABSENT, tuple(holder(noun, verb)), about(noun))
    if use == "always" and (_is_said_incomplete(noun, verb) or _not_the_same(noun)):
        return Reading(Disclosure.ABSENT, (), about(noun))
    return None


def kept_back(noun: Token, _use: str) -> Reading | None:
    """As in "did not publish the logs", "the letter has not been made public", "the records are sealed"."""
    verb = governor(noun)
    if verb is None or not _is_kept_back(noun, verb):
        return None
    return Reading(Disclosure.UNDISCLOSED, tuple(holder(noun, verb)), about(noun))


def held(noun: Token, use: str) -> Reading | None:
    """As in "has information indicating", "there is substantial evidence": said to exist, not shown."""
    verb = governor(noun)
    if use == "offered" or verb is None:
        return None
    holds = lemma(verb) in evidencing("holds") and noun.dep_ in {"dobj", "nsubjpass"}
    if holds or existential(noun, verb) or (use == "always" and noun.dep_ == "pobj" and noun.head.lower_ == "on"):
        return Reading(Disclosure.UNDISCLOSED, tuple(holder(noun, verb)), about(noun))
    return None


def _is_said_incomplete(noun: Token, verb: Token | None) -> bool:
    """As in "the evidence remains incomplete"."""
    copula = verb is not None and lemma(verb) in _COPULAS and noun.dep_ in {"nsubj", "nsubjpass"}
    return verb is not None and copula and any(_is_incomplete(c) for c in verb.children)


def _is_missed(noun: Token) -> bool:
    """As in "there is no public data set", "found no record of it", "no study has shown": "no" beside the noun."""
    if not any(c.lower_ == "no" for c in noun.children):
        return False
    verb = noun.head
    found = noun.dep_ == "dobj" and lemma(verb) in {"find", "see", "have", "contain", "include", "offer"}
    return (
        found
        or (noun.dep_ == "attr" and lemma(verb) == "be")
        or (noun.dep_ in {"nsubj", "nsubjpass"} and _proves(verb))
    )


def _proves(verb: Token) -> bool:
    return lemma(verb) in evidencing("shows") | evidencing("publishes")


def _is_kept_back(noun: Token, verb: Token) -> bool:
    """Whether something that exists is not shown: "did not publish the logs", "the letter has not been made public"."""
    definite = any(c.dep_ == "poss" or c.lower_ in {"the", "those", "these", "that"} for c in noun.children)
    if not definite or noun.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
        return False
    if lemma(verb) in {"seal", "redact", "withhold", "suppress", "classify"}:
        return True
    shown = lemma(verb) in evidencing("publishes") or (
        lemma(verb) == "make" and any(c.lower_ == "public" for c in verb.children)
    )
    return shown and (is_negated(verb) or lemma(verb.head) in evidencing("lacks"))


def _is_other_than_proof(noun: Token) -> bool:
    """Whether something that nobody takes for evidence is said not to be it: "the reaction is not proof of a plan"."""
    subject = next((c for c in noun.head.children if c.dep_ in {"nsubj", "expl"}), None)
    return subject is not None and subject.pos_ == "NOUN" and lemma(subject) not in _WEAK_REPORTS


def _is_lacking(noun: Token) -> bool:
    """As in "A lack of evidence", "little evidence", "unpublished evidence"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in {"lack", "absence", "shortage"}:
        return True
    return any(
        c.lower_ in {"little", "scant", "insufficient", "zero", "few"} for c in noun.children if c.dep_ == "amod"
    )


def _is_incomplete(token: Token) -> bool:
    return token.lower_ in evidencing("incomplete") or (
        token.pos_ == "ADJ" and any(c.dep_ == "neg" for c in token.head.children)
    )


def _not_the_same(noun: Token) -> bool:
    """Whether the noun is what something is said not to be: "claims, not proof", "not the same as evidence"."""
    if noun.dep_ == "appos" and lemma(noun.head) in _WEAK_REPORTS:
        return any(c.dep_ == "neg" for x in (noun, noun.head) for c in x.children)
    governor = noun.head
    while governor.pos_ not in {"VERB", "AUX"} and governor.head.i != governor.i:
        governor = governor.head
    return lemma(governor) == "be" and any(c.dep_ == "neg" for c in governor.children) and noun.i > governor.i


def _withheld(noun: Token, verb: Token) -> bool:
    """Whether the verb that governs the noun is denied, or says by itself that nothing is given."""
    if noun.dep_ not in {"dobj", "nsubjpass", "attr", "pobj"} and not existential(noun, verb):
        return False
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "conj"} and len(chain) < 4:  # noqa: PLR2004 "refused to agree to provide"
        chain.append(chain[-1].head)
    given = evidencing("publishes") | evidencing("holds") | {"be"}
    if lemma(verb) not in given and lemma(verb) not in evidencing("lacks"):
        return False
    return any(
        any(c.dep_ == "neg" for c in v.children)
        or lemma(v) in evidencing("lacks")
        or (v.dep_ == "pcomp" and v.head.lower_ == "without")
        for v in chain
    ) or (verb.dep_ == "xcomp" and lemma(verb.head) == "have" and any(c.lower_ == "yet" for c in verb.head.children))
