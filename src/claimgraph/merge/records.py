"""What one row of a dataset becomes: records of the model, and what the model has no record for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from claimgraph.merge.distinct import Distinct
from claimgraph.model import ClaimKind, Document, Extraction

__all__ = ["SORTS", "Counting", "Determination", "Named", "Property", "Record"]

SORTS = (
    "rows",
    "refused",
    "documents",
    "actors",
    "instruments",
    "claims",
    "allegations",
    "assertions",
    "evidence",
    "determinations",
    "affiliations",
    "derivations",
)
"""What is counted, in the order in which it is shown."""


class Named(NamedTuple):
    """An actor of whom the dataset gives the name and not the kind."""

    id: str
    label: str


class Determination(NamedTuple):
    """Somebody decided something about a claim; `outcome` in their words. All but `outcome` and `date` are ids."""

    id: str
    claim: str
    decided_by: tuple[str, ...]
    outcome: str
    date: str


class Property(NamedTuple):
    """One more thing that is said of a node: a prefixed property, and a value of a sort (see `making.VALUES`)."""

    node: str
    property: str
    sort: str
    value: str


class Record(NamedTuple):
    """One row. `document` is the row as a text; `whole` says that it is described, and not only a namespace for ids."""

    document: Document
    whole: bool
    extraction: Extraction
    named: tuple[Named, ...]
    determinations: tuple[Determination, ...]
    properties: tuple[Property, ...]


class Counting:
    """How many records of each sort there are. What has an id counts once, in however many rows it stands."""

    def __init__(self) -> None:
        self._seen: dict[str, Distinct] = {}
        self._each: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        """Count one row."""
        x = record.extraction
        self._each["rows"] += 1
        self._each["documents"] += record.whole
        self._ids("actors", [a.id for a in x.actors] + [n.id for n in record.named])
        self._ids("instruments", [i.id for i in x.instruments])
        self._ids("claims", [c.id for c in x.claims])
        self._ids("allegations", [c.id for c in x.claims if c.kind is ClaimKind.ALLEGATION])
        self._ids("assertions", [a.id for a in x.assertions])
        self._ids("evidence", [e.id for e in x.evidence])
        self._ids("determinations", [d.id for d in record.determinations])
        self._ids("affiliations", x.affiliations)
        self._ids("derivations", x.derivations)

    def refuse(self) -> None:
        """Count a row that cannot be read."""
        self._each["refused"] += 1

    def absorb(self, other: Counting) -> None:
        """Add what another file of the same layout gave."""
        self._each.update(other._each)
        for sort, seen in other._seen.items():
            self._seen.setdefault(sort, Distinct()).absorb(seen)

    def total(self) -> dict[str, int]:
        """The counts by sort, those of nothing left out."""
        counts = dict(self._each) | {sort: len(seen) for sort, seen in self._seen.items()}
        return {sort: counts[sort] for sort in SORTS if counts.get(sort)}

    def _ids(self, sort: str, things: Sequence[Hashable]) -> None:
        if things:
            self._seen.setdefault(sort, Distinct()).update(map(hash, things))
