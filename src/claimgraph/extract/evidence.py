"""Where a text offers evidence, says that somebody has it, or says that it is lacking.

A mention is a noun of `lexicons/evidence.tsv` in one of a few constructions, whose verbs are `lexicons/evidencing.tsv`:
offered ("logs show", "published data", "according to a report", "documents reviewed by"), held and not shown ("has
information indicating"), or lacking ("no evidence", "without proof", "the evidence remains incomplete").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from claimgraph.extract.kinds import is_hypothetical
from claimgraph.extract.lexicon import rows
from claimgraph.extract.syntax import is_negated, lemma, lemmas, noun_phrase, span_of, subjects, trimmed
from claimgraph.model import Disclosure, EvidenceType, Span

__all__ = ["Mentioned", "is_evidence", "mentioned"]

_SWORN = {"affidavit", "testimony", "deposition", "declaration"}
_PUBLISHED = {"study", "audit", "report", "survey", "filing", "paper", "ruling", "judgment", "statistic", "figure", "record", "agreement", "act"}
_COPULAS = {"be", "remain", "seem", "appear", "stay"}
_WEAK_REPORTS = {"claim", "allegation", "accusation", "assertion", "rumour", "rumor", "speculation"}
_ORIGINAL = {"official", "original", "primary", "leaked", "internal", "authentic", "genuine", "published", "public"}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention of evidence.

    Attributes:
        span: the noun phrase.
        noun: its head.
        type: what it is made of.
        disclosure: whether it can be inspected, by the text's own words.
        offerer: heads of the phrases that name who offers, has or lacks it.
        content: the verb or noun whose words say what it is evidence of, where the construction has one.
        first_hand: the text says that somebody has looked at it or made it.
        shows: it is the subject of a verb of showing ("a study found").
    """

    span: Span
    noun: Token
    type: EvidenceType
    disclosure: Disclosure
    offerer: tuple[Token, ...]
    content: Token | None
    first_hand: bool
    shows: bool


@cache
def _nouns() -> Mapping[str, tuple[EvidenceType, str]]:
    return MappingProxyType(
        {r["lemma"]: (EvidenceType(r["type"]), r["use"]) for r in rows("evidence", ("lemma", "type", "use"))}
    )


