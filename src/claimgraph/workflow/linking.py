"""Who is who in a workspace's documents: the linker's proposals, people's decisions, and what both come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from claimgraph.errors import BadWorkspace
from claimgraph.model.identifiers import digest
from claimgraph.resolve import (
    CERTAIN,
    Identity,
    Judgement,
    corpus,
    dump_linked,
    identity,
    identity_quads,
    linked,
    load,
    propose,
    settled,
    undecided,
)
from claimgraph.resolve.graph import GRAPH
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.workspace import Workspace
from claimgraph.workflow.writing import replaced

__all__ = ["Links", "link"]

_FOR = "#mapping_set_version: "


class Links(NamedTuple):
    """What stands for what, and the ids that each document version holds.

    `quads` are the graph of identity, or None where the store holds it already under `token`.
    """

    who: Identity
    holds: Mapping[str, tuple[str, ...]]
    quads: list[Quad] | None
    token: str


def link(workspace: Workspace, cache: Cache, key: str, people: Sequence[Judgement]) -> Links:
    """Compare all that was extracted under a configuration, and keep what the linker says in a derived file.

    Nothing is compared where documents and decisions are those of the last build: the file says for which it is.

    Raises:
        BadWorkspace: the file cannot be written.
    """
    known = corpus(cache.records(key))
    token = digest(key, workspace.base, *known.holds, *map(repr, people))
    held = _written(workspace.links, token) if cache.loaded().get(workspace.base + GRAPH) == token else None
    if held is not None:
        return Links(settled(identity(people, held), known), known.holds, None, token)
    proposals = propose(known, people)
    ours = linked(proposals)
    open_ = [p for p in proposals if p.score < CERTAIN]
    replaced(workspace.links, _FOR + token + "\n" + dump_linked(ours, open_, workspace.base))
    who = settled(identity(people, ours), known)
    quads = identity_quads([*people, *ours], undecided(open_, people, who), who, workspace.base)
    return Links(who, known.holds, quads, token)


def _written(path: Path, token: str) -> tuple[Judgement, ...] | None:
    """The linker's judgements as kept for this token; None if the file is for another, or is none of ours."""
    with suppress(OSError, UnicodeDecodeError, BadWorkspace):
        text = path.read_text(encoding="utf-8")
        if text.startswith(f"{_FOR}{token}\n"):
            return load(text, str(path))
    return None
