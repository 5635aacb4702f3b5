"""The canonical order of an extraction: what an unordered graph can give back.

RDF keeps no order and no repetition, so two extractions that differ in these alone are one. Records stand in document
order: by their first offsets, then by id; records that stand nowhere in the text come last. Spans, references and
names within a record are sorted and single.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from claimgraph.model.document import Span
from claimgraph.model.extraction import Affiliation, Derivation, Extraction

__all__ = ["canonical"]

Key = tuple[bool, tuple[Span, ...], str]
Rank = Mapping[str, Key]
T = TypeVar("T")


def canonical(extraction: Extraction) -> Extraction:
    """The same extraction in canonical order; once ordered, it stays as it is.

    Claims stand where they are first asserted. References stand in the order of the records that they point at.
    """
    assertions = _single(
        (
            replace(
                a,
                source=_spans(a.source),
                cue=_spans(a.cue),
                content=_spans(a.content),
                co_asserters=_names(a.co_asserters),
            )
            for a in extraction.assertions
        ),
        key=lambda a: _key(a.content, a.id),
    )
    asserted: dict[str, tuple[Span, ...]] = {}
    for assertion in assertions:
        asserted.setdefault(assertion.claim, assertion.content)
    actors: Rank = {a.id: _key(_spans(a.mentions), a.id) for a in extraction.actors}
    claims: Rank = {c.id: _key(asserted.get(c.id, ()), c.id) for c in extraction.claims}
    ordered: Rank = {a.id: _key(a.content, a.id) for a in assertions}
    return replace(
        extraction,
        actors=_single(
            (replace(a, mentions=_spans(a.mentions), aliases=_names(a.aliases)) for a in extraction.actors),
            key=lambda a: actors[a.id],
        ),
        instruments=_single(
            (
                replace(
                    i,
                    mentions=_spans(i.mentions),
                    targets=_ranked(i.targets, actors),
                    responds_to=_ranked(i.responds_to, claims),
                )
                for i in extraction.instruments
            ),
            key=lambda i: _key(i.mentions, i.id),
        ),
        claims=_single(
            (replace(c, accused=_ranked(c.accused, actors), conduct=_names(c.conduct)) for c in extraction.claims),
            key=lambda c: claims[c.id],
        ),
        assertions=assertions,
        evidence=_single(
            (
                replace(e, supports=_ranked(e.supports, ordered), disputes=_ranked(e.disputes, ordered))
                for e in extraction.evidence
            ),
            key=lambda e: _key((e.span,), e.id),
        ),
        affiliations=_single(extraction.affiliations, key=_affiliation_key),
        derivations=_single(extraction.derivations, key=_derivation_key),
        creators=_ranked(extraction.creators, actors),
        handles=_names(extraction.handles),
    )


def _single(records: Iterable[T], key: Callable[[T], tuple[object, ...]]) -> tuple[T, ...]:
    return tuple(sorted(dict.fromkeys(records), key=key))


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _key(spans: tuple[Span, ...], name: str) -> Key:
    return not spans, spans, name


def _ranked(names: Iterable[str], rank: Rank) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda name: rank.get(name, _key((), name))))


def _at(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _affiliation_key(a: Affiliation) -> tuple[Key, str, str, str, str, str]:
    return _key(_at(a.span), a.actor), a.other, a.relation, a.basis, a.since or "", a.until or ""


def _derivation_key(d: Derivation) -> tuple[Key, str, str, bool]:
    return _key(_at(d.span), d.derived), d.source, d.basis, d.alternate
