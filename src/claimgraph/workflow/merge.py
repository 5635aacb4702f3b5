"""Put other people's datasets into a workspace, and take them out again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from claimgraph import merge as datasets
from claimgraph.errors import BadParameter, BadWorkspace
from claimgraph.merge.fetching import Fetched, file_at
from claimgraph.merge.foreign import data_quads, fetched, rdf_quads, stated_licence
from claimgraph.resolve import load
from claimgraph.workflow.build import rebuild
from claimgraph.workflow.datasets import Arrival
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.registry import Merged, registered, write_registry
from claimgraph.workflow.text import read_text
from claimgraph.workflow.walk import walk
from claimgraph.workflow.workspace import CONFIG, Workspace, held, locked, open_workspace
from claimgraph.workflow.writing import made, replaced, replacing

__all__ = ["Arrival", "Listed", "listed", "merge", "merge_decisions", "remove"]

OWN, RDF, SSSOM = "csv", "rdf", "sssom"
"""What can be merged besides the known datasets."""
FETCHED = "fetched"
"""Where a workspace keeps what addresses gave."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A dataset that can be merged."""

    name: str
    title: str
    licence: str
    homepage: str


def listed() -> tuple[Listed, ...]:
    """The datasets that this package knows, by name."""
    known = [datasets.dataset(name) for name in datasets.dataset_names()]
    return tuple(Listed(d.name, d.metadata.title, d.metadata.licence, d.metadata.homepage) for d in known)


def merge(  # noqa: PLR0913 one argument a question that the command line asks
    root: Path,
    name: str,
    files: Sequence[Path | str],
    *,
    mapping: Path | None = None,
    as_name: str = "",
    licence: str = "",
    progress: Progress = silent,
) -> Arrival:
    """Merge files of a dataset into the workspace at `root`, which is made if there is none, and assess again.

    A file takes the place of an earlier one of its layout, or stands beside it where the mapping keeps all. A dataset
    that cannot be merged leaves the workspace as it was.

    Args:
        root: the workspace's directory.
        name: a known dataset, "csv" (with a mapping of one's own) or "rdf".
        files: files, or directories of them; for "rdf" also the address of an RDF file or of a SPARQL endpoint,
            which is fetched or asked at once and not again: what it gives is kept under `fetched/`.
        mapping: the TOML mapping for "csv"; a SPARQL CONSTRUCT for "rdf".
        as_name: for "rdf", the dataset's name; by default the file's.
        licence: for "rdf", the IRI of its licence.
        progress: told of each step.

    Raises:
        BadParameter: there is no such dataset, or the mapping is malformed or missing.
        UnreadableDocument: a file cannot be read, or has no layout that the dataset knows.
        AssertionBroken: the dataset's counts are not what its folder promises.
        BadQuery: the CONSTRUCT does not parse.
        EndpointUnavailable, StoreError: the address does not answer, or gives too much.
        BadWorkspace, StoreLocked: as `build`.
    """
    if name == RDF:
        entries = [_fetched_entry(root, url, mapping, as_name, licence) for url in files if is_address(url)]
        paths = [Path(f) for f in files if not is_address(f)]
        entries += [_rdf_entry(root, path, mapping, as_name, licence) for path in walk(paths)]
    else:
        entries = list(_entries(root, name, [Path(f) for f in files], mapping))
    if not entries:
        raise BadParameter(name, "needs a file; name one")
    with _workspace(root) as workspace:
        former = registered(root)
        kept = _joined(former, entries, root)
        report = rebuild(workspace, kept, progress)
        wanted = entries[0].dataset
        arrival = next((a for a in report.arrivals if a.dataset == wanted), Arrival(wanted))
        if arrival.failed is not None:
            rebuild(workspace, former, progress)
            raise arrival.failed
        write_registry(root, kept)  # last: killed before it, the next build takes back what was merged
    return arrival


def merge_decisions(root: Path, files: Sequence[Path], progress: Progress = silent) -> int:
    """Put SSSOM mappings among the workspace's decisions, where people edit them; how many judgements they hold.

    Raises:
        BadWorkspace: a file is no SSSOM, cannot be read or written, or would take the place of other decisions.
    """
    judged = 0
    texts: dict[str, str] = {}
    for path in files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BadWorkspace(str(path), f"cannot be read: {error}") from None
        judged += len(load(text, str(path)))
        name = f"{path.name.removesuffix('.tsv').removesuffix('.sssom')}.sssom.tsv"
        if texts.setdefault(name, text) != text or _holds_others(root / "decisions" / name, text):
            raise BadWorkspace(str(path), f"other decisions are kept as decisions/{name}; rename the file, or that one")
    folder = root / "decisions"
    with _workspace(root) as workspace:
        made(folder)
        for name, text in texts.items():
            replaced(folder / name, text)
        rebuild(workspace, registered(root), progress)
    return judged


def _holds_others(path: Path, text: str) -> bool:
    try:
        return path.exists() and path.read_text(encoding="utf-8-sig") != text
    except (OSError, UnicodeDecodeError):
        return True


