"""What identity needs of a corpus: each actor and claim once, whichever documents hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claimgraph.model import ActorType, ClaimKind, Stance

__all__ = ["Claimed", "Corpus", "Named", "claimed_in", "corpus", "ids_in", "named_in"]

_KINDS = list(ClaimKind)  # allegation first: the kind that most rests on
_TYPES = list(ActorType)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor over all documents. `names` are its labels and aliases, sorted; `documents` how many name it.

    `ids` are public identifiers besides Wikidata's, as "scheme:value"; a register's scheme is the code of its country.
    """

    id: str
    label: str
    type: ActorType
    names: tuple[str, ...]
    wikidata: str | None
    documents: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim over all documents.

    Attributes:
        accused, asserters: ids, sorted; asserters without the documents' own voices.
        denied: whether nobody does anything but deny it, so that a "not" in its words may be the denial's.
        documents: how many hold it.
    """

    id: str
    text: str
    kind: ClaimKind
    accused: tuple[str, ...]
    conduct: tuple[str, ...]
    asserters: tuple[str, ...]
    denied: bool
    documents: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """Actors and claims by id, sorted, and the ids of each document version."""

    actors: Mapping[str, Named]
    claims: Mapping[str, Claimed]
    holds: Mapping[str, tuple[str, ...]]


def corpus(records: Iterable[Mapping[str, Any]]) -> Corpus:
    """The corpus of extraction records (`model.record.to_record`, made with the base ""), in any order."""
    actors: dict[str, list[Mapping[str, Any]]] = {}
    claims: dict[str, list[Mapping[str, Any]]] = {}
    said: dict[str, list[tuple[str, str]]] = {}
    holds: dict[str, tuple[str, ...]] = {}
    for record in records:
        for actor in record["actors"]:
            actors.setdefault(actor["id"], []).append(actor)
        for claim in record["claims"]:
            claims.setdefault(claim["id"], []).append(claim)
        for assertion in record["assertions"]:
            said.setdefault(assertion["claim"], []).append((assertion["stance"], assertion["asserter"]))
        holds[record["version"]] = ids_in(record)
    return Corpus(
        actors={name: named_in(name, actors[name]) for name in sorted(actors)},
        claims={name: claimed_in(name, claims[name], said.get(name, [])) for name in sorted(claims)},
        holds={version: holds[version] for version in sorted(holds)},
    )


def ids_in(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids in a record that a judgement can be about, sorted."""
    return tuple(sorted({x["id"] for part in ("actors", "instruments", "claims") for x in record[part]}))


def named_in(name: str, seen: list[Mapping[str, Any]]) -> Named:
    """An actor, of what records say of it."""
    return Named(
        name,
        min(a["label"] for a in seen),
        min((ActorType(a["type"]) for a in seen), key=_TYPES.index),
        tuple(sorted({n for a in seen for n in (a["label"], *a["aliases"])})),
        min((a["wikidata"] for a in seen if a["wikidata"]), default=None),
        len(seen),
    )


def claimed_in(name: str, seen: list[Mapping[str, Any]], said: list[tuple[str, str]]) -> Claimed:
    """A claim, of what records say of it, and of the stance and asserter of each assertion."""
    return Claimed(
        name,
        min(c["text"] for c in seen),
        min((ClaimKind(c["kind"]) for c in seen), key=_KINDS.index),
        tuple(sorted({a for c in seen for a in c["accused"]})),
        tuple(sorted({x for c in seen for x in c["conduct"]})),
        tuple(sorted({who for _, who in said if "/" in who})),
        bool(said) and all(stance == Stance.DENIES for stance, _ in said),
        len(seen),
    )
