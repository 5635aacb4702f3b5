"""What is wrong with a workspace, and the cure: derived things are thrown away, for the next build to make anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from claimgraph import store
from claimgraph.errors import BadWorkspace, StoreError
from claimgraph.model.identifiers import graph_id
from claimgraph.workflow.cache import Cache, open_cache
from claimgraph.workflow.extract import configuration
from claimgraph.workflow.workspace import Workspace, judgements, locked, open_workspace
from claimgraph.workflow.writing import removed

__all__ = ["Ailment", "examine", "repair"]


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is wrong.

    Attributes:
        where: the file or directory.
        what: what is wrong with it and what mends it.
        derived: whether it may be thrown away; what is the user's own never is.
    """

    where: Path
    what: str
    derived: bool

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


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
    yield from _own(workspace)
    broken = _broken(workspace.cache)
    if broken is not None:
        yield Ailment(workspace.cache, f"is damaged ({broken}); throw it away with --repair", derived=True)
        if workspace.store.exists():
            yield Ailment(workspace.store, "cannot be compared with a damaged cache; --repair", derived=True)
    elif workspace.cache.exists():
        yield from _kept(workspace)


def _own(workspace: Workspace) -> Iterator[Ailment]:
    """What only the user can mend."""
    for name in workspace.documents:
        path = workspace.root / name
        if not path.exists():
            yield Ailment(path, "is named in claimgraph.toml but not there; put it back or take it out", derived=False)
    try:
        judgements(workspace)
    except BadWorkspace as error:
        yield Ailment(workspace.root / "decisions", str(error), derived=False)


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
        yield Ailment(workspace.cache, f"{waiting} documents wait to be extracted; build again", derived=False)
    if not workspace.endpoint and (workspace.store.exists() or tokens):
        yield from _stored(workspace, tokens)


def _stored(workspace: Workspace, tokens: Mapping[str, str]) -> Iterator[Ailment]:
    """Whether the store has the graphs of documents and datasets that it should have; others may well be empty."""
    if not workspace.store.exists():
        yield Ailment(workspace.store, "is not there; build again", derived=False)
        return
    try:
        with store.disk(workspace.store, read_only=True) as disk:
            held = set(disk.graphs())
    except StoreError as error:
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
