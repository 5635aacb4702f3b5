"""Whom a pronoun means: number, animacy and gender rule out, salience decides, and a near tie is refused."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene
from claimgraph.extract.actors.discourse import Mention, Ranked, Referent
from claimgraph.extract.actors.publisher import first_person
from claimgraph.model import ActorType

__all__ = ["PRONOUNS", "pronoun"]

_HE = {"he", "him", "his", "himself"}
_SHE = {"she", "her", "hers", "herself"}
_IT = {"it", "its", "itself"}
_THEY = {"they", "them", "their", "theirs", "themselves"}
_WE = {"we", "us", "our", "ours", "ourselves"}
_I = {"i", "me", "my", "mine", "myself"}
PRONOUNS = frozenset(_HE | _SHE | _IT | _THEY | _WE | _I)

_WINDOW, _PERSONAL_WINDOW = 3, 6  # sentences; a person is called he or she for longer
_BODIES = {ActorType.ORGANIZATION, ActorType.COMPANY, ActorType.GOVERNMENT_BODY, ActorType.STATE, ActorType.COMMUNITY}


def pronoun(scene: Scene, token: Token) -> Ranked:
    """The antecedent of a pronoun, or the rivals for it."""
    word = token.lower_
    if word in _I | _WE:
        return first_person(scene, token, plural=word in _WE)

    def fits(referent: Referent, mention: Mention) -> bool:
        return _agrees(word, referent) and not _bound(token, scene.doc[mention.token])

    return scene.discourse.rank(token.i, fits, _PERSONAL_WINDOW if word in _HE | _SHE else _WINDOW)


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
