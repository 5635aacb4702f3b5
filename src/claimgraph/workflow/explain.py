"""What one claim rests on: the engine's explanation with quotes from the store and names for everybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from claimgraph import assess
from claimgraph.assess.explain import Explanation, Place, Source
from claimgraph.errors import BadWorkspace
from claimgraph.model import Span
from claimgraph.query import thing
from claimgraph.query.questions import Kind
from claimgraph.store import Rows, Store
from claimgraph.workflow.cache import open_cache
from claimgraph.workflow.called import called, files_by_id, label, value
from claimgraph.workflow.extract import configuration
from claimgraph.workflow.kept import problem_kept
from claimgraph.workflow.stores import reading
from claimgraph.workflow.workspace import decisions, open_workspace

__all__ = ["Explained", "explain", "problem_of"]

_PASSAGES = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?node ?document ?start ?end ?exact WHERE {
  ?node cg:passage ?passage . ?passage oa:hasSource ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?exact .
} ORDER BY ?document ?start
"""


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation, the claim's words, and for each id in it a name (see `called`)."""

    text: str
    explanation: Explanation
    names: dict[str, str]


def problem_of(root: Path) -> assess.Problem:
    """The corpus of a workspace as the engine takes it.

    Raises:
        BadWorkspace: there is no workspace, it was built by another version, or a decision is malformed.
    """
    workspace = open_workspace(root)
    with open_cache(workspace.cache) as cache:
        if not cache.versions():
            raise BadWorkspace(str(root), f"holds no extractions of this version; run `claimgraph build -w {root}`")
        return problem_kept(workspace, cache, configuration(workspace), decisions(workspace))


def explain(root: Path, claim: str, policy: str = "default") -> Explained:
    """Explain the assessment of a claim, named by IRI, short id or its exact words.

    Raises:
        BadWorkspace: there is no workspace, or it was never built.
        BadParameter: no claim or several are so named, or there is no such policy.
    """
    workspace = open_workspace(root)
    rules = assess.policy_named(policy)
    with reading(root) as store:
        node = thing(store, Kind.CLAIM, claim)
        name = node.value.removeprefix(workspace.base)
        problem = problem_of(root)
        bare = assess.explain(problem, name, rules)
        places = {i: _places(store, workspace.base, i) for i in sorted(set(_records(bare)))}
        full = assess.explain(problem, name, rules, places)
        with open_cache(workspace.cache) as cache:
            files = files_by_id(cache.files(), root)
        names = called(store, workspace.base, (*_records(full), *_people(full)), files, places)
        return Explained(label(store, node) or name, full, names)


def _sources(explanation: Explanation) -> Iterator[Source]:
    todo = [*explanation.claimants, *explanation.denials, *(i.source for i in explanation.items)]
    while todo:
        source = todo.pop()
        yield source
        todo.extend(t.source for t in source.takes)


def _records(explanation: Explanation) -> Iterator[str]:
    for source in _sources(explanation):
        yield source.id
        yield from (p.document for p in source.places)
    for item in explanation.items:
        yield from (*item.origins, *item.because)
        for other, common in item.shares:
            yield from (other, *common)
    for pair in explanation.ignored:
        yield from pair


def _people(explanation: Explanation) -> Iterator[str]:
    yield from explanation.accused
    for source in _sources(explanation):
        yield from (*source.makers, *source.circle)


def _places(store: Store, base: str, name: str) -> tuple[Place, ...]:
    if ":" in name.split("/", 1)[0] or " " in name:
        return ()
    found = store.query(_PASSAGES, {"node": NamedNode(base + name)})
    assert isinstance(found, Rows)
    return tuple(
        Place(value(document).removeprefix(base), Span(int(value(start)), int(value(end))), value(exact))
        for _, document, start, end, exact in found.rows
    )
