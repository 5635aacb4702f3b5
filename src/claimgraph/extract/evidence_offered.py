"""Evidence that is offered: it shows something, is published, cited, sworn to or looked at."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.evidence_phrases import (
    Reading,
    about,
    describing,
    evidencing,
    governor,
    holder,
    is_inspected,
    makers,
)
from claimgraph.extract.kinds import is_hypothetical
from claimgraph.extract.syntax import is_negated, lemma, subjects
from claimgraph.model import Disclosure

__all__ = ["cited", "given", "lone", "original", "shown"]

_ORIGINAL = {"official", "original", "primary", "leaked", "internal", "authentic", "genuine", "published", "public"}
_SWORN = {"affidavit", "testimony", "deposition", "declaration"}
_PUBLISHED = {
    "act",
    "agreement",
    "audit",
    "figure",
    "filing",
    "judgment",
    "paper",
    "record",
    "report",
    "ruling",
    "statistic",
    "study",
    "survey",
}
_KEPT = {"anonymous", "classified", "confidential", "internal", "leaked", "secret", "undisclosed", "unpublished"}
_RESTS = {"base", "rely", "draw", "rest", "hinge"}
_BACKS = {"back", "support", "bolster", "substantiate", "corroborate"}


def shown(noun: Token, use: str) -> Reading | None:
    """As in "logs show that", "a study found": the noun is what shows something."""
    verb = governor(noun)
    if verb is None or noun.dep_ != "nsubj" or lemma(verb) not in evidencing("shows"):
        return None
    if is_negated(verb):
        return Reading(Disclosure.ABSENT, (), verb) if use == "always" else None
    return Reading(_disclosed(noun), tuple(makers(noun)), verb, is_inspected(noun))


def given(noun: Token, _use: str) -> Reading | None:
    """As in "published logs", "released screenshots", "reviewed the records", "offered to show the contracts"."""
    verb = governor(noun)
    if verb is None or noun.dep_ not in {"dobj", "nsubjpass"} or is_hypothetical(verb):
        return None
    offered = verb.dep_ == "xcomp" and lemma(verb.head) in {"offer", "agree"}
    if verb.tag_ == "VB" and not offered:
        return None
    if lemma(verb) in evidencing("publishes"):
        who = tuple(holder(noun, verb) or makers(noun))
        return Reading(Disclosure.UNDISCLOSED if offered else Disclosure.PUBLIC, who, about(noun), is_inspected(noun))
    if lemma(verb) in evidencing("inspects"):
        return Reading(Disclosure.UNDISCLOSED, tuple(makers(noun)), about(noun), first_hand=True)
    return None


def cited(noun: Token, _use: str) -> Reading | None:
    """As in "according to documents", "citing e-mails", "based on data", "in an affidavit", "records reviewed by X"."""
    inspected = is_inspected(noun)
    if noun.dep_ == "pobj":
        reading = _after_preposition(noun)
        if reading is not None:
            return reading._replace(first_hand=inspected)
    if noun.dep_ == "dobj" and lemma(noun.head) in {"cite", "invoke", "quote"} and not is_hypothetical(noun.head):
        return Reading(_shown_or_not(noun), tuple(makers(noun) or subjects(noun.head)), None, inspected)
    return Reading(_disclosed(noun), tuple(makers(noun)), None, first_hand=True) if inspected else None


def _after_preposition(noun: Token) -> Reading | None:
    preposition = noun.head
    outer = preposition.head if preposition.dep_ in {"prep", "agent"} else preposition
    word, verb = preposition.lower_, lemma(outer)
    if word == "to" and outer.lower_ == "according":
        return Reading(_disclosed(noun), tuple(makers(noun)))
    if word in {"on", "upon"} and verb in _RESTS:
        return Reading(_shown_or_not(noun), tuple(makers(noun) or subjects(outer)))
    if word in {"in", "under"} and _is_sworn(noun) and _attributes(outer):
        return Reading(_disclosed(noun), tuple(makers(noun) or subjects(outer)), outer)
    backs = word in {"with", "by"} and verb in _BACKS
    points = word == "to" and verb == "point" and outer.pos_ == "VERB"
    if backs or points or (word in {"by", "from"} and verb == "judge"):
        return Reading(_shown_or_not(noun), tuple(makers(noun)))
    return None


def original(noun: Token, use: str) -> Reading | None:
    """As in "the file is an official document": the text vouches for a source."""
    if use != "offered" or noun.dep_ != "attr" or lemma(noun.head) != "be" or is_negated(noun):
        return None
    vouched = any(c.lower_ in _ORIGINAL for c in noun.children)
    return Reading(Disclosure.PUBLIC, tuple(makers(noun))) if vouched else None


def lone(noun: Token, use: str) -> Reading | None:
    """Evidence by its name, with what it is evidence of: "evidence that P", "proof of P"."""
    if use == "always" and lemma(noun) in {"evidence", "proof"} and about(noun) is not None and not is_negated(noun):
        return Reading(Disclosure.UNKNOWN, tuple(makers(noun)), about(noun))
    return None


def _disclosed(noun: Token) -> Disclosure:
    """Public unless the words say that it was only seen, leaked or kept back."""
    marks = {form for t in describing(noun) for form in (lemma(t), t.lower_)}
    return Disclosure.UNDISCLOSED if marks & (_KEPT | evidencing("inspects")) else Disclosure.PUBLIC


def _shown_or_not(noun: Token) -> Disclosure:
    """Of what a claim rests on: a published kind of text is public, the rest nobody has seen by these words."""
    published = lemma(noun) in _PUBLISHED or any(c.lower_ in {"public", "published"} for c in noun.children)
    return _disclosed(noun) if published else Disclosure.UNDISCLOSED


def _is_sworn(noun: Token) -> bool:
    """Whether a noun names testimony: "in an affidavit"; not "in an interview", "in a letter", which are only media."""
    return lemma(noun) in _SWORN or any(c.lower_ == "sworn" for c in noun.children)


def _attributes(verb: Token) -> bool:
    """Whether a verb reports speech, roughly: it has a clause or a quotation under it."""
    return verb.pos_ == "VERB" and any(c.dep_ in {"ccomp", "dobj", "oprd"} for c in verb.children)
