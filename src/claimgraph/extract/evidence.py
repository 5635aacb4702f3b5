"""Where a text offers evidence, says that somebody has it, or says that it is lacking.

A mention is a noun of `lexicons/evidence.tsv`, mostly in one of the constructions of `evidence_offered` ("logs show",
"published data", "documents reviewed by X") and `evidence_lacking` ("no evidence", "has information indicating",
"did not publish the logs"), or a verb in one of those of `evidence_missing` ("we could not verify this") or of
`evidence_witnessed` ("our reporter looked at nine vans").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from claimgraph.extract.evidence_lacking import held, kept_back, lacking
from claimgraph.extract.evidence_missing import missing
from claimgraph.extract.evidence_offered import cited, given, lone, original, shown
from claimgraph.extract.evidence_phrases import makers
from claimgraph.extract.evidence_witnessed import witnessed
from claimgraph.extract.lexicon import rows
from claimgraph.extract.syntax import lemmas, noun_phrase, span_of, text_of, trimmed
from claimgraph.model import Disclosure, EvidenceType, Span

__all__ = ["Mentioned", "considered", "is_evidence", "is_evidence_by_name"]

_NAMELESS = frozenset({"information"})
_CONSTRUCTIONS = (kept_back, lacking, held, shown, given, cited, original, lone)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention of evidence.

    Attributes:
        span: the noun phrase; of a verb its clause.
        noun: its head.
        use: the row of the noun says how it is used: always, held, offered or weak; empty for a verb.
        construction: the name of the construction that it stands in, or nothing.
        type: what it is made of.
        disclosure: whether it can be inspected, by the text's own words.
        offerer: heads of the phrases that name who offers, has or lacks it.
        content: the verb or noun whose words say what it is evidence of, where the construction has one.
        first_hand: the text says that somebody has looked at it or made it.
    """

    span: Span
    noun: Token
    use: str
    construction: str
    type: EvidenceType
    disclosure: Disclosure
    offerer: tuple[Token, ...]
    content: Token | None
    first_hand: bool


@cache
def _nouns() -> Mapping[str, tuple[EvidenceType, str]]:
    return MappingProxyType(
        {r["lemma"]: (EvidenceType(r["type"]), r["use"]) for r in rows("evidence", ("lemma", "type", "use"))}
    )


def is_evidence(noun: Token) -> bool:
    """Whether a noun names evidence, in whatever construction."""
    return any(form in _nouns() and _nouns()[form][1] != "weak" for form in lemmas(noun))


def is_evidence_by_name(noun: Token) -> bool:
    """Whether a noun says no more than that it is evidence: "evidence", "proof", "information"; nobody speaks in it."""
    owned = any(c.dep_ == "poss" for c in noun.children)
    plain = any(form in _NAMELESS or (form in _nouns() and _nouns()[form][1] == "always") for form in lemmas(noun))
    return plain and not owned and noun.pos_ == "NOUN"


@lru_cache(maxsize=1)
def considered(doc: Doc) -> tuple[Mentioned, ...]:
    """All that may be a mention of evidence, in order; none overlaps another."""
    found: list[Mentioned] = []
    text = text_of(doc)
    for token in doc:
        item = _verb(text, token) if token.pos_ == "VERB" else _noun(text, token)
        if item is None:
            continue
        last = found[-1] if found else None
        if last is None or last.span.end <= item.span.start:
            found.append(item)
        elif item.construction and not last.construction:
            found[-1] = item
    return tuple(found)


def _verb(text: str, verb: Token) -> Mentioned | None:
    reading, name, sort = missing(verb), "missing", EvidenceType.UNSPECIFIED
    if reading is None:
        reading, name, sort = witnessed(verb), "witnessed", EvidenceType.TESTIMONY
    span = None if reading is None else span_of(noun_phrase(verb))
    span = None if span is None else trimmed(text, span)
    if reading is None or span is None:
        return None
    return Mentioned(span, verb, "", name, sort, *reading)


def _noun(text: str, noun: Token) -> Mentioned | None:
    """The first construction that fits a noun, most specific first."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "nmod"}:
        return None
    mail = _hyphenated(noun)
    entry = _nouns().get("e-mail") if mail else next((e for f in lemmas(noun) if (e := _nouns().get(f))), None)
    span = None if entry is None else span_of([*noun_phrase(noun), *(t for m in mail for t in noun_phrase(m))])
    span = None if span is None else trimmed(text, span)
    if entry is None or span is None:
        return None
    sort, use = entry
    for construction in _CONSTRUCTIONS:
        reading = construction(noun, "offered" if use == "weak" else use)
        if reading is not None:
            name = construction.__name__
            return Mentioned(span, noun, use, name, sort, *reading)
    return Mentioned(span, noun, use, "", sort, Disclosure.UNKNOWN, tuple(makers(noun)), None, first_hand=False)


def _hyphenated(noun: Token) -> tuple[Token, ...]:
    """The "e" and its hyphen before a "mail" that the parser takes for three words."""
    if noun.lower_ not in {"mail", "mails"} or noun.i < 2 or noun.nbor(-1).text != "-":  # noqa: PLR2004 "e", "-"
        return ()
    return (noun.nbor(-2),) if noun.nbor(-2).lower_ == "e" else ()
