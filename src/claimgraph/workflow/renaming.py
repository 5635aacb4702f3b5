"""A merged record as it reads once identity judgements hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from claimgraph.merge import Record
from claimgraph.model import Actor, ActorType
from claimgraph.resolve import Identity, apply

__all__ = ["ids_of", "renamed"]


def ids_of(record: Record) -> tuple[str, ...]:
    """The ids in a record that a judgement can be about."""
    x = record.extraction
    ends = (p.value for p in record.properties if p.sort in ("actor", "claim", "instrument"))
    ids = (n.id for n in record.named), (c.id for c in x.claims), (i.id for i in x.instruments), ends
    return tuple(dict.fromkeys(chain(*ids, (d.claim for d in record.determinations))))


def renamed(record: Record, who: Identity) -> Record:
    """The record with canonical ids, also for those whom it only names and in the ends of properties."""
    if all(who.of(i) == i for i in ids_of(record)):
        return record
    of = who.of
    # `apply` looks at the actors of an extraction; those who are only named stand in as such meanwhile.
    typed = {a.id for a in record.extraction.actors}
    standing = tuple(Actor(n.id, n.label, ActorType.ORGANIZATION) for n in record.named if n.id not in typed)
    applied = apply(replace(record.extraction, actors=(*record.extraction.actors, *standing)), who)
    kept = {of(i) for i in typed}
    return record._replace(
        extraction=replace(applied, actors=tuple(a for a in applied.actors if a.id in kept)),
        named=tuple(n._replace(id=of(n.id), label=who.labels.get(of(n.id), n.label)) for n in record.named),
        determinations=tuple(
            d._replace(claim=of(d.claim), decided_by=tuple(of(b) for b in d.decided_by)) for d in record.determinations
        ),
        properties=tuple(
            p._replace(node=of(p.node), value=p.value if p.sort == "text" else of(p.value)) for p in record.properties
        ),
    )
