"""Whether the words of a content carry uncertainty, by `lexicons/hedges.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from claimgraph.extract.lexicon import rows
from claimgraph.extract.syntax import lemma, remembered

__all__ = ["is_hedged"]

_POS = {"ADV": "adv", "VERB": "verb", "ADJ": "adj"}
_INSIDE = {"acl", "relcl", "advcl"}  # a hedge down there bears on a detail, not on the proposition


@cache
def _hedges() -> Mapping[str, frozenset[str]]:
    by_pos: dict[str, set[str]] = {}
    for row in rows("hedges", ("lemma", "pos", "note")):
        by_pos.setdefault(row["pos"], set()).add(row["lemma"])
    return MappingProxyType({pos: frozenset(words) for pos, words in by_pos.items()})


@remembered
def is_hedged(tokens: list[Token]) -> bool:
    """Whether a hedge bears on the proposition that these tokens make."""
    if not tokens:
        return False
    if tokens[0].lower_ in _hedges()["conj"] and tokens[0].dep_ == "mark":
        return True
    text = " ".join(t.lower_ for t in tokens)
    if any(text.startswith(p) or f" {p} " in text for p in _hedges()["phrase"]):
        return True
    inside = {t.i for t in tokens}
    return any(_hedges_it(t) and not _in_detail(t, inside) for t in tokens)


def _hedges_it(token: Token) -> bool:
    hedges = _hedges()
    if token.tag_ == "MD":
        return token.lower_ in hedges["aux"]
    pos = _POS.get(token.pos_)
    if pos == "verb":
        return lemma(token) in hedges["verb"] and any(
            c.dep_ in {"xcomp", "ccomp", "acomp", "oprd"} for c in token.children
        )
    return pos is not None and token.lower_ in hedges[pos]


def _in_detail(token: Token, inside: set[int]) -> bool:
    """Whether a clause that modifies something lies between a token and the top of its stretch."""
    while token.head.i != token.i and token.head.i in inside:
        if token.dep_ in _INSIDE:
            return True
        token = token.head
    return False
