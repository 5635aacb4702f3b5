"""From judgements to one canonical id for each actor, claim or instrument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from claimgraph.model import Claim, ClaimKind
from claimgraph.model.identifiers import digest
from claimgraph.resolve.corpus import Claimed, Corpus
from claimgraph.resolve.judgement import Judgement, Value

__all__ = ["Conflict", "Identity", "identity", "reading_of", "settled"]

_KINDS = list(ClaimKind)  # an allegation first


@dataclass(frozen=True, slots=True)
class Conflict:
    """A pair that is judged both the same and different, directly or through others. The negative one holds."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Identity:
    """`canonical` maps each merged id to the one that stands for it; `labels` names those. Others are themselves.

    `claims` holds, for each claim that others are merged into, how it reads in every document (see `settled`).
    """

    canonical: dict[str, str]
    labels: dict[str, str]
    conflicts: tuple[Conflict, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The id that stands for this one."""
        return self.canonical.get(name, name)

    def token(self, names: Iterable[str]) -> str:
        """A digest of all that identity says about these ids; a document's graph need not change while this holds."""
        about = sorted(n for n in names if n in self.canonical or n in self.labels or n in self.claims)
        said = [(n, to := self.of(n), self.labels.get(to), self.claims.get(to)) for n in about]
        return digest(repr(said))


def identity(people: Iterable[Judgement], linker: Iterable[Judgement] = ()) -> Identity:
    """Merge what is judged the same, unless that would join a pair that is judged different.

    Positive judgements are applied in sorted order, people's before the linker's, so the outcome does not depend on the
    order of files. The linker yields to people without a conflict: it joins nothing that they hold apart or have left
    open. The smallest id of a cluster stands for it; its label is the one given beside it, if any.

    Args:
        people: judgements out of decision files.
        linker: judgements that this program made (see `linking.linked`).
    """
    theirs, ours = sorted(set(people)), sorted(set(linker))
    apart = {j.pair for j in theirs if j.value is Value.NEGATIVE}
    open_ = {j.pair for j in theirs if j.value is Value.UNSURE}
    clusters: dict[str, set[str]] = {}
    conflicts = [Conflict(*j.pair) for j in _positive(theirs) if not _join(clusters, j, apart)]
    for j in _positive(ours):
        _join(clusters, j, apart | open_)
    canonical = {name: min(cluster) for name, cluster in sorted(clusters.items()) if name != min(cluster)}
    given = {
        name: label
        for j in (*ours, *theirs)
        for name, label in ((j.left, j.left_label), (j.right, j.right_label))
        if label
    }
    labels = {name: given[name] for name in sorted(set(canonical.values())) if name in given}
    return Identity(canonical, labels, tuple(dict.fromkeys(conflicts)))


def _positive(judgements: Iterable[Judgement]) -> list[Judgement]:
    return [j for j in judgements if j.value is Value.POSITIVE]


def _join(clusters: dict[str, set[str]], j: Judgement, apart: set[tuple[str, str]]) -> bool:
    """Make one cluster of a pair's two; False if that would join what is apart."""
    left, right = (clusters.get(x, {x}) for x in j.pair)
    if left is right:
        return True
    small, large = sorted((left, right), key=len)
    if apart and any((min(a, b), max(a, b)) in apart for a in small for b in large):
        return False
    large |= small
    clusters.update(dict.fromkeys(small, large))
    clusters.update({j.left: large, j.right: large})
    return True


def settled(who: Identity, corpus: Corpus) -> Identity:
    """The identity with one reading of each merged claim: an allegation's before others', then the smallest id's.

    Without it a claim would have another text in every document, and be an allegation in one and none in the next.
    """
    groups: dict[str, list[Claimed]] = {}
    targets = set(who.canonical.values())
    for name, claim in corpus.claims.items():
        if who.of(name) in targets:
            groups.setdefault(who.of(name), []).append(claim)
    claims = {name: reading_of(name, group, who.of) for name, group in sorted(groups.items())}
    return replace(who, claims=claims)


def reading_of(name: str, group: Iterable[Claimed], of: Callable[[str], str]) -> Claim:
    """How the claims that one id stands for read.

    Args:
        name: the id.
        group: the claims, one at least.
        of: what stands for an id.
    """
    chief = min(group, key=lambda c: (_KINDS.index(c.kind), not c.accused, c.id))
    return Claim(name, chief.text, chief.kind, tuple(sorted({of(a) for a in chief.accused})), chief.conduct)
