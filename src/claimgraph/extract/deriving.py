"""What takes its content from what: assertions from the instruments that say them, documents from declared works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimgraph.extract.drafts import Draft
from claimgraph.extract.scene import Scene
from claimgraph.model import Basis, Derivation, Document, Instrument
from claimgraph.model.identifiers import document_id

__all__ = ["declared", "stated"]


def declared(document: Document) -> Iterator[Derivation]:
    """The works that the document's metadata says it is taken from, or is another version of; absolute URLs only."""
    name = document_id(document.version)
    meta = document.metadata
    for url in meta.derived_from:
        if _is_absolute(url):
            yield Derivation(name, url, Basis.DECLARED)
    for url in meta.alternate_of:
        if _is_absolute(url):
            yield Derivation(name, url, Basis.DECLARED, alternate=True)


def _is_absolute(url: str) -> bool:
    scheme, separator, rest = url.partition(":")
    return bool(separator and rest and scheme.isalpha()) and not any(c.isspace() for c in url)


def stated(
    scene: Scene, drafts: Sequence[Draft], ids: Mapping[int, str], instruments: Iterable[Instrument]
) -> Iterator[Derivation]:
    """The assertions that the text gives to an instrument ("the memo says", "in its order, X said")."""
    known = {i.id for i in instruments}
    seen = set()
    for n, draft in enumerate(drafts):
        for span in draft.source or draft.content[:1]:
            for source in (draft.asserter, *draft.documents, *scene.inside(span)):
                if source in known and (ids[n], source) not in seen:
                    seen.add((ids[n], source))
                    yield Derivation(ids[n], source, Basis.STATED, span=span)
