"""Where a text offers evidence, says that somebody has it, or says that it is lacking.

A mention is a noun of `lexicons/evidence.tsv` in one of the constructions of `evidence_offered` ("logs show",
"published data", "documents reviewed by X") and `evidence_lacking` ("no evidence", "has information indicating",
"did not publish the logs").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from claimgraph.extract.evidence_lacking import held, kept_back, lacking
from claimgraph.extract.evidence_offered import cited, given, lone, original, shown
from claimgraph.extract.lexicon import rows
from claimgraph.extract.syntax import lemmas, noun_phrase, span_of, trimmed
from claimgraph.model import Disclosure, EvidenceType, Span

__all__ = ["Mentioned", "is_evidence", "mentioned"]

_CONSTRUCTIONS = (kept_back, lacking, held, shown, given, cited, original, lone)


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


def is_evidence(noun: Token) -> bool:
    """Whether a noun names evidence, in whatever construction."""
    return any(form in _nouns() for form in lemmas(noun))


def mentioned(doc: Doc) -> list[Mentioned]:
    """The mentions of evidence in a document, in order, one a phrase."""
    found: list[Mentioned] = []
    text = doc.text  # spaCy puts it together anew each time
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod"}:
            continue
        entry = next((e for form in lemmas(token) if (e := _nouns().get(form))), None)
        if entry is None:
            continue
        item = _read(text, token, *entry)
        if item is not None and not (found and found[-1].span.end > item.span.start):
            found.append(item)
    return found


def _read(text: str, noun: Token, sort: EvidenceType, use: str) -> Mentioned | None:
    """The first construction that fits a noun, most specific first."""
    span = span_of(noun_phrase(noun))
    span = None if span is None else trimmed(text, span)
    if span is None:
        return None
    for construction in _CONSTRUCTIONS:
        reading = construction(noun, use)
        if reading is not None:
            return Mentioned(span, noun, sort, *reading, shows=construction is shown)
    return None
