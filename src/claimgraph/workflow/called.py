"""What the ids in an explanation are called: a label, a title, a file, or the words that stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os.path import normpath
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from claimgraph.assess.explain import Place
from claimgraph.store import Rows, Store
from claimgraph.workflow.corpus import declared_names

__all__ = ["called", "files_by_id", "label", "value"]

_NAMES = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?node ?name WHERE { ?node rdfs:label|dct:title|cg:text ?name } ORDER BY ?name
"""
_LONGEST = 80  # characters of a quote that stands for a name
_REPORT, _VOICE = (
    "report/",
    "voice/",
)  # as `assess` names what a relay reported, and who speaks where nobody is declared


def called(
    store: Store,
    base: str,
    ids: Iterable[str],
    files: Mapping[str, str],
    places: Mapping[str, tuple[Place, ...]],
) -> dict[str, str]:
    """A name for each id.

    Args:
        store: where labels stand.
        base: the IRI that ids are relative to.
        ids: of actors, documents, records, instruments, works, and works as to a claim ("<work> <claim>").
        files: how documents are called, by id.
        places: where records stand; a record is called by its words.
    """
    declared = declared_names()  # of those who belong to a circle and stand in no document

    def name(each: str) -> str:
        work, _, claim = each.partition(" ")
        if claim:
            by_whom = work.removeprefix(_REPORT)
            return name(work) if by_whom == work else f"what {name(by_whom)} reported"
        if each in files:
            return files[each]
        if each.startswith(_VOICE):
            return f"the undeclared author of {name(each.removeprefix(_VOICE))}"
        if ":" in each.split("/", 1)[0]:
            return each
        found = label(store, NamedNode(base + each)) or _words(places.get(each, ()))
        return found or declared.get(each, each)

    return {each: name(each) for each in sorted(set(ids))}


def _words(places: Iterable[Place]) -> str:
    """The quotes as one short one; nothing where there are none."""
    words = " … ".join(p.quote for p in places)
    short = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
    return f"“{short}”" if words else ""


def files_by_id(files: Iterable[tuple[str, str]], root: Path) -> dict[str, str]:
    """Documents' paths, by id, as the user would type them from the workspace, or in full where they lie elsewhere."""
    base = Path(normpath(root.absolute()))
    out = {}
    for path, version in files:
        at = Path(normpath(path))
        out[f"document/{version}"] = (at.relative_to(base) if at.is_relative_to(base) else at).as_posix()
    return out


def label(store: Store, node: NamedNode) -> str | None:
    """The first of a node's labels, titles and texts, if it has any."""
    found = store.query(_NAMES, {"node": node})
    assert isinstance(found, Rows)
    return value(found.rows[0][1]) if found.rows else None


def value(term: object) -> str:
    """The text of a term that is an IRI or a literal."""
    assert isinstance(term, NamedNode | Literal)
    return term.value
