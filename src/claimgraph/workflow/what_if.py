"""What if sources were withdrawn, or actors were one or several: the verdicts that would change. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from claimgraph import assess
from claimgraph.errors import BadParameter
from claimgraph.query import thing
from claimgraph.query.questions import Kind
from claimgraph.store import Rows, Store
from claimgraph.workflow.cache import open_cache
from claimgraph.workflow.explain import problem_of
from claimgraph.workflow.stores import reading
from claimgraph.workflow.workspace import Workspace, open_workspace

__all__ = ["WhatIf", "what_if"]

_RECORD = re.compile(r"(?:assertion|evidence)/[0-9a-f]+")
_WORDS = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
SELECT DISTINCT ?claim ?text WHERE { ?claim cg:text ?text } ORDER BY ?text LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The claims whose assessment would change, by id, the words of each, and the IRI that ids are relative to."""

    changed: tuple[assess.Changed, ...]
    texts: dict[str, str]
    base: str


def what_if(
    root: Path,
    *,
    retract: Sequence[str] = (),
    assume: Sequence[tuple[str, str]] = (),
    split: Sequence[str] = (),
    policy: str = "default",
) -> WhatIf:
    """Assess the workspace as it is and as it would be.

    Args:
        root: the workspace's directory.
        retract: assertions, evidence items, instruments or documents that are withdrawn: an IRI, a short id, the exact
            title or label, or a document's file.
        assume: pairs of actors that are one, or of one circle: IRIs, short ids or exact labels.
        split: actors who are somebody else in each document.
        policy: the rules' name.

    Raises:
        BadWorkspace: there is no workspace, or it was never built.
        BadParameter: a name names nothing or several things, or there is no such policy.
    """
    workspace, rules = open_workspace(root), assess.policy_named(policy)
    with reading(root) as store:
        names = [_withdrawn(store, workspace, name) for name in retract]
        pairs = [(_actor(store, workspace, one), _actor(store, workspace, other)) for one, other in assume]
        apart = [_actor(store, workspace, name) for name in split]
        problem = problem_of(root)
        known = set(problem.actors)
        found = assess.suppose(
            problem,
            same=_ties(pairs, known),
            split=[actor for actor in apart if actor in known],
            retracted=names,
            policy=rules,
        )
        texts = {c.before.claim: _text(store, NamedNode(workspace.base + c.before.claim)) for c in found}
    return WhatIf(found, texts, workspace.base)


def _ties(pairs: Iterable[tuple[str, str]], known: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Pairs of actors that the engine knows; who only stands between two of them ties these to each other."""
    circle: dict[str, frozenset[str]] = {}
    for pair in pairs:
        joined = frozenset(pair).union(*(circle.get(actor, ()) for actor in pair))
        circle.update(dict.fromkeys(joined, joined))
    for members in sorted(sorted(c & known) for c in set(circle.values())):
        yield from pairwise(members)


def _actor(store: Store, workspace: Workspace, name: str) -> str:
    return thing(store, Kind.ACTOR, name).value.removeprefix(workspace.base)


def _withdrawn(store: Store, workspace: Workspace, name: str) -> str:
    """The id of what is to be withdrawn. A file is a document too, named from the workspace or in full."""
    if _RECORD.fullmatch(name):
        name = workspace.base + name
    with open_cache(workspace.cache) as cache:
        versions = dict(cache.files())
    version = versions.get((workspace.root / name).absolute().as_posix())
    if version is not None:
        return f"document/{version}"
    with suppress(BadParameter):
        return thing(store, Kind.INSTRUMENT, name).value.removeprefix(workspace.base)
    return thing(store, Kind.DOCUMENT, name).value.removeprefix(workspace.base)


def _text(store: Store, claim: NamedNode) -> str:
    found = store.query(_WORDS, {"claim": claim})
    assert isinstance(found, Rows)
    text = found.rows[0][1] if found.rows else None
    return text.value if isinstance(text, Literal) else ""
