"""Who is who in a workspace's documents: the linker's proposals, people's decisions, and what both come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from claimgraph.errors import BadWorkspace
from claimgraph.resolve import (
    CERTAIN,
    Identity,
    Judgement,
    corpus,
    dump_linked,
    identity,
    identity_quads,
    linked,
    propose,
    settled,
    undecided,
)
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.workspace import Workspace

__all__ = ["Links", "link"]


class Links(NamedTuple):
    """What stands for what, the ids that each document version holds, and the graph of identity."""

    who: Identity
    holds: Mapping[str, tuple[str, ...]]
    quads: list[Quad]


def link(workspace: Workspace, cache: Cache, key: str, people: Sequence[Judgement]) -> Links:
    """Compare all that was extracted under a configuration, and keep what the linker says in a derived file.

    Raises:
        BadWorkspace: the file cannot be written.
    """
    known = corpus(cache.records(key))
    proposals = propose(known, people)
    ours = linked(proposals)
    open_ = [p for p in proposals if p.score < CERTAIN]
    _write(workspace.links, dump_linked(ours, open_, workspace.base))
    who = settled(identity(people, ours), known)
    return Links(who, known.holds, identity_quads([*people, *ours], undecided(open_, people, who), who, workspace.base))


def _write(path: Path, text: str) -> None:
    """Replace a file whole, so that a killed build leaves the old one."""
    temporary = path.with_suffix(".tmp")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise BadWorkspace(str(path), f"cannot be written: {error.strerror}") from error
