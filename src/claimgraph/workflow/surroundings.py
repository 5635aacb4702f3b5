"""What a build needs besides documents: decisions that parse, a pipeline, the weights that were shipped, and room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage

from claimgraph.errors import BadWorkspace
from claimgraph.extract.pipelines import DEFAULT_PIPELINE, pipeline_version
from claimgraph.resolve import load
from claimgraph.resources import weights
from claimgraph.workflow.ailment import Ailment
from claimgraph.workflow.registry import REGISTRY, registered
from claimgraph.workflow.workspace import Workspace

__all__ = ["surroundings"]

DIGESTS = "SHA256SUMS"
"""Beside the weights, as `sha256sum` writes and checks it."""

_LEAST = 200_000_000  # bytes; a small workspace with its store's logs takes a few of them
_MEGABYTE = 1_000_000


def surroundings(workspace: Workspace) -> Iterator[Ailment]:
    """What only the user can mend, one a file."""
    yield from _sources(workspace)
    yield from _decisions(workspace.root / "decisions")
    if pipeline_version(workspace.pipeline) is None:
        name = workspace.pipeline or DEFAULT_PIPELINE
        what = f"the spaCy pipeline {name} is not installed; pip install it, or choose another"
        yield Ailment(workspace.root / "claimgraph.toml", what)
    yield from _weights(weights())
    yield from _room(workspace)


def _sources(workspace: Workspace) -> Iterator[Ailment]:
    for name in workspace.documents:
        path = workspace.root / name
        if not path.exists():
            yield Ailment(path, "is named in claimgraph.toml but not there; put it back or take it out")
    try:
        files = sorted({(f, e.dataset) for e in registered(workspace.root) for f in (e.file, e.mapping) if f})
    except BadWorkspace as error:
        yield Ailment(workspace.root / REGISTRY, error.mend)
        return
    for name, dataset in files:
        path = workspace.root / name
        if not path.exists():
            yield Ailment(path, f"is not there; put it back, or run `claimgraph merge --remove {dataset}`")


def _decisions(folder: Path) -> Iterator[Ailment]:
    for path in sorted(folder.glob("*.sssom.tsv")):
        try:
            load(path.read_text(encoding="utf-8"), str(path))
        except BadWorkspace as error:
            yield Ailment(path, f"{error.datum.removeprefix(str(path))} {error.mend}".strip())
        except (OSError, UnicodeDecodeError) as error:
            yield Ailment(path, f"cannot be read: {error}; mend it")


def _weights(folder: Path) -> Iterator[Ailment]:
    """The trained models that came along, each by its digest."""
    mend = "install claimgraph again"
    try:
        lines = (folder / DIGESTS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        yield Ailment(folder / DIGESTS, f"cannot be read: {error.strerror}; {mend}")
        return
    for line in lines:
        digest, _, name = line.partition("  ")
        found = ""
        with suppress(OSError):
            found = sha256((folder / name).read_bytes()).hexdigest()
        if found != digest:
            yield Ailment(folder / name, f"{'is not what was shipped' if found else 'cannot be read'}; {mend}")


def _room(workspace: Workspace) -> Iterator[Ailment]:
    """Whether what is derived could be made once more beside itself."""
    held = 0
    for path in workspace.derived.rglob("*"):
        with suppress(OSError):  # a file may go meanwhile
            held += path.stat().st_size
    needed, free = held + _LEAST, disk_usage(workspace.root).free
    if free < needed:
        what = f"has {free // _MEGABYTE:,} MB of room, and a rebuild may take {needed // _MEGABYTE:,}; make room"
        yield Ailment(workspace.root, what)
