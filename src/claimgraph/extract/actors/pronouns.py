"""Whom a pronoun means: number, animacy and gender rule out, salience decides, and a near tie is refused."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene
from claimgraph.extract.actors.discourse import Mention, Ranked, Referent
from claimgraph.model import ActorType

__all__ = ["PRONOUNS", "pronoun"]

_HE = {"he", "him", "his", "himself"}
_SHE = {"she", "her", "hers", "herself"}
_IT = {"it", "its", "itself"}
_THEY = {"they", "them", "their", "theirs", "themselves"}
_WE = {"we", "us", "our", "ours", "i", "me", "my", "ourselves", "myself"}
PRONOUNS = frozenset(_HE | _SHE | _IT | _THEY | _WE)

_WINDOW = 3  # sentences
_BODIES = {ActorType.ORGANIZATION, ActorType.COMPANY, ActorType.GOVERNMENT_BODY, ActorType.STATE, ActorType.COMMUNITY}


def pronoun(scene: Scene, token: Token) -> Ranked:
    """The antecedent of a pronoun, or the rivals for it."""
    word = token.lower_
    if word in _WE:
        return _first_person(scene)

    def fits(referent: Referent, mention: Mention) -> bool:
        return _agrees(word, referent) and not _bound(token, scene.doc[mention.token])

    return scene.discourse.rank(token.i, fits, _WINDOW)


def _agrees(word: str, referent: Referent) -> bool:
    person = referent.type is ActorType.PERSON
    if word in _HE:
        return person and referent.pronoun != "she"
    if word in _SHE:
        return person and referent.pronoun != "he"
    if word in _IT:
        return referent.type is None or referent.type in _BODIES
    return referent.type in _BODIES or (person and referent.pronoun == "")


def _bound(token: Token, antecedent: Token) -> bool:
    """An object does not mean its own verb's subject ("AP told it"), nor a possessor what it possesses."""
    same_verb = (
        token.head.i == antecedent.head.i
        and token.dep_ in {"dobj", "dative", "pobj"}
        and antecedent.dep_ in {"nsubj", "nsubjpass"}
    )
    return same_verb or (token.dep_ == "poss" and token.head.i == antecedent.i)


def _first_person(scene: Scene) -> Ranked:
    """ "We propose": the document's only named creator or publisher, else the one body that its opening names."""
    from claimgraph.extract.actors.publisher import first_person  # noqa: PLC0415

    return first_person(scene)
