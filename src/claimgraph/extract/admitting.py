"""Which attributions are assertions: somebody takes a stance on a proposition, and it has been done."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claimgraph.extract.attribution.provisions import binds
from claimgraph.extract.drafts import cue_of
from claimgraph.extract.evidence import is_evidence, is_evidence_by_name
from claimgraph.extract.found import Attribution
from claimgraph.extract.kinds import is_hypothetical
from claimgraph.extract.lexicon import words
from claimgraph.extract.syntax import head, is_negated, lemmas, tokens_in
from claimgraph.extract.wrongs import wrongs
from claimgraph.model import Kind, Stance

__all__ = ["admitted"]

_ANAPHORIC = {"PRON", "DET", "ADV", "PART", "ADP", "PUNCT", "CCONJ", "SCONJ", "INTJ"}


def admitted(doc: Doc, found: Attribution, asserters: tuple[str, ...]) -> bool:
    """Whether an attribution becomes an assertion.

    It does not when nobody in the document is its source, when its content only points elsewhere ("that", "so"),
    when it is a matter of effort or perception ("tries to", "hears"), or when it has not been done ("could say").
    """
    content = tokens_in(doc, found.content)
    if not any(t.pos_ not in _ANAPHORIC for t in content) and not _is_denied(found, content):
        return False
    if not asserters and found.cue and not (_goes_without(found) if not found.source else _by_evidence(doc, found)):
        return False
    if found.cue_lemma in words("efforts") or _is_misdeed(doc, found) or _is_doubt(doc, found):
        return False
    if any(a.startswith("instrument/") for a in asserters) or _is_bound(doc, found):
        return True
    verb = next((t for t in tokens_in(doc, found.cue) if t.pos_ == "VERB"), None)
    hypothetical = verb is not None and is_hypothetical(verb) and not _is_refused(verb)
    return found.construction != "provision" and not hypothetical and not (verb is not None and _is_occasion(verb))


def _is_bound(doc: Doc, found: Attribution) -> bool:
    """Whether the source is a law, a contract, a rule or a part of one, also where it is no known instrument."""
    source = head(tokens_in(doc, found.source))
    return source is not None and binds(source)


def _is_denied(found: Attribution, content: list[Token]) -> bool:
    """Whether a pronoun stands for what is denied: "denies it"."""
    cue = cue_of(found)
    return cue is not None and cue.stance is Stance.DENIES and found.construction == "noun object" and bool(content)


def _is_refused(verb: Token) -> bool:
    """Whether it is said that somebody does not say it: "would not discuss P", "could not deny that P"."""
    conditional = any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether", "lest"} for c in verb.children)
    return is_negated(verb) and not conditional


def _accuses(found: Attribution) -> bool:
    """Whether the cue is one of accusation: without a source, an accusation is the author's own word for it."""
    cue = cue_of(found)
    return cue is not None and cue.kind is Kind.ALLEGATION


def _goes_without(found: Attribution) -> bool:
    """Whether a cue needs no source: it accuses, says that one was told, or that people at large say ("reportedly")."""
    if found.construction == "passive telling":
        return True
    many = words("opinion-of-many") if found.construction == "raising passive" else words("hearsay")
    return _accuses(found) or found.cue_lemma in many


def _by_evidence(doc: Doc, found: Attribution) -> bool:
    """Whether evidence stands where a speaker would: "evidence suggests that P" is the author's to say."""
    source = head(tokens_in(doc, found.source))
    return source is not None and is_evidence_by_name(source)


def _is_doubt(doc: Doc, found: Attribution) -> bool:
    """Whether evidence is what the source's place holds and it is denied to show something: the author's own doubt."""
    source = head(tokens_in(doc, found.source))
    cue = next((t for t in tokens_in(doc, found.cue) if t.pos_ == "VERB"), None)
    return source is not None and cue is not None and is_negated(cue) and is_evidence(source)


def _is_occasion(verb: Token) -> bool:
    """Whether a verb only says when or why something happens: "when they start talking …", "see why one calls it …"."""
    if "why" in _opening(verb) and verb.tag_ != "VBD" and verb.head.i != verb.i:
        return True
    while verb.dep_ in {"xcomp", "conj", "pcomp", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return verb.dep_ == "advcl" and verb.tag_ != "VBD" and bool(_opening(verb) & {"when", "whenever", "until", "once"})


def _opening(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in {"advmod", "mark"} and c.i < verb.i}


def _is_misdeed(doc: Doc, found: Attribution) -> bool:
    """Whether the cue is a misdeed and no saying: "mistakenly labelled X as Y", "the platform exposed the data"."""
    if found.construction not in {"object and as-phrase", "object and predicate", "noun object"}:
        return False
    source = head(tokens_in(doc, found.source))
    of_a_thing = source is not None and any(form in words("things") for form in lemmas(source))
    return any(w.aggravated or (of_a_thing and w.sort != "open") for w in wrongs(tokens_in(doc, found.cue)))
