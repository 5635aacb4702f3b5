"""An extraction as it reads once identity judgements hold. Undoing a judgement is not applying it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from claimgraph.model import Actor, Claim, Extraction, Instrument
from claimgraph.resolve.identity import Identity

__all__ = ["apply"]


def apply(extraction: Extraction, identity: Identity) -> Extraction:
    """Rename ids to their canonical ones, merging records of this document that become one."""
    of, of_all = identity.of, _over(identity.of)
    names = (
        [a.id for a in extraction.actors] + [i.id for i in extraction.instruments] + [c.id for c in extraction.claims]
    )
    if identity.canonical.keys().isdisjoint(names) and identity.claims.keys().isdisjoint(names):
        return extraction
    return replace(
        extraction,
        actors=_merged_actors(extraction.actors, identity),
        instruments=_merged_instruments(extraction.instruments, identity),
        claims=_merged_claims(extraction.claims, identity),
        assertions=tuple(
            replace(
                a,
                claim=of(a.claim),
                asserter=None if a.asserter is None else of(a.asserter),
                co_asserters=tuple(o for o in of_all(a.co_asserters) if a.asserter is None or o != of(a.asserter)),
                relayed_by=None if a.relayed_by is None else of(a.relayed_by),
            )
            for a in extraction.assertions
        ),
        evidence=tuple(
            replace(e, offered_by=None if e.offered_by is None else of(e.offered_by)) for e in extraction.evidence
        ),
        affiliations=tuple(
            replace(f, actor=of(f.actor), other=of(f.other))
            for f in extraction.affiliations
            if of(f.actor) != of(f.other)
        ),
        derivations=tuple(replace(d, derived=of(d.derived), source=of(d.source)) for d in extraction.derivations),
        publisher=None if extraction.publisher is None else of(extraction.publisher),
        creators=of_all(extraction.creators),
    )


def _over(of: Callable[[str], str]) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """Rename each, keeping order, once."""
    return lambda names: tuple(dict.fromkeys(of(n) for n in names))


def _merged_claims(claims: tuple[Claim, ...], identity: Identity) -> tuple[Claim, ...]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(identity.of(claim.id), []).append(claim)
    return tuple(
        identity.claims.get(name)
        or replace(
            (chief := next((c for c in group if c.id == name), group[0])),
            id=name,
            accused=_over(identity.of)(chief.accused),
        )
        for name, group in groups.items()
    )


def _merged_actors(actors: tuple[Actor, ...], identity: Identity) -> tuple[Actor, ...]:
    groups: dict[str, list[Actor]] = {}
    for actor in actors:
        groups.setdefault(identity.of(actor.id), []).append(actor)
    return tuple(_one_actor(name, group, identity) for name, group in groups.items())


def _one_actor(name: str, group: list[Actor], identity: Identity) -> Actor:
    chief = next((a for a in group if a.id == name), group[0])
    label = identity.labels.get(name, chief.label)
    names = dict.fromkeys(n for a in group for n in (a.label, *a.aliases) if n != label)
    return replace(
        chief,
        id=name,
        label=label,
        mentions=tuple(sorted({m for a in group for m in a.mentions})),
        aliases=tuple(sorted(names)),
        wikidata=next((a.wikidata for a in (chief, *group) if a.wikidata), None),
    )


def _merged_instruments(instruments: tuple[Instrument, ...], identity: Identity) -> tuple[Instrument, ...]:
    of, of_all = identity.of, _over(identity.of)
    groups: dict[str, list[Instrument]] = {}
    for instrument in instruments:
        groups.setdefault(of(instrument.id), []).append(instrument)
    return tuple(
        replace(
            (chief := next((i for i in group if i.id == name), group[0])),
            id=name,
            label=identity.labels.get(name, chief.label),
            issuer=next((of(i.issuer) for i in (chief, *group) if i.issuer), None),
            mentions=tuple(sorted({m for i in group for m in i.mentions})),
            targets=of_all(t for i in group for t in i.targets),
            responds_to=of_all(c for i in group for c in i.responds_to),
        )
        for name, group in groups.items()
    )
