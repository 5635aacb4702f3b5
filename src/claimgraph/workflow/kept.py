"""The corpus as the engine takes it, kept beside the store under a digest of all that it was gathered from.

The file is derived: one that is missing, damaged or for something else is not read, and the corpus is gathered.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from claimgraph import assess
from claimgraph.errors import BadWorkspace
from claimgraph.model import Derivation
from claimgraph.resolve import Identity
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.corpus import declared_affiliations, problem_in
from claimgraph.workflow.workspace import Workspace
from claimgraph.workflow.writing import replacing

__all__ = ["problem_kept", "problem_to_keep"]

_LAYOUT = 2  # count up with every change of what `assess.gather` or `resolve.reused` make of the same facts


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
