"""What if sources were withdrawn, or actors were one or several: the verdicts that would change. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from claimgraph import assess
from claimgraph.errors import BadParameter
from claimgraph.model import Affiliation, Basis, Relation
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
    split: str | None = None,
    policy: str = "default",
) -> WhatIf:
    """Assess the workspace as it is and as it would be.

    Args:
        root: the workspace's directory.
        retract: assertions, evidence items, instruments or documents that are withdrawn: an IRI, a short id, the exact
            title or label, or a document's file.
        assume: pairs of actors that are one, or of one circle: IRIs, short ids or exact labels.
        split: an actor who is somebody else in each document.
        policy: the rules' name.

    Raises:
        BadWorkspace: there is no workspace, or it was never built.
        BadParameter: a name names nothing or several things, or there is no such policy; or something is to be
            retracted and an actor to be split at once.
    """
    if retract and split is not None:
        raise BadParameter("split", "cannot be combined with retract; ask the two one after the other")
    workspace, rules = open_workspace(root), assess.policy_named(policy)
    with reading(root) as store:
        names = [_withdrawn(store, workspace, name) for name in retract]
        pairs = [(_actor(store, workspace, one), _actor(store, workspace, other)) for one, other in assume]
        actor = None if split is None else _actor(store, workspace, split)
        found = _changes(root, names, pairs, actor, rules)
        texts = {c.before.claim: _text(store, NamedNode(workspace.base + c.before.claim)) for c in found}
    return WhatIf(found, texts, workspace.base)


def _changes(
    root: Path, names: Sequence[str], pairs: Sequence[tuple[str, str]], actor: str | None, policy: assess.Policy
) -> tuple[assess.Changed, ...]:
    """What the assumptions change, and on top of them what the retractions or the split do."""
    problem = problem_of(root)
    changed: dict[str, assess.Changed] = {}
    if pairs:
        tied = problem_of(root, [_tie(*ends) for one, other in pairs for ends in ((one, other), (other, one))])
        before, after = (assess.assessments(p, assess.judge(p, policy), policy) for p in (problem, tied))
        changed = {a.claim: assess.Changed(a, b) for a, b in zip(before, after, strict=True) if a != b}
        problem = tied
    last: tuple[assess.Changed, ...] = ()
    if names:
        last = assess.retract(problem, names, policy)
    elif actor is not None:
        last = assess.split_actor(problem, actor, policy)
    for step in last:
        claim = step.before.claim
        first = changed.pop(claim).before if claim in changed else step.before
        if first != step.after:
            changed[claim] = assess.Changed(first, step.after)
    return tuple(changed[claim] for claim in sorted(changed))


def _tie(actor: str, other: str) -> Affiliation:
    return Affiliation(actor, other, Relation.AFFILIATED_WITH, Basis.ASSUMED)


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
