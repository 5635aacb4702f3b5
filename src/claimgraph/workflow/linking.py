"""Who is who in a workspace's documents: the linker's proposals, people's decisions, and what both come to.

`.claimgraph/linking.sqlite` holds what the linker knows of the documents that it has taken in (see `resolve.ledger`). A
build takes in what came and went since, and the graph of identity is changed by the difference, where the store is
known to hold it as it was left.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import NamedTuple

from pyoxigraph import Quad

from claimgraph.errors import BadWorkspace
from claimgraph.model.identifiers import digest, graph_id
from claimgraph.rdf.run import tool_version
from claimgraph.resolve import CERTAIN, Identity, Judgement, Value, dump_linked, linked
from claimgraph.resolve.clusters import who_is_who
from claimgraph.resolve.graph import GRAPH
from claimgraph.resolve.ledger import SCHEMA, Ledger
from claimgraph.resolve.relinking import Difference, Turned, everything_stated, relink
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.index import with_tables
from claimgraph.workflow.workspace import Workspace
from claimgraph.workflow.writing import replaced

__all__ = ["Links", "link"]

_FOR = "#mapping_set_version: "
_LAYOUT = 1  # counts changes of the tables, and of what the linker makes of the same documents


class Links(NamedTuple):
    """What stands for what, and how the store comes to hold it.

    Attributes:
        who: what stands for what.
        holds: for each document version the ids of it that identity says something about; None where every graph that
            needs it has been marked in the cache.
        gone, come: how the graph of identity changes; `gone` is None where it is written whole.
        token: what this rests on.
    """

    who: Identity
    holds: Mapping[str, Sequence[str]] | None
    gone: set[Quad] | None
    come: Iterable[Quad]
    token: str


class _Site(NamedTuple):
    workspace: Workspace
    cache: Cache
    key: str
    people: Sequence[Judgement]


def link(workspace: Workspace, cache: Cache, key: str, people: Sequence[Judgement]) -> Links:
    """Compare what was extracted under a configuration, as far as it was not, and keep what the linker says in a file.

    Raises:
        BadWorkspace: a file cannot be written.
    """
    path = workspace.derived / "linking.sqlite"
    guard = digest(key, workspace.base, tool_version(), length=64)
    try:
        return with_tables(path, (_LAYOUT, SCHEMA), guard, partial(_linked, _Site(workspace, cache, key, people)))
    except (OSError, sqlite3.DatabaseError) as error:
        raise BadWorkspace(
            str(path), f"cannot be written: {error}; make room or permissions, then build again"
        ) from error


def _linked(site: _Site, db: sqlite3.Connection) -> Links:
    """What is marked in the cache is marked for good before the ledger is: after a kill, too much is loaded again."""
    workspace, cache, _, people = site
    ledger = Ledger(db)
    live = sorted(cache.extracted(site.key))
    token = digest(site.key, workspace.base, *live, *map(repr, people))
    before = ledger.said("token")
    graph = workspace.base + GRAPH
    kept = before != "" and cache.token_of(graph) == before
    gone: set[Quad] | None = set() if kept else None
    come: Iterable[Quad] = ()
    if before != token:
        found = _taken_in(site, ledger, live)
        if kept:
            gone, come = found.gone, found.come
            _outdated(site, ledger, found.ids)
        ledger.say("token", token)
        db.commit()
    if not kept:
        come = list(everything_stated(ledger, people, workspace.base))
    _written(workspace, ledger, token)
    who = who_is_who(ledger, people)
    return Links(who, None if kept else _holds(ledger, who), gone, come, token)


def _taken_in(site: _Site, ledger: Ledger, live: Iterable[str]) -> Difference:
    """Let the ledger hold what came, and what people say now, and nothing of what went."""
    held = {row[0] for row in ledger.db.execute("SELECT version FROM document")}
    come, gone = sorted(set(live) - held), sorted(held.difference(live))
    try:
        records = [(site.cache.record(version, site.key) for version in versions) for versions in (gone, come)]
        before = [
            Judgement(**{**row, "value": Value(row["value"])}) for row in json.loads(ledger.said("people") or "[]")
        ]
        found = relink(ledger, Turned(before, site.people), records[0], records[1], site.workspace.base)
    except (KeyError, TypeError, ValueError) as error:  # it is of another cache, or what is in it is none of ours
        raise sqlite3.DatabaseError(str(error)) from error
    ledger.say("people", json.dumps([asdict(j) for j in site.people], ensure_ascii=False))
    return found


def _outdated(site: _Site, ledger: Ledger, ids: Iterable[str]) -> None:
    """Say of the documents that name one of these that their graphs are to be loaded again."""
    sql = "SELECT version FROM holds JOIN document ON number = document WHERE name = ?"
    versions = {row[0] for name in sorted(ids) for row in ledger.db.execute(sql, (name,)).fetchall()}
    prefix = site.workspace.base + graph_id("document", "")
    for version in sorted(versions):
        if site.cache.token_of(prefix + version):
            site.cache.set_loaded(prefix + version, "")
    site.cache.commit()


def _holds(ledger: Ledger, who: Identity) -> dict[str, list[str]]:
    """Which of the ids that identity says something about each document names."""
    sql = "SELECT version FROM holds JOIN document ON number = document WHERE name = ?"
    found: dict[str, list[str]] = {}
    for name in sorted(who.canonical.keys() | who.labels.keys() | who.claims.keys()):
        for (version,) in ledger.db.execute(sql, (name,)):
            found.setdefault(version, []).append(name)
    return found


def _written(workspace: Workspace, ledger: Ledger, token: str) -> None:
    """Let the linker's file be of this token and whole."""
    head = f"{_FOR}{token}\n"
    path = workspace.links
    try:
        with path.open("rb") as file:
            if file.readline() == head.encode() and str(path.stat().st_size) == ledger.said("size"):
                return
    except OSError:
        pass
    ours = linked(ledger.pairs(f"score >= {CERTAIN}"))
    text = head + dump_linked(ours, ledger.pairs(f"score < {CERTAIN}"), workspace.base)
    ledger.say("size", str(len(text.encode())))
    replaced(path, text)
    ledger.db.commit()