def remove(root: Path, name: str, progress: Progress = silent) -> None:
    """Take a dataset out of a workspace: afterwards it is as if it had never been merged.

    Raises:
        BadParameter: the workspace holds no such dataset.
    """
    with held(root) as workspace:
        former = registered(root)
        kept = [e for e in former if e.dataset != name]
        if len(kept) == len(former):
            names = ", ".join(sorted({e.dataset for e in former})) or "none"
            raise BadParameter(name, f"is no dataset of this workspace; it holds {names}")
        rebuild(workspace, kept, progress)
        write_registry(root, kept)


def _entries(root: Path, name: str, files: Sequence[Path], mapping: Path | None) -> Iterable[Merged]:
    """Each file with the layouts that it has."""
    if name == OWN and mapping is None:
        raise BadParameter(OWN, "needs --mapping M.toml, which says what the columns mean")
    if name != OWN and mapping is not None:
        raise BadParameter(name, "brings its own mapping; to use another, merge csv with --mapping")
    dataset = datasets.dataset(name) if mapping is None else datasets.own_dataset(mapping)
    kind = "known" if mapping is None else OWN
    suffixes = {s for t in dataset.tables for s in datasets.SUFFIXES[t.format]}
    for path in walk(files):
        if path not in files and path.suffix.lower() not in suffixes:
            continue  # in a directory other things may lie, such as full texts
        for table in datasets.tables_for(path, dataset.tables):
            yield Merged(
                dataset.name, kind, _relative(path, root), table.name, _relative(mapping, root) if mapping else ""
            )


def _rdf_entry(root: Path, path: Path, construct: Path | None, name: str, licence: str) -> Merged:
    called = _dataset_name(name or path.stem, str(path))
    rdf_quads(path, called, construct=read_text(construct) if construct else None)  # so that a fault is told at once
    return Merged(called, RDF, _relative(path, root), "", _relative(construct, root) if construct else "", licence)


def _dataset_name(given: str, origin: str) -> str:
    called = "".join(c if c.isascii() and c.isalnum() else "-" for c in given).strip("-").lower()
    if called in datasets.dataset_names() or not called:
        raise BadParameter(called or origin, "cannot name a dataset of RDF; give another --name")
    return called


def is_address(file: Path | str) -> bool:
    """Whether what is to be merged lies behind an address."""
    return isinstance(file, str) and file.lower().startswith(("http://", "https://"))


def _fetched_entry(root: Path, url: Path | str, construct: Path | None, name: str, licence: str) -> Merged:
    """What an address gives as a file of the workspace: a build fetches nothing."""
    address = str(url)
    file = file_at(address)
    if file is not None:
        return _file_entry(root, address, file, construct, name, licence)
    called = _dataset_name(name or urlsplit(address).hostname or "", address)
    text = fetched(address, read_text(construct) if construct else None)
    path = root / FETCHED / f"{called}.nt"
    with _workspace(root):
        made(path.parent)
        replaced(path, text)
    return Merged(called, RDF, _relative(path, root), "", "", licence or stated_licence(text), address)


def _file_entry(  # noqa: PLR0913, PLR0917 what the command line asks, and what was found
    root: Path, address: str, file: Fetched, construct: Path | None, name: str, licence: str
) -> Merged:
    parts = urlsplit(address)
    called = _dataset_name(name or PurePosixPath(parts.path).stem or parts.hostname or "", address)
    origin = f"{address}{file.suffix}" if not address.endswith(file.suffix) else address
    quads = data_quads(file.data, origin, called)  # so that a fault is told at once, and nothing of it kept
    if construct is not None:
        data_quads(file.data, origin, called, construct=read_text(construct))
    stated = licence or stated_licence("".join(f"{q.triple} .\n" for q in quads))
    path = root / FETCHED / f"{called}{file.suffix}"
    with _workspace(root):
        made(path.parent)
        with replacing(path) as out:
            out.write(file.data)
    return Merged(
        called, RDF, _relative(path, root), "", _relative(construct, root) if construct else "", stated, address
    )


def _joined(former: Iterable[Merged], new: Sequence[Merged], root: Path) -> list[Merged]:
    """The registry with new files: what they take the place of is left out."""
    replaced = {(e.dataset, e.layout) for e in new if not _keeps_all(e, root)}
    same = {(e.dataset, e.layout, e.file) for e in new}
    kept = [e for e in former if (e.dataset, e.layout) not in replaced and (e.dataset, e.layout, e.file) not in same]
    return [*kept, *new]


def _keeps_all(entry: Merged, root: Path) -> bool:
    if entry.kind == RDF:
        return False
    dataset = datasets.own_dataset(root / entry.mapping) if entry.mapping else datasets.dataset(entry.dataset)
    return any(t.name == entry.layout and t.keep == "all" for t in dataset.tables)


def _relative(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path.absolute(), root.absolute())).as_posix()


@contextmanager
def _workspace(root: Path) -> Iterator[Workspace]:
    """The workspace, held for writing; it needs no documents to hold datasets."""
    with locked(Workspace(root)):
        if not (root / CONFIG).exists():
            replaced(root / CONFIG, "documents = []\n")
        yield open_workspace(root)
