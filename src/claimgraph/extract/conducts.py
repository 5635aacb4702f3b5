"""Which conducts of the scheme (`ontology/conducts.ttl`) a text names, by the patterns of `lexicons/conducts.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TypeAlias

from claimgraph.extract.lexicon import rows
from claimgraph.model import Span

__all__ = ["conduct_spans", "conducts_in"]

_Pattern: TypeAlias = re.Pattern[str]


@cache
def _patterns() -> tuple[tuple[str, _Pattern, tuple[_Pattern, ...]], ...]:
    """Each concept with what matches wherever one of its patterns does, and its patterns, in the lexicon's order."""
    wordings: dict[str, list[str]] = {}
    for row in rows("conducts", ("concept", "pattern")):
        wordings.setdefault(row["concept"], []).append(row["pattern"])
    return tuple((c, _any_of(found), tuple(_any_of([p]) for p in found)) for c, found in wordings.items())


@cache
def _any() -> _Pattern:
    return _any_of(r["pattern"] for r in rows("conducts", ("concept", "pattern")))


def _any_of(patterns: Iterable[str]) -> _Pattern:
    """One pattern for several, which all begin where a word does: `re` tries them nowhere else."""
    return re.compile(rf"\b(?=\w)(?:{'|'.join(patterns)})", re.IGNORECASE)


def conducts_in(text: str) -> tuple[str, ...]:
    """Names of the concepts whose pattern occurs in a text, sorted."""
    return tuple(sorted({concept for concept, _ in conduct_spans(text)}))


@lru_cache(maxsize=64)  # the same words are asked about for each thing that they may say
def conduct_spans(text: str) -> tuple[tuple[str, Span], ...]:
    """The concepts that a text names and where, concept by concept in the order of the lexicon."""
    if _any().search(text) is None:
        return ()
    return tuple(
        (concept, Span(*m.span()))
        for concept, any_wording, wordings in _patterns()
        if any_wording.search(text)
        for wording in wordings
        for m in wording.finditer(text)
    )
