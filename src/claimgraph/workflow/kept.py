"""The corpus as the engine takes it, kept beside the store under a digest of all that it was gathered from.

The file is derived: one that is missing, damaged or for something else is not read, and the corpus is gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from claimgraph import assess
from claimgraph.errors import BadWorkspace
from claimgraph.model import Derivation
from claimgraph.resolve import Identity
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.corpus import declared_affiliations, problem_in, problems_in
from claimgraph.workflow.progress import Progress
from claimgraph.workflow.workspace import Workspace
from claimgraph.workflow.writing import made, removed, replacing, unfinished, unwritable

__all__ = ["Parts", "problem_kept", "problem_to_keep", "problems_to_keep"]

_LAYOUT = 2  # count up with every change of what `assess.gather` or `resolve.reused` make of the same facts
_MANY = 20_000  # merged records; gathering takes 6 kB for each, and judging 5 kB
_TOLD = 500  # records between two words of progress


class Parts(NamedTuple):
    """The problems of a corpus: how many claims they have in all, and a function that gives each."""

    claims: int
    problems: Sequence[Callable[[], assess.Problem]]


def problem_kept(workspace: Workspace, cache: Cache, key: str, who: Identity) -> assess.Problem:
    """The problem of all documents and merged records in a cache (see `corpus.problem_in`).

    A build that assesses what changed does not need it, so that what had to be gathered here is kept for the next who
    asks, where the workspace can be written.
    """
    with suppress(BadWorkspace):
        return problem_to_keep(workspace, cache, key, who)
    return problem_in(cache, key, who)


def problem_to_keep(
    workspace: Workspace, cache: Cache, key: str, who: Identity, derivations: Sequence[Derivation] | None = None
) -> assess.Problem:
    """The same, for a build, which knows what was copied and has it kept.

    Raises:
        BadWorkspace: the file cannot be written.
    """
    token = _token(cache, key, who)
    problem = _read(_path(workspace), token)
    if problem is None:
        problem = problem_in(cache, key, who, derivations)
        _write(_path(workspace), token, problem)
        # Its names lie scattered among all that it was gathered from, and keep that memory from being given back:
        # several times its own, all the while that it is assessed. So it is let go and read again.
        del problem
        problem = _read(_path(workspace), token)
    return problem_in(cache, key, who, derivations) if problem is None else problem


@contextmanager
def problems_to_keep(  # noqa: PLR0913, PLR0917 as `problem_to_keep`, and whom to tell
    workspace: Workspace,
    cache: Cache,
    key: str,
    who: Identity,
    derivations: Sequence[Derivation],
    progress: Progress,
) -> Iterator[Parts]:
    """The same for a build, where a merged dataset may be of any size: many records are assessed in parts.

    The parts lie beside the store meanwhile, for each is read once a policy.

    Raises:
        BadWorkspace: a file cannot be written.
    """
    count = cache.merged_size()
    if count <= _MANY:
        problem = problem_to_keep(workspace, cache, key, who, derivations)
        yield Parts(len(problem.claims), [lambda: problem])
        return
    folder = unfinished(workspace.derived / "parts")
    told = partial(_tell, progress, 2 * (count + len(cache.extracted(key))))
    try:
        removed(folder)
        made(folder)
        parts = _parts(folder, problems_in(cache, key, who, derivations, size=_MANY, told=told))
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield parts
    finally:
        with suppress(OSError):
            removed(folder)


def _tell(progress: Progress, total: int, done: int) -> None:
    if done % _TOLD == 0 or done == total:
        progress("gather", done, total)


def _parts(folder: Path, problems: Iterator[assess.Problem]) -> Parts:
    claims, files = 0, []
    for number, problem in enumerate(problems):
        file = folder / f"{number}.npz"
        _write(file, b"", problem)
        claims += len(problem.claims)
        files.append(file)
        del problem
    return Parts(claims, [partial(_part, file) for file in files])


def _part(file: Path) -> assess.Problem:
    problem = _read(file, b"")
    if problem is None:
        raise OSError(str(file))
    return problem


def _path(workspace: Workspace) -> Path:
    return workspace.derived / "problem.npz"


def _token(cache: Cache, key: str, who: Identity) -> bytes:
    digest = sha256(f"{_LAYOUT} {cache.facts_digest(key)}\n".encode())
    for pair in sorted(who.canonical.items()):
        digest.update(f"{pair!a}\n".encode())
    for affiliation in declared_affiliations():
        digest.update(f"{affiliation!a}\n".encode())
    return digest.digest()


def _read(path: Path, token: bytes) -> assess.Problem | None:
    try:
        with path.open("rb") as file, np.load(file) as arrays:  # numpy leaves a damaged file open
            if arrays["token"].tobytes() != token:
                return None
            return assess.problem_of_arrays(arrays)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None


def _write(path: Path, token: bytes, problem: assess.Problem) -> None:
    arrays = assess.arrays_of(problem) | {"token": np.frombuffer(token, dtype=np.uint8)}
    with replacing(path) as out:
        np.savez(out, **arrays)  # type: ignore[arg-type] # numpy types its names as flags