@cache
def _verbs() -> Mapping[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for row in rows("evidencing", ("lemma", "role")):
        roles.setdefault(row["role"], set()).add(row["lemma"])
    return MappingProxyType({role: frozenset(words) for role, words in roles.items()})


def is_evidence(noun: Token) -> bool:
    """Whether a noun names evidence, in whatever construction."""
    return any(form in _nouns() for form in lemmas(noun))


def mentioned(doc: Doc) -> list[Mentioned]:
    """The mentions of evidence in a document, in order, one a phrase."""
    found: list[Mentioned] = []
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod"}:
            continue
        entry = next((e for form in lemmas(token) if (e := _nouns().get(form))), None)
        if entry is None:
            continue
        item = _read(token, *entry)
        if item is not None and not (found and found[-1].span.end > item.span.start):
            found.append(item)
    return found


def _read(noun: Token, sort: EvidenceType, use: str) -> Mentioned | None:
    """The first construction that fits a noun, most specific first."""
    span = _phrase(noun)
    if span is None:
        return None
    for construction in _CONSTRUCTIONS:
        reading = construction(noun, use)
        if reading is not None:
            disclosure, offerer, content, first_hand = reading
            shows = construction is _shown
            return Mentioned(span, noun, sort, disclosure, tuple(offerer), content, first_hand, shows)
    return None


def _phrase(noun: Token) -> Span | None:
    span = span_of(noun_phrase(noun))
    return None if span is None else trimmed(noun.doc.text, span)


_Reading = tuple[Disclosure, list[Token], Token | None, bool]


def _lacking(noun: Token, use: str) -> _Reading | None:
    """As in "No evidence", "did not provide evidence", "without proof", "the evidence remains incomplete"."""
    if use == "offered" and lemma(noun.head) not in _verbs()["publishes"] and not _is_missed(noun):
        return None
    verb = _governor(noun)
    if noun.dep_ == "attr" and _is_other_than_proof(noun):
        return None
    if verb is not None and _is_kept_back(noun, verb):
        return Disclosure.UNDISCLOSED, _holder(noun, verb), _about(noun), False
    if is_negated(noun) or _is_lacking(noun) or (verb is not None and _withheld(noun, verb)):
        return Disclosure.ABSENT, _holder(noun, verb), _about(noun), False
    if use == "always" and (_is_said_incomplete(noun, verb) or _not_the_same(noun)):
        return Disclosure.ABSENT, [], _about(noun), False
    return None


def _is_said_incomplete(noun: Token, verb: Token | None) -> bool:
    """As in "the evidence remains incomplete"."""
    copula = verb is not None and lemma(verb) in _COPULAS and noun.dep_ in {"nsubj", "nsubjpass"}
    return verb is not None and copula and any(_is_incomplete(c) for c in verb.children)


def _is_missed(noun: Token) -> bool:
    """As in "there is no public data set", "found no record of it", "no study has shown": "no" beside the noun itself."""
    if not any(c.lower_ == "no" for c in noun.children):
        return False
    verb = noun.head
    found = noun.dep_ == "dobj" and lemma(verb) in {"find", "see", "have", "contain", "include", "offer"}
    return found or (noun.dep_ == "attr" and lemma(verb) == "be") or (noun.dep_ in {"nsubj", "nsubjpass"} and _proves(verb))


def _proves(verb: Token) -> bool:
    return lemma(verb) in _verbs()["shows"] | _verbs()["publishes"]


def _is_kept_back(noun: Token, verb: Token) -> bool:
    """Whether something that exists is not shown: "did not publish the logs", "the letter has not been made public"."""
    definite = any(c.dep_ == "poss" or c.lower_ in {"the", "those", "these", "that"} for c in noun.children)
    if not definite or noun.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
        return False
    if lemma(verb) in {"seal", "redact", "withhold", "suppress", "classify"}:
        return True
    shown = lemma(verb) in _verbs()["publishes"] or (lemma(verb) == "make" and any(c.lower_ == "public" for c in verb.children))
    return shown and (is_negated(verb) or lemma(verb.head) in _verbs()["lacks"])


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
    return token.lower_ in _verbs()["incomplete"] or (
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
    if noun.dep_ not in {"dobj", "nsubjpass", "attr", "pobj"} and not _existential(noun, verb):
        return False
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "conj"} and len(chain) < 4:  # noqa: PLR2004 "refused to agree to provide"
        chain.append(chain[-1].head)
    given = _verbs()["publishes"] | _verbs()["holds"] | {"be"}
    if lemma(verb) not in given and lemma(verb) not in _verbs()["lacks"]:
        return False
    return any(
        any(c.dep_ == "neg" for c in v.children)
        or lemma(v) in _verbs()["lacks"]
        or (v.dep_ == "pcomp" and v.head.lower_ == "without")
        for v in chain
    ) or (verb.dep_ == "xcomp" and lemma(verb.head) == "have" and any(c.lower_ == "yet" for c in verb.head.children))


def _existential(noun: Token, verb: Token) -> bool:
    return noun.dep_ == "attr" and lemma(verb) == "be" and any(c.dep_ == "expl" for c in verb.children)


def _held(noun: Token, use: str) -> _Reading | None:
    """As in "Has information indicating", "there is substantial evidence": said to exist, not shown."""
    if use == "offered":
        return None
    verb = _governor(noun)
    if verb is None:
        return None
    holds = lemma(verb) in _verbs()["holds"] and noun.dep_ in {"dobj", "nsubjpass"}
    if holds or _existential(noun, verb) or (use == "always" and noun.dep_ == "pobj" and noun.head.lower_ == "on"):
        return Disclosure.UNDISCLOSED, _holder(noun, verb), _about(noun), False
    return None


def _shown(noun: Token, use: str) -> _Reading | None:
    """As in "Logs show that", "a study found": the noun is what shows something."""
    verb = _governor(noun)
    if verb is None or noun.dep_ != "nsubj" or lemma(verb) not in _verbs()["shows"]:
        return None
    if is_negated(verb):
        return (Disclosure.ABSENT, [], verb, False) if use == "always" else None
    return _disclosed(noun), _makers(noun), verb, _is_inspected(noun)


def _given(noun: Token, _use: str) -> _Reading | None:
    """As in "Published logs showing", "cited a study", "released screenshots"."""
    verb = _governor(noun)
    if verb is None or noun.dep_ not in {"dobj", "nsubjpass"}:
        return None
    if is_hypothetical(verb) or (verb.tag_ == "VB" and lemma(verb.head) not in {"offer", "agree"}):
        return None
    if lemma(verb) in _verbs()["publishes"]:
        if lemma(verb.head) in {"offer", "agree"} and verb.dep_ == "xcomp":
            return Disclosure.UNDISCLOSED, _holder(noun, verb), _about(noun), False
        return Disclosure.PUBLIC, _holder(noun, verb) or _makers(noun), _about(noun), _is_inspected(noun)
    if lemma(verb) in _verbs()["inspects"]:
        return Disclosure.UNDISCLOSED, _makers(noun), _about(noun), True
    return None


def _cited(noun: Token, use: str) -> _Reading | None:
    """As in "According to a report", "in a lawsuit", "citing documents", "based on data", "documents reviewed by X"."""
    inspected = _is_inspected(noun)
    if noun.dep_ == "pobj":
        preposition = noun.head
        outer = preposition.head if preposition.dep_ == "prep" else preposition
        if preposition.lower_ == "to" and outer.lower_ == "according":
            return _disclosed(noun), _makers(noun), None, inspected
        if preposition.lower_ in {"on", "upon"} and lemma(outer) in {"base", "rely", "draw", "rest", "hinge"}:
            return _shown_or_not(noun), _makers(noun) or subjects(outer), None, inspected
        if preposition.lower_ in {"by", "from"} and lemma(outer) in {"judge"}:
            return _shown_or_not(noun), _makers(noun), None, inspected
        if preposition.lower_ in {"in", "under"} and _is_sworn(noun) and _attributes(outer):
            return _disclosed(noun), _makers(noun) or subjects(outer), outer, inspected
    if _is_backing(noun):
        return _shown_or_not(noun), _makers(noun), None, inspected
    if noun.dep_ == "dobj" and lemma(noun.head) in {"cite", "invoke", "quote"} and not is_hypothetical(noun.head):
        return _shown_or_not(noun), _makers(noun) or subjects(noun.head), None, inspected
    if inspected:
        return _disclosed(noun), _makers(noun), None, True
    return None


def _original(noun: Token, use: str) -> _Reading | None:
    """As in "The file is an official document": the text vouches for a source."""
    if use != "offered" or noun.dep_ != "attr" or lemma(noun.head) != "be" or is_negated(noun):
        return None
    if any(c.lower_ in _ORIGINAL for c in noun.children):
        return Disclosure.PUBLIC, _makers(noun), None, False
    return None


def _lone(noun: Token, use: str) -> _Reading | None:
    """Evidence by its name, with what it is evidence of: "evidence that P", "proof of P"."""
    if use == "always" and lemma(noun) in {"evidence", "proof"} and _about(noun) is not None and not is_negated(noun):
        return Disclosure.UNKNOWN, _makers(noun), _about(noun), False
    return None


_CONSTRUCTIONS = (_lacking, _held, _shown, _given, _cited, _original, _lone)


def _attributes(verb: Token) -> bool:
    """Whether a verb reports speech, roughly: it has a clause or a quotation under it."""
    return verb.pos_ == "VERB" and any(c.dep_ in {"ccomp", "dobj", "oprd"} for c in verb.children)


def _governor(noun: Token) -> Token | None:
    """The verb that a noun depends on, through "of" phrases and conjunctions."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in {"VERB", "AUX"}:
        return noun.head.head
    return noun.head if noun.head.pos_ in {"VERB", "AUX"} and noun.head.i != noun.i else None


def _about(noun: Token) -> Token | None:
    """The verb of the clause that says what the noun is evidence of."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            shows = lemma(child) in _verbs()["shows"]
            return next((c for c in child.children if c.dep_ == "ccomp"), child) if shows else child
    return next((p for c in noun.children if c.lower_ in {"of", "for"} for p in c.children), None)


def _makers(noun: Token) -> list[Token]:
    """Whose it is: "X's report", "a report by X", "data from X", "logs published by X"."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            found += [p for p in child.children if p.dep_ == "pobj"]
        if child.dep_ == "acl":
            found += [p for c in child.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN":
            found.append(child)
    return found


def _holder(noun: Token, verb: Token | None) -> list[Token]:
    if verb is None:
        return _makers(noun)
    return [s for s in subjects(verb) if s.i != noun.i] or _makers(noun)


def _disclosed(noun: Token) -> Disclosure:
    """Public unless the words say that it was only seen, leaked or kept back."""
    marks = {lemma(t) for t in _describing(noun)} | {t.lower_ for t in _describing(noun)}
    if marks & {
        "internal",
        "confidential",
        "classified",
        "leaked",
        "undisclosed",
        "unpublished",
        "secret",
        "anonymous",
    }:
        return Disclosure.UNDISCLOSED
    if marks & _verbs()["inspects"]:
        return Disclosure.UNDISCLOSED
    return Disclosure.PUBLIC


def _is_backing(noun: Token) -> bool:
    """As in "backed it with screenshots", "points to a log of the tests"."""
    if noun.dep_ != "pobj" or noun.head.dep_ not in {"prep", "agent"}:
        return False
    verb, preposition = lemma(noun.head.head), noun.head.lower_
    backs = preposition in {"with", "by"} and verb in {"back", "support", "bolster", "substantiate", "corroborate"}
    return backs or (preposition == "to" and verb == "point" and noun.head.head.pos_ == "VERB")


def _shown_or_not(noun: Token) -> Disclosure:
    """Of what a claim rests on: a published kind of text is public, the rest nobody has seen by these words."""
    published = lemma(noun) in _PUBLISHED or any(c.lower_ in {"public", "published"} for c in noun.children)
    return _disclosed(noun) if published else Disclosure.UNDISCLOSED


def _is_sworn(noun: Token) -> bool:
    """Whether a noun names testimony: "in an affidavit", not "in an interview" or "in a letter", which are only media."""
    return lemma(noun) in _SWORN or any(c.lower_ == "sworn" for c in noun.children)


def _is_inspected(noun: Token) -> bool:
    return any(lemma(t) in _verbs()["inspects"] and t.dep_ in {"acl", "relcl"} for t in noun.children)


def _describing(noun: Token) -> Iterator[Token]:
    return (c for c in noun.children if c.dep_ in {"amod", "acl", "relcl", "compound"})
