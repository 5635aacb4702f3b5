"""A merged record as it reads once identity judgements hold."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.merge import Record
from claimgraph.model import Actor, ActorType
from claimgraph.resolve import Identity, apply

__all__ = ["renamed"]


def renamed(record: Record, who: Identity) -> Record:
    """The record with canonical ids, also for those whom it only names and in the ends of properties."""
    ids = [n.id for n in record.named] + [p.value for p in record.properties] + [d.claim for d in record.determinations]
    ids += [c.id for c in record.extraction.claims] + [i.id for i in record.extraction.instruments]
    if all(who.of(i) == i for i in ids):
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
        properties=tuple(p._replace(node=of(p.node), value=of(p.value)) for p in record.properties),
    )
