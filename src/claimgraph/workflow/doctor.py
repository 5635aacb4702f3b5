"""What is wrong with a workspace, and the cure: derived things are thrown away, for the next build to make anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from pyoxigraph import NamedNode

from claimgraph import store
from claimgraph.errors import BadWorkspace, StoreError
from claimgraph.model.identifiers import graph_id
from claimgraph.workflow.ailment import Ailment
from claimgraph.workflow.cache import Cache, open_cache
from claimgraph.workflow.extract import configuration
from claimgraph.workflow.surroundings import surroundings
from claimgraph.workflow.workspace import Workspace, locked, open_workspace
from claimgraph.workflow.writing import removed, unfinished

__all__ = ["Ailment", "examine", "repair"]


def examine(root: Path) -> tuple[Ailment, ...]:
    """All that is wrong with the workspace at a directory; a cache of another version is emptied.

    Raises:
        BadWorkspace: there is none, or its configuration is malformed.
        StoreLocked: another process works on it.
    """
    workspace = open_workspace(root)
    with locked(workspace):
        return tuple(_ailments(workspace))


def repair(root: Path, found: tuple[Ailment, ...]) -> tuple[Path, ...]:
    """Throw away what is derived and ails; the paths, sorted. The next build makes them anew.

    Raises:
        BadWorkspace: there is no workspace any more, or something cannot be removed.
        StoreLocked: another process works on it.
    """
    workspace = open_workspace(root)
    gone = {a.where for a in found if a.derived}
    with locked(workspace):
        for path in sorted(gone):
            try:
                _remove(path)
            except OSError as error:
                raise BadWorkspace(str(path), f"cannot be removed: {error.strerror}") from error
    return tuple(sorted(gone))


def _remove(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):  # SQLite keeps them beside its file
        removed(path.with_name(path.name + suffix))


def _ailments(workspace: Workspace) -> Iterator[Ailment]:
    yield from surroundings(workspace)
    yield from _unfinished(workspace)
    for path in sorted(workspace.derived.glob("*.sqlite")):  # what the linker and the engine keep
        if path != workspace.cache and (said := _broken(path)) is not None:
            yield Ailment(path, f"is damaged ({said}); throw it away with --repair", derived=True)
    broken = _broken(workspace.cache)
    if broken is not None:
        yield Ailment(workspace.cache, f"is damaged ({broken}); throw it away with --repair", derived=True)
        if workspace.store.exists():
            yield Ailment(workspace.store, "cannot be compared with a damaged cache; --repair", derived=True)
    elif workspace.cache.exists():
        yield from _kept(workspace)


def _unfinished(workspace: Workspace) -> Iterator[Ailment]:
    """What a process that was killed had begun to write."""
    for folder in (workspace.root, workspace.root / "decisions", workspace.root / "fetched", workspace.derived):
        for path in sorted(folder.glob(unfinished(Path("*")).name)):
            yield Ailment(path, "is a file that was never finished; throw it away with --repair", derived=True)


def _broken(path: Path) -> str | None:
    """What SQLite says is wrong with its file; None where nothing is, or where there is no file."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if said == "ok" else str(said)


def _kept(workspace: Workspace) -> Iterator[Ailment]:
    """What the cache holds, and whether the store on disk holds what the cache says of it."""
    key = configuration(workspace)
    with open_cache(workspace.cache) as cache:
        unread = sum(not _decodes(cache, version, key) for version in cache.versions())
        waiting = len(cache.without_extraction(key))
        tokens = cache.loaded()
    if unread:
        yield Ailment(workspace.cache, f"{unread} documents in it cannot be decoded; --repair", derived=True)
    if waiting:
        others = _other_keys(workspace.cache, key)
        former = f", which was done by {', '.join(others)} and is to be by {key}" if others else ""
        yield Ailment(workspace.cache, f"{waiting} documents wait to be extracted{former}; build again")
    if not workspace.endpoint and (workspace.store.exists() or tokens):
        yield from _stored(workspace, tokens)


def _other_keys(path: Path, key: str) -> list[str]:
    """The configurations, other than one, under which something was extracted: extractor, pipeline and versions."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT DISTINCT key FROM extraction WHERE key != ? ORDER BY key", (key,))
        return [row[0] for row in rows]


def _stored(workspace: Workspace, tokens: Mapping[str, str]) -> Iterator[Ailment]:
    """Whether the store has the graphs of documents and datasets that it should have; others may well be empty."""
    if not workspace.store.exists():
        yield Ailment(workspace.store, "is not there; build again")
        return
    try:
        with store.disk(workspace.store, read_only=True) as disk:
            held = {q.graph_name.value for q in disk.quads() if isinstance(q.graph_name, NamedNode)}  # reads all of it
    except (StoreError, OSError, RuntimeError) as error:
        yield Ailment(workspace.store, f"does not open ({error}); throw it away with --repair", derived=True)
        return
    full = tuple(workspace.base + graph_id(kind, "") for kind in ("document", "dataset"))
    lacking = [g for g, token in tokens.items() if token and g.startswith(full) and g not in held]
    strange = [g for g in held if g.startswith(full) and g not in tokens]
    if lacking or strange:
        what = f"lacks {len(lacking)} graphs and has {len(strange)} that no build finished; --repair, or build again"
        yield Ailment(workspace.store, what, derived=True)


def _decodes(cache: Cache, version: str, key: str) -> bool:
    try:
        cache.document(version)
        cache.extraction(version, key)
    except (KeyError, TypeError, ValueError):
        return False
    return True
