"""Which documents are which works: urls, mirrors, and what a whole document says it takes its content from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimgraph.assess.facts import Facts, Way
from claimgraph.assess.problem import BASES
from claimgraph.assess.scene import Works, is_work

__all__ = ["works_of"]

_RANK = {basis.value: i for i, basis in enumerate(BASES)}
_NEVER = 99999999  # later than all dates


def works_of(facts: Sequence[Facts], ways: Iterable[Way], identity: Mapping[str, str]) -> Works:
    """The works of a corpus.

    Args:
        facts: the documents.
        ways: derivations of whole documents.
        identity: judgements; of two documents or works, that they are one.
    """
    dates = {f.document: f.date or _NEVER for f in facts}
    at_url: dict[str, list[str]] = {}
    for f in facts:
        if f.url:
            at_url.setdefault(f.url, []).append(f.document)
    sources: dict[str, list[tuple[str, int]]] = {}
    alike = [(0, url, d) for url, found in at_url.items() for d in found]
    alike += [(0, a, b) for a, b in identity.items() if is_work(a) and is_work(b)]
    for way in sorted(set(ways)):
        if way.alternate:
            alike.append((_RANK[way.basis], way.derived, way.source))
        elif way.derived != way.source:
            sources.setdefault(way.derived, []).append((way.source, _RANK[way.basis]))
    declared: Mapping[str, frozenset[str]] = {}
    mirrors = []
    for basis, groups, changed in _merging(alike):
        declared = dict(groups) if basis == 0 else declared
        for group in changed:
            documents = sorted((d for d in group if d in dates), key=lambda d: (dates[d], d))
            if len(documents) > 1:
                mirrors.append((basis, documents))
    members = {work: sorted(d for d in group if d in dates) for work, group in declared.items()}
    members |= at_url | {d: [d] for d in dates}
    return Works(members, sources, mirrors, {d: min(declared.get(d, {d})) for d in dates})


def _merging(
    alike: Iterable[tuple[int, str, str]],
) -> Iterator[tuple[int, Mapping[str, frozenset[str]], list[frozenset[str]]]]:
    """Basis by basis: the groups of works that are one, and those that grew at this basis."""
    groups: dict[str, frozenset[str]] = {}
    pairs = sorted(alike)
    for basis in range(len(BASES)):
        changed: set[str] = set()
        for _, a, b in (p for p in pairs if p[0] == basis):
            merged = groups.get(a, frozenset({a})) | groups.get(b, frozenset({b}))
            if groups.get(a) != merged:
                groups.update(dict.fromkeys(merged, merged))
                changed |= merged
        yield basis, groups, sorted({groups[work] for work in changed}, key=sorted)
