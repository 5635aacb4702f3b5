"""What a paper's own staff looked at: "our reporter looked at nine vans", "a correspondent visited the site".

Nobody is reported to say it: the document tells it in its own voice, and its publisher, or the agency that it credits,
answers for it.
"""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.evidence_phrases import Reading, evidencing
from claimgraph.extract.kinds import is_hypothetical
from claimgraph.extract.syntax import is_negated, lemma, lemmas
from claimgraph.model import Disclosure

__all__ = ["witnessed"]

_STAFF = {"reporter", "correspondent", "journalist", "photographer", "cameraman", "camerawoman"}
_LOOKS = {"count", "film", "inspect", "measure", "photograph", "visit", "watch", "weigh"}
_PARTICLES = {"look": {"at", "into", "inside", "through", "over"}, "walk": {"through", "round", "around"}}
_DONE = {"VBD", "VBN"}


def witnessed(verb: Token) -> Reading | None:
    """What a verb says of what the document's own staff saw; None where it says nothing of it."""
    if verb.tag_ not in _DONE or is_negated(verb) or is_hypothetical(verb) or not _inspects(verb) or not _is_told(verb):
        return None
    subject = next((c for c in _first(verb).children if c.dep_ == "nsubj"), None)
    return Reading(Disclosure.PUBLIC, first_hand=True) if subject is not None and _is_staff(subject) else None


def _inspects(verb: Token) -> bool:
    leads = {c.lower_ for c in verb.children if c.dep_ in {"prep", "prt"}}
    at = bool(leads & _PARTICLES.get(lemma(verb), set()))
    return at or (lemma(verb) in _LOOKS | evidencing("inspects") and any(c.dep_ == "dobj" for c in verb.children))


def _is_told(verb: Token) -> bool:
    """Whether it is the sentence itself that tells it, or what is joined to it, and nothing under another verb."""
    return _first(verb).dep_ == "ROOT"


def _first(verb: Token) -> Token:
    """The verb that a joined verb is joined to, which has their subject."""
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    return _first(verb.head) if verb.dep_ == "conj" and not own and verb.head.i != verb.i else verb


def _is_staff(noun: Token) -> bool:
    """Whether a noun means a reporter of the document's own: "our reporter", "a reporter", not "a reporter for X"."""
    if not _STAFF & set(lemmas(noun)) or any(
        c.dep_ in {"prep", "relcl", "acl", "compound", "nmod"} for c in noun.children
    ):
        return False
    whose = next((c for c in noun.children if c.dep_ == "poss"), None)
    return whose is None or whose.lower_ in {"our", "my"}
