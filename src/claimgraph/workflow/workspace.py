"""A workspace: claimgraph.toml and decisions/ are the user's, .claimgraph/ is derived and may be thrown away."""

from __future__ import annotations

import fcntl
import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from claimgraph.errors import BadWorkspace, StoreLocked
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.resolve import Identity, Judgement, identity, load
from claimgraph.store.sending import check_address
from claimgraph.workflow.writing import made, replaced, unwritable

__all__ = ["Workspace", "create", "decisions", "held", "judgements", "locked", "open_workspace"]

CONFIG = "claimgraph.toml"
_KNOWN = {"documents", "base", "accuracy", "pipeline", "policy", "endpoint"}


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where things are and how they are built.

    Attributes:
        root: the directory that holds claimgraph.toml.
        documents: files and directories to read, relative to root or absolute.
        base: the IRI that ids are relative to; ends with / or #.
        accuracy: "fast" or "best".
        pipeline: the spaCy pipeline's name; "" for the default.
        policy: the independence policy that `ask` reads by default.
        endpoint: the SPARQL 1.1 endpoint that holds the graph; "" for the store on disk.
    """

    root: Path
    documents: tuple[str, ...] = ("documents",)
    base: str = DEFAULT_BASE
    accuracy: str = "fast"
    pipeline: str = ""
    policy: str = "default"
    endpoint: str = ""

    @property
    def derived(self) -> Path:
        """The directory of derived things."""
        return self.root / ".claimgraph"

    @property
    def store(self) -> Path:
        """The on-disk store."""
        return self.derived / "store"

    @property
    def cache(self) -> Path:
        """The extractions, by content."""
        return self.derived / "extractions.sqlite"

    @property
    def links(self) -> Path:
        """The linker's judgements and proposals."""
        return self.derived / "linked.sssom.tsv"


def open_workspace(root: Path) -> Workspace:
    """The workspace at a directory.

    Raises:
        BadWorkspace: there is none, or its configuration is malformed; says which key.
        EndpointUnavailable: the endpoint's address is none, or holds credentials.
    """
    path = root / CONFIG
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadWorkspace(str(root), f"holds no {CONFIG}; run `claimgraph build PATH -w {root}` first") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadWorkspace(str(path), f"cannot be read: {error}") from error
    unknown = sorted(settings.keys() - _KNOWN)
    if unknown:
        raise BadWorkspace(str(path), f"has the unknown key {unknown[0]}; known are {', '.join(sorted(_KNOWN))}")
    documents = settings.pop("documents", ["documents"])
    if not isinstance(documents, list) or not all(isinstance(d, str) for d in documents):
        raise BadWorkspace(str(path), "documents must be a list of paths")
    for key, value in settings.items():
        if not isinstance(value, str):
            raise BadWorkspace(str(path), f"{key} must be a string")
    _check(path, settings)
    return Workspace(root=root, documents=tuple(documents), **settings)


def _check(path: Path, settings: dict[str, str]) -> None:
    base = settings.get("base", DEFAULT_BASE)
    if not urlsplit(base).scheme or base[-1] not in "/#" or any(c in base for c in ' <>"{}|\\^`'):
        raise BadWorkspace(str(path), f"base must be an absolute IRI that ends with / or #, not {base!r}")
    if settings.get("accuracy", "fast") not in ("fast", "best"):
        raise BadWorkspace(str(path), "accuracy must be fast or best")
    if settings.get("endpoint"):
        check_address(settings["endpoint"])


def create(root: Path, paths: tuple[Path, ...], endpoint: str | None = None) -> Workspace:
    """Open the workspace at `root`, making it if there is none, and add `paths` to its documents.

    Args:
        root: the workspace's directory.
        paths: documents or directories.
        endpoint: the SPARQL endpoint that is to hold the graph from now on; None leaves that as it is.

    Raises:
        BadWorkspace: there is none and no path is given, or it cannot be written.
        EndpointUnavailable: the endpoint's address is none, or holds credentials.
    """
    _may_begin(root, paths, endpoint)
    if (root / CONFIG).exists():
        workspace = open_workspace(root)
        wanted = [*workspace.documents, *(_relative(p, root) for p in paths)]
    else:
        workspace = Workspace(root)
        wanted = [_relative(p, root) for p in paths]
    documents = tuple(dict.fromkeys(wanted))
    new: dict[str, list[str] | str] = {}
    if documents != workspace.documents or not (root / CONFIG).exists():
        new["documents"] = list(documents)
    if endpoint not in {None, workspace.endpoint}:
        new["endpoint"] = str(endpoint)
    if not new:
        return workspace
    made(root)
    _write(root / CONFIG, new)
    return open_workspace(root)


def _may_begin(root: Path, paths: tuple[Path, ...], endpoint: str | None) -> None:
    """What can be refused before anything is written."""
    if endpoint is not None:
        check_address(endpoint)
    if not paths and not (root / CONFIG).exists():
        raise BadWorkspace(str(root), f"holds no {CONFIG} and no path is given; run `claimgraph build PATH -w {root}`")


def _relative(path: Path, root: Path) -> str:
    """A path as the configuration keeps it: relative where it can be, so that a workspace can be moved."""
    return Path(os.path.relpath(path.absolute(), root.absolute())).as_posix()


def _write(path: Path, settings: dict[str, list[str] | str]) -> None:
    """Set some keys, leaving the user's other lines as they are."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for key, value in settings.items():
        span = _lines_of(lines, key)
        lines[span] = [f"{key} = {json.dumps(value, ensure_ascii=False)}"]
    replaced(path, "\n".join(lines) + "\n")


def _lines_of(lines: list[str], key: str) -> slice:
    """Where a key stands; its value may run over several lines."""
    start = next((n for n, line in enumerate(lines) if line.split("=")[0].strip() == key), None)
    if start is None:
        return slice(0, 0)
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return slice(start, end)
    return slice(start, len(lines))


def judgements(workspace: Workspace) -> tuple[Judgement, ...]:
    """What people decided: the SSSOM files under decisions/, in the order of their names.

    Raises:
        BadWorkspace: a file is malformed; names the row.
    """
    return tuple(
        j for path in sorted((workspace.root / "decisions").glob("*.sssom.tsv")) for j in load(_text(path), str(path))
    )


def decisions(workspace: Workspace) -> Identity:
    """Who is who, by people's decisions and, where these are silent, by the linker's of the last build.

    Raises:
        BadWorkspace: a file is malformed; names the row.
    """
    links = load(_text(workspace.links), str(workspace.links)) if workspace.links.exists() else ()
    return identity(judgements(workspace), links)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadWorkspace(str(path), f"cannot be read: {error}") from error


@contextmanager
def held(root: Path, paths: tuple[Path, ...] = (), endpoint: str | None = None) -> Iterator[Workspace]:
    """Make or open a workspace as `create` does, and hold it for writing from before it is looked at.

    Raises:
        StoreLocked: another process holds it.
        BadWorkspace, EndpointUnavailable: as `create`.
    """
    _may_begin(root, paths, endpoint)
    with locked(Workspace(root)):
        yield create(root, paths, endpoint)


@contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace for writing; the kernel lets go of it when the process dies.

    Raises:
        StoreLocked: another process holds it.
        BadWorkspace: the derived directory cannot be made.
    """
    made(workspace.derived)
    try:
        handle = (workspace.derived / "lock").open("w")
    except OSError as error:
        raise unwritable(workspace.derived, error) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreLocked(str(workspace.root), "another claimgraph works on this workspace; wait for it") from None
        yield
