"""Whose a named product is: "Nina, the chatbot of Acme", "its model, Hydra", "Acme, which makes Noteling".

A product answers for nothing; who made it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile

from spacy.tokens import Doc, Token

from claimgraph.extract.lexicon import words
from claimgraph.extract.syntax import is_passive, lemma, lemmas, subjects

__all__ = ["product_names"]

_MAKES = frozenset(
    {"make", "build", "develop", "create", "sell", "launch", "own", "market", "supply", "design", "produce"}
    | {"deploy", "operate", "power", "release", "run"}
)
Owners = Callable[[Token], tuple[str, ...]]


def product_names(doc: Doc, owners: Owners) -> Mapping[str, tuple[str, ...]]:
    """The makers of the products that a document names, by the product's name in lower case.

    Args:
        doc: the parsed document.
        owners: gives the ids of the actors that a noun phrase stands for, or that a thing belongs to.
    """
    found: dict[str, tuple[str, ...]] = {}
    owned = {t.head.i for t in doc if t.dep_ == "poss" and t.pos_ == "PROPN"}
    for token in doc:
        if token.pos_ == "PROPN" and token.dep_ not in {"compound", "nmod"}:
            name, beside = _name(token), _makers(token)
        elif token.i in owned:
            name, beside = _own_name(token), _possessors(token)
        else:
            continue
        makers = next((ids for other in beside if (ids := owners(other))), ()) if name else ()
        if makers:
            found.setdefault(name, makers)
    return found


def _own_name(thing: Token) -> str:
    """The name that a thing has behind its owner's: "Acme's *Hydra* chatbot"; empty where it has none."""
    owner = next(_possessors(thing), None)
    if owner is None or not _is_thing(thing):
        return ""
    behind = [t for t in thing.doc[owner.i + 1 : thing.i] if t.pos_ != "PART"]
    name = list(takewhile(lambda t: t.pos_ == "PROPN" and bool(t.whitespace_), behind))
    return thing.doc[name[0].i : name[-1].i + 1].text.lower() if name else ""


def _possessors(thing: Token) -> Iterator[Token]:
    return (c for c in thing.children if c.dep_ == "poss" and c.pos_ == "PROPN")


def _name(token: Token) -> str:
    return token.doc[_first(token) : token.i + 1].text.lower()


def _first(token: Token) -> int:
    """Where the capitalised words that end with a token begin."""
    return min([token.i, *(c.i for c in token.lefts if c.pos_ == "PROPN" and c.dep_ in {"compound", "nmod"})])


def _makers(name: Token) -> Iterator[Token]:
    """The things that a name stands beside, which may belong to somebody, and who is said to have made it."""
    if name.dep_ == "appos" and _is_thing(name.head):
        yield name.head
    for c in name.children:
        if c.dep_ == "appos" and _is_thing(c):
            yield c
        if c.dep_ in {"acl", "relcl"} and lemma(c) in _MAKES and is_passive(c):
            yield from subjects(c)
    if name.dep_ == "nsubj" and lemma(name.head) == "be":
        yield from (c for c in name.head.children if c.dep_ == "attr" and _is_thing(c))
    if name.dep_ in {"dobj", "nsubjpass"} and lemma(name.head) in _MAKES:
        yield from subjects(name.head)


def _is_thing(noun: Token) -> bool:
    return any(form in words("things") for form in lemmas(noun))
