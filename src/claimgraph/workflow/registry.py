"""Which datasets a workspace holds: `datasets.toml` beside `claimgraph.toml`. With it a lost store is made again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from claimgraph.errors import BadWorkspace
from claimgraph.workflow.writing import replaced, unwritable

__all__ = ["REGISTRY", "Merged", "registered", "write_registry"]

REGISTRY = "datasets.toml"
_HEADER = "# What `claimgraph merge` put into this workspace. Paths are relative to this file.\n"


@dataclass(frozen=True, slots=True, order=True)
class Merged:
    """One file of a dataset.

    Attributes:
        dataset: the dataset's name; its graph is named after it.
        kind: "known" (a folder of this package), "csv" (a mapping of the user's own) or "rdf".
        file: the path, relative to the workspace.
        layout: the table that the file was taken for; "" where the file decides.
        mapping: of "csv", the path of the mapping; of "rdf", of the CONSTRUCT query, or "".
        licence: of "rdf", the licence's IRI, or "".
        source: of "rdf", the address that the file was fetched from, or "".
    """

    dataset: str
    kind: str
    file: str
    layout: str = ""
    mapping: str = ""
    licence: str = ""
    source: str = ""


def registered(root: Path) -> tuple[Merged, ...]:
    """What a workspace holds, sorted.

    Raises:
        BadWorkspace: the file is malformed.
    """
    path = root / REGISTRY
    if not path.exists():
        return ()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8")).get("merged", [])
        return tuple(sorted(Merged(**{k: str(v) for k, v in entry.items()}) for entry in given))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise BadWorkspace(str(path), f"cannot be read: {error}; mend it, or delete it and merge again") from None


def write_registry(root: Path, entries: Iterable[Merged]) -> None:
    """Replace the file; without entries there is none.

    Raises:
        BadWorkspace: it cannot be written.
    """
    path = root / REGISTRY
    kept = sorted(set(entries))
    if kept:
        replaced(path, _HEADER + "".join(_entry(e) for e in kept))
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def _entry(entry: Merged) -> str:
    """JSON's strings are TOML's basic strings, save that TOML escapes DEL, too."""
    lines = (f"{k} = {json.dumps(v)}" for k, v in asdict(entry).items() if v)
    return "\n[[merged]]\n" + "\n".join(lines).replace("\x7f", "\\u007f") + "\n"
