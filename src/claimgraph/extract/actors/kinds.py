"""What sort of actor an unknown name is: by its own words, its title, or what the text calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from claimgraph.extract.actors.heads import head_within
from claimgraph.extract.actors.ordinary import is_ordinary
from claimgraph.extract.actors.people import first_names, is_full_name
from claimgraph.extract.lexicon import rows, words
from claimgraph.model import ActorType

__all__ = ["Role", "by_context", "by_words", "opens_with", "roles", "sorts"]

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}$")
_PERSONAL = re.compile(r"[^\W\d_][^\W\d_\u2019']*(?:[\u2019'-][^\W\d_]+)*|[A-Z]\.")
_AGENTS = {"nsubj", "nsubjpass", "poss", "pobj", "dobj", "conj", "appos", "ROOT", "attr"}

Role = Mapping[str, tuple[ActorType, ...]]


@cache
def roles(sort: str) -> Role:
    """The nouns of one sort in `lexicons/roles.tsv`, each with the types of actor that it may point at."""
    found: dict[str, tuple[ActorType, ...]] = {}
    for row in rows("roles", ("noun", "sort", "types")):
        if row["sort"] == sort:
            found[row["noun"]] = (*found.get(row["noun"], ()), *(ActorType(t) for t in row["types"].split("|") if t))
    return MappingProxyType(found)


@cache
def sorts() -> frozenset[str]:
    """The sorts of role."""
    return frozenset(row["sort"] for row in rows("roles", ("noun", "sort", "types")))


@cache
def _heads(place: str) -> Mapping[str, ActorType]:
    listed = rows("org_heads", ("word", "place", "type"))
    return MappingProxyType({r["word"]: ActorType(r["type"]) for r in listed if r["place"] == place})


def opens_with(word: str) -> bool:
    """Whether "of" or "for" after a word goes on with the name of a body: "Ministry", "Institute", "Committee"."""
    return word in _heads("first") or word in _heads("last")


def by_words(name: list[str]) -> ActorType | None:
    """The type that a name's own words show: "Acme Inc.", "Ministry of Truth", "Jane Roe"."""
    if len(name) > 1 and name[-1] in _heads("last"):
        return _heads("last")[name[-1]]
    if "of" in name or "for" in name or "on" in name:
        link = min(name.index(w) for w in ("of", "for", "on") if w in name)
        head = name[link - 1] if link else ""
        if head in _heads("first"):
            return _heads("first")[head]
        if head in _heads("last"):
            return _heads("last")[head]
    return ActorType.PERSON if is_full_name(name) else None


def by_context(doc: Doc, start: int, end: int) -> ActorType | None:
    """The type that the sentence gives tokens [start, end), or None where it treats them as no actor."""
    head = head_within(doc, start, end)
    called = _called(head) or _preceded(doc, start)
    if called is None and end - start == 1 and head.text in first_names():
        called = ActorType.PERSON
    if called is None and _has_belongings(doc, end, head):
        called = ActorType.COMPANY
    if called is not None or head.dep_ not in _AGENTS:
        return called
    if end < len(doc) and doc[end].tag_ == "POS":
        return ActorType.ORGANIZATION
    if _looks_personal(doc, start, end):
        return ActorType.PERSON
    acts = head.dep_ in {"nsubj", "nsubjpass", "dobj", "conj"} or _is_agent(head) or _ACRONYM.match(head.text)
    return ActorType.ORGANIZATION if acts else None


def _has_belongings(doc: Doc, end: int, head: Token) -> bool:
    """As in "Acme's chatbot", "an Acme robot": who makes or employs such a thing is a company."""
    at = end + 1 if end < len(doc) and doc[end].tag_ == "POS" else end
    if at == end and head.dep_ not in {"compound", "nmod", "poss"}:
        return False
    return any(t.lower_ in words("belongings") for t in doc[at : at + 3] if t.pos_ in {"NOUN", "PROPN"})


def _looks_personal(doc: Doc, start: int, end: int) -> bool:
    """Two or three capitalised words, no article, the last no ordinary word: "Luka Modrić", not "Lasso Security"."""
    name = doc[start:end].text.split()
    if not 2 <= len(name) <= 3 or not all(_personal(w) for w in name):  # noqa: PLR2004 see above
        return False
    if start and doc[start - 1].pos_ == "DET":
        return False
    return not is_ordinary(name[-1]) or (_speaks(head_within(doc, start, end)) and not is_ordinary(name[0]))


def _personal(word: str) -> bool:
    """Whether a word looks like a part of a person's name: "Petrović", "Ka-ki", "J."; not "IBM"."""
    shaped = _PERSONAL.fullmatch(word) is not None and word[0].isupper()
    return shaped and (not word.isupper() or word.endswith("."))


def _called(head: Token) -> ActorType | None:
    """As in "X, a startup in Oslo", "X is a nonprofit"."""
    for child in head.children:
        if child.dep_ == "appos" and (found := _role_type(child)):
            return found
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and (found := _role_type(head.head)):
        return found
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        return next((t for c in head.head.children if c.dep_ == "attr" and (t := _role_type(c))), None)
    return None


def _preceded(doc: Doc, start: int) -> ActorType | None:
    """As in "the startup X", "spokeswoman X", "researcher X"."""
    before = doc[start - 1] if start else None
    return _role_type(before) if before is not None and before.pos_ == "NOUN" else None


def _role_type(noun: Token) -> ActorType | None:
    word = noun.lower_
    if word in roles("person") or word in roles("spokesperson"):
        return ActorType.PERSON
    return next(iter(roles("body").get(word, ())), None)


def _speaks(head: Token) -> bool:
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in words("person_verbs")


def _is_agent(head: Token) -> bool:
    return head.dep_ == "pobj" and (
        head.head.dep_ == "agent" or (head.head.lower_ in {"by", "against", "to"} and head.head.head.pos_ == "VERB")
    )
