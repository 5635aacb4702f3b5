"""What the steps of gathering share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claimgraph.assess.facts import Facts
from claimgraph.assess.interning import Draft

__all__ = ["REPORT", "Scene", "Works", "is_work", "report_by"]

REPORT = "report/"


class Works(NamedTuple):
    """Attributes.

    members: the documents at hand that are a work, by the work's id or url.
    sources: by document: (work, basis) that it takes its content from.
    mirrors: sets of documents that are one work from a basis on, the earliest first: (basis, documents).
    name: by document, one name of the work that it is by declaration.
    """

    members: Mapping[str, Sequence[str]]
    sources: Mapping[str, Sequence[tuple[str, int]]]
    mirrors: Sequence[tuple[int, Sequence[str]]]
    name: Mapping[str, str]


def is_work(name: str) -> bool:
    """Is it the id of a document, or the absolute IRI of a work? Else it is a record of a document."""
    return name.startswith("document/") or ":" in name.split("/", 1)[0]


def report_by(actor: str) -> str:
    """What an agency or another relay reported, as a work."""
    return REPORT + actor


class Scene(NamedTuple):
    """What the steps share.

    `about`: by (document, claim), its (evidence items, assertions). `claims_of`: by node. `issuer`: by instrument, who
    answers for it. `takes`: what a node says about a claim, it takes from a work: (node, claim, work, basis).
    """

    draft: Draft
    ids: Mapping[str, str]
    works: Works
    documents: Mapping[str, Facts]
    about: dict[tuple[str, str], tuple[list[str], list[str]]]
    claims_of: dict[str, set[str]]
    issuer: dict[str, str]
    takes: list[tuple[str, str, str, int]]

    def same(self, name: str) -> str:
        """The canonical id."""
        return self.ids.get(name, name)

    def actor(self, name: str) -> str:
        """The actor that an actor's or an instrument's id stands for."""
        return self.issuer.get(self.same(name)) or self.same(name)
