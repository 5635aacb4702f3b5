"""Reading the dependency tree: subjects, noun phrases, clauses, as sets of token numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from claimgraph.extract.attribution.page import Tokens

__all__ = ["agent", "child", "finite", "noun_phrase", "objects", "passive", "subject", "subtree"]

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_CLAUSAL = frozenset({"xcomp", "advcl", "pcomp", "conj", "ccomp", "dep"})


def subtree(token: Token, without: Iterable[Token] = ()) -> Tokens:
    """The numbers of a token and all that hangs on it, less the subtrees of `without`."""
    skip = {other.i for other in without}
    found: set[int] = set()
    waiting = [] if token.i in skip else [token]
    while waiting:  # Token.subtree recurses: slow on deep nesting
        node = waiting.pop()
        found.add(node.i)
        waiting.extend(c for c in node.children if c.i not in skip)
    return frozenset(found)


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def objects(token: Token) -> Iterator[Token]:
    """Direct objects after the verb."""
    return (c for c in token.children if c.dep_ in {"dobj", "obj"} and c.i > token.i)


def passive(verb: Token) -> bool:
    """Is the verb a passive, or a bare passive participle ("a plan rejected by X")?"""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and child(verb, "aux") is None


def noun_phrase(head: Token, without: Iterable[Token] = ()) -> Tokens:
    """A noun phrase with its modifiers; clauses that hang on it by a misparse are left out."""
    drop = [c for c in head.children if c.dep_ in {"ccomp", "parataxis", "punct"} and c.i > head.i]
    return subtree(head, [*without, *drop])


def subject(verb: Token) -> Tokens:
    """Who does it: the subject, or the one that a subjectless clause shares with its governor; empty if none.

    "X declined to *say*", "X rose, *saying* that …", "X spoke and *said* …", "a letter *warning* that …".
    """
    node, seen = _matrix(verb), 0
    while seen < 6:  # noqa: PLR2004 deeper sharing is a misparse
        seen += 1
        own = _own_subject(node)
        if own is not None:
            return noun_phrase(own) if own.i != verb.i else frozenset()
        logical = child(node, "nsubjpass")
        if logical is not None:
            return noun_phrase(logical) if node is not verb else agent(node)
        if node.dep_ in {"acl", "relcl"} and node.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return noun_phrase(node.head, [node]) if node.tag_ == "VBG" else frozenset()
        if node.dep_ == "pcomp":
            node = node.head
            while node.dep_ == "prep" and node.head.pos_ not in {"VERB", "AUX"}:
                node = node.head
                if node.dep_ == "ROOT":
                    return frozenset()
            node = node.head
        elif node.dep_ in _CLAUSAL and node.head is not node:
            node = node.head
        else:
            return frozenset()
    return frozenset()


def _own_subject(verb: Token) -> Token | None:
    """The subject among a verb's children; behind the verb where the one before is cut off: "Prices, says *X*, …"."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if len(own) > 1 and own[0].right_edge.i < verb.i - 1 and verb.doc[own[0].right_edge.i + 1].text == ",":
        return own[-1]
    return own[0] if own else None


def _matrix(verb: Token) -> Token:
    """Where a participle behind a comma takes its subject from: "X said that Y had left, *adding* …" is X's adding."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return verb
    node = verb.head
    while node.dep_ in {"conj", "xcomp", "advcl"} and node.head.pos_ in {"VERB", "AUX"}:
        node = node.head
    if node.dep_ == "ccomp" and node.head.i < node.i < verb.i and node.head.pos_ == "VERB":
        return node.head
    return verb


def agent(verb: Token) -> Tokens:
    """The by-phrase of a passive, without "by"; an of-phrase with a gerund there is the verb's: "by Y *of lying*"."""
    by = child(verb, "agent")
    pobj = child(by, "pobj") if by is not None else None
    if pobj is None:
        return frozenset()
    return noun_phrase(pobj, [c for c in pobj.children if c.dep_ == "prep" and child(c, "pcomp") is not None])


def finite(verb: Token) -> bool:
    """Has the verb tense, by itself or by an auxiliary?"""
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children)
