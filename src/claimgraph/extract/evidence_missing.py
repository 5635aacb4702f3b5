"""Evidence that is said to be wanting by a verb: "we could not verify this", "offered nothing to back it up"."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.evidence_phrases import Reading, evidencing
from claimgraph.extract.syntax import is_negated, lemma, subjects
from claimgraph.model import Disclosure

__all__ = ["missing"]

_CHECKS = {"verify", "confirm", "corroborate", "prove", "substantiate", "authenticate", "check", "reproduce"}
_ABLE = {"can", "could", "able", "possible", "way"}
_TELLS = {"say", "name", "explain", "specify", "identify", "disclose", "describe", "detail", "reveal"}
_NOTHING = {"nothing", "none"}
_PLAIN = {"it", "them", "this", "that", "either", "any", "those", "these", "neither"}


def missing(verb: Token) -> Reading | None:
    """What a verb says of evidence that no noun names; None where it says nothing of it."""
    if _unchecked(verb) or _nothing(verb):
        return Reading(Disclosure.ABSENT, tuple(subjects(verb)))
    if is_negated(verb) and (_untold(verb) or _unshown(verb)):
        return Reading(Disclosure.UNDISCLOSED, tuple(subjects(verb)))
    return None


def _unchecked(verb: Token) -> bool:
    """As in "could not verify this", "have not been able to confirm it", "there is no way to check"."""
    if lemma(verb) not in _CHECKS:
        return False
    over = [verb, verb.head] if verb.dep_ in {"xcomp", "acl", "advcl", "relcl"} else [verb]
    denied = any(is_negated(t) for t in over) or any(
        c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"nobody", "neither", "none"} for c in verb.children
    )
    return denied and any(t.lower_ in _ABLE or any(c.lower_ in _ABLE for c in t.children) for t in over)


def _nothing(verb: Token) -> bool:
    """As in "offered nothing to back that up", "seen nothing that supports this"."""
    held = evidencing("publishes") | evidencing("holds")
    return lemma(verb) in held and any(c.dep_ in {"dobj", "oprd"} and c.lower_ in _NOTHING for c in verb.children)


def _untold(verb: Token) -> bool:
    """As in "has not said how it arrived at the number", "did not name the vendor"."""
    if lemma(verb) not in _TELLS:
        return False
    if lemma(verb) == "name":
        return any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children)
    asks = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "dobj"}]
    return any(t.lower_ in {"how", "where", "what", "which", "who"} for c in asks for t in c.subtree)


def _unshown(verb: Token) -> bool:
    """As in "It has not published them", "will not release it": what was named before."""
    shows = lemma(verb) in evidencing("publishes") | {"lend", "show", "publish"}
    return shows and any(c.dep_ in {"dobj", "nsubjpass"} and c.lower_ in _PLAIN for c in verb.children)
