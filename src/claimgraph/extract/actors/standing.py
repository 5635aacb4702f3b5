"""Whether an instrument binds anybody yet, as its sentence tells: "would", "proposed" against "signed", "dated"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from claimgraph.extract.lexicon import rows
from claimgraph.model import InstrumentStatus, InstrumentType

__all__ = ["standing"]

_MODALS = {"would", "could", "might", "may"}
_BINDS_A_BILL = {"sign", "signed", "enact", "effective"}


@cache
def _told() -> Mapping[str, InstrumentStatus]:
    return MappingProxyType(
        {r["lemma"]: InstrumentStatus(r["status"]) for r in rows("instrument_status", ("lemma", "status"))}
    )


def standing(doc: Doc, head: Token, kind: InstrumentType) -> list[InstrumentStatus]:
    """What the words around a mention's head tell, in order; empty where they tell nothing."""
    found: list[InstrumentStatus] = []
    for token in _witnesses(head):
        status = _of(token, kind)
        if status is not None:
            found.append(status)
    if any(t.lower_ in _MODALS for t in _auxiliaries(head)):
        found.append(InstrumentStatus.PROPOSED)
    if doc[head.i : head.i + 6].text.lower().find("in force") >= 0:
        found.append(InstrumentStatus.IN_FORCE)
    return found


def _of(token: Token, kind: InstrumentType) -> InstrumentStatus | None:
    word = token.lemma_.lower() if token.lemma_.lower() in _told() else token.lower_
    status = _told().get(word)
    if kind is InstrumentType.BILL and status is InstrumentStatus.IN_FORCE and word not in _BINDS_A_BILL:
        return None
    if kind not in {InstrumentType.BILL, InstrumentType.STATUTE} and word in {"back", "introduce", "table", "sponsor"}:
        return None
    return status


def _witnesses(head: Token) -> Iterator[Token]:
    """Modifiers, participles, and the verb that the instrument is subject or object of."""
    for child in head.children:
        if child.dep_ in {"amod", "acl", "compound"}:
            yield child
    uncertain = any(c.lower_ in _MODALS for c in head.head.children)
    if head.dep_ in {"dobj", "nsubjpass"} and head.head.pos_ == "VERB" and not uncertain:
        yield head.head


def _auxiliaries(head: Token) -> Iterator[Token]:
    """Auxiliaries of the clause that says what it does, and of the verb that takes it as object."""
    for child in head.children:
        if child.dep_ == "relcl":
            yield from (c for c in child.children if c.dep_ == "aux")
    if head.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        yield from (c for c in head.head.children if c.dep_ == "aux")
