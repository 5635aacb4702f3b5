"""Assess all claims under each policy, and let the store hold a graph a policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import Any

from claimgraph import assess, store
from claimgraph.model import Assessment
from claimgraph.model.identifiers import graph_id
from claimgraph.rdf.assessment_text import assessments_as_turtle
from claimgraph.resolve import Identity
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.kept import problem_to_keep
from claimgraph.workflow.signs import with_signs
from claimgraph.workflow.workspace import Workspace

__all__ = ["assess_all"]


def assess_all(
    workspace: Workspace, cache: Cache, disk: store.Store, key: str, who: Identity
) -> dict[assess.Policy, tuple[Assessment, ...]]:
    """The assessments by policy; a graph that holds them already is left alone.

    Loading a graph is not all or nothing, so it has no token meanwhile: after a kill the next build loads it again.

    Args:
        workspace: whose claims.
        cache: what was extracted and what the store holds.
        disk: where the graphs go.
        key: the configuration under which the documents were extracted.
        who: judgements on who is who.
    """
    problem = problem_to_keep(workspace, cache, key, who)
    found = with_signs(problem, {p: assess.judge(problem, p) for p in assess.POLICIES.values()})
    held = cache.loaded()
    for policy, assessments in found.items():
        graph = workspace.base + graph_id("assessment", policy.name)
        texts = partial(assessments_as_turtle, assessments, policy.name, workspace.base)
        if not held.get(graph) or held[graph] != _digest(texts()):
            cache.set_loaded(graph, "")
            cache.commit()
            token = sha256()
            store.load_graph(disk, graph, _digested(texts(), token))
            cache.set_loaded(graph, token.hexdigest())
            cache.commit()
    return found


def _digested(texts: Iterator[bytes], token: Any) -> Iterator[bytes]:  # noqa: ANN401 hashlib's type has no public name
    for text in texts:
        token.update(text)
        yield text


def _digest(texts: Iterator[bytes]) -> str:
    token = sha256()
    for _ in _digested(texts, token):
        pass
    return token.hexdigest()
