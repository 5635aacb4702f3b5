"""Which datasets are known, and their metadata and tables as their folders have them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claimgraph.errors import BadParameter
from claimgraph.merge.mapping import Metadata, Table
from claimgraph.merge.reading import read_metadata, read_tables, read_toml

__all__ = ["Dataset", "dataset", "dataset_names", "own_dataset"]

_FOLDERS = Path(__file__).parent / "datasets"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset: its name, whose it is, and how its files are read."""

    name: str
    metadata: Metadata
    tables: tuple[Table, ...]


@cache
def dataset_names() -> tuple[str, ...]:
    """The names of the known datasets, sorted."""
    return tuple(sorted(p.parent.name for p in _FOLDERS.glob("*/mapping.toml")))


@cache
def dataset(name: str) -> Dataset:
    """A known dataset.

    Raises:
        BadParameter: there is none of this name.
    """
    if name not in dataset_names():
        raise BadParameter(name, f"is no dataset; known are {', '.join(dataset_names())}, csv, rdf and sssom")
    folder = _FOLDERS / name
    metadata = read_metadata(f"{name}/metadata.toml", read_toml(folder / "metadata.toml"))
    return Dataset(name, metadata, read_tables(f"{name}/mapping.toml", read_toml(folder / "mapping.toml")))


def own_dataset(path: Path) -> Dataset:
    """A dataset of a user's own mapping: one TOML file with the metadata in [dataset] and the tables.

    Raises:
        BadParameter: the file cannot be read, or a key is missing, unknown or of the wrong sort.
    """
    given = read_toml(path)
    about = given.pop("dataset", None)
    if not isinstance(about, dict) or not isinstance(about.get("name"), str):
        raise BadParameter(str(path), "needs [dataset] with name, title, homepage, licence and publisher")
    name = about.pop("name")
    if not name.replace("-", "").isalnum() or not name.isascii():
        raise BadParameter(str(path), f"names the dataset {name!r}; use letters, digits and hyphens")
    if name in dataset_names():
        raise BadParameter(str(path), f"names the dataset {name!r}, as one of this package; choose another name")
    return Dataset(name, read_metadata(f"{path} dataset", about), read_tables(str(path), given))
