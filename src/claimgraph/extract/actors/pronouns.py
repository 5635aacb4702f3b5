"""Whom a pronoun means: number, animacy and gender rule out, salience decides, and a near tie is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene
from claimgraph.extract.actors.discourse import Mention, Ranked, Referent
from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.actors.publisher import first_person
from claimgraph.extract.lexicon import cues, words
from claimgraph.extract.syntax import lemmas
from claimgraph.model import Actor, ActorType

__all__ = ["PRONOUNS", "agrees", "pronoun"]

_HE = {"he", "him", "his", "himself"}
_SHE = {"she", "her", "hers", "herself"}
_IT = {"it", "its", "itself"}
_THEY = {"they", "them", "their", "theirs", "themselves"}
_WE = {"we", "us", "our", "ours", "ourselves"}
_I = {"i", "me", "my", "mine", "myself"}
_MAKER = re.compile(r"(?:er|or|ist|ian|man|woman|ant|aide|ee|mother|father|wife|son|daughter)$")
_FEMALE = re.compile(r"(?:woman|sister|mother|daughter|wife|widow|girl|actress)$")
_MALE = re.compile(r"(?<!wo)(?:man|brother|father|son|husband|widower|boy)$")
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


def agrees(scene: Scene, at: Token, head: Token, ids: Sequence[str], new: Sequence[Actor]) -> bool:
    """Whether a pronoun may stand for a phrase that means these: number, animacy and gender.

    Args:
        scene: the document and who is named in it.
        at: the pronoun.
        head: the head of the phrase.
        ids: whom the phrase means.
        new: those of them that no name is known for.
    """
    word = at.lower_
    if head.pos_ == "PRON":
        return head.lower_ == word
    many = len(ids) > 1 or head.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in head.children)
    known = {a.id: a.type for a in (*scene.actors, *new)}
    kinds = {known.get(i) for i in ids}
    if word == "they":
        return (many and ActorType.PERSON not in kinds) or (kinds == {ActorType.PERSON} and len(ids) > 1)
    if len(ids) > 1 or (many and not kinds & _BODIES):
        return False
    if ActorType.UNNAMED in kinds:
        plain = _is_person(head, word) and not _rivals(scene, word, head, at)
        return _is_body(head) if word == "it" else plain
    referent = scene.discourse.referents.get(ids[0]) or Referent(ids[0], "", next(iter(kinds)))
    return _agrees(word, referent)


def _rivals(scene: Scene, word: str, head: Token, at: Token) -> bool:
    """Whether somebody named whom the pronoun fits stands between a nameless phrase's sentence and the pronoun."""
    own = {t.i for t in head.subtree if t.i < head.i or t.dep_ in {"prep", "pobj", "compound", "poss", "amod", "det"}}
    start = head.sent.start
    return any(
        start <= m.token < at.i and m.token not in own and _agrees(word, scene.discourse.referents[m.id])
        for m in scene.discourse.mentions
    )


def _is_person(noun: Token, word: str) -> bool:
    """Whether a noun in the singular names a person whom custom calls so: "aide", "the director", "her sister"."""
    if noun.tag_ not in {"NN", "NNP"}:
        return False
    form = noun.lower_
    if (_FEMALE.search(form) and word == "he") or (_MALE.search(form) and word == "she"):
        return False
    return (
        form in roles("person") or form in roles("spokesperson") or form in words("doers") or bool(_MAKER.search(form))
    )


def _is_body(noun: Token) -> bool:
    """Whether a noun in the singular is a name, a body, or what a verb of saying has for its subject: "the order"."""
    if noun.tag_ not in {"NN", "NNP"}:
        return False
    says = any((form, "VERB") in cues() for form in lemmas(noun.head))
    person = any(_is_person(noun, word) for word in ("he", "she"))
    return noun.lower_ in roles("body") or (not person and (noun.pos_ == "PROPN" or says))


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
