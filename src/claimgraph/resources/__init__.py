"""The only module that knows where the files of this package lie: in the wheel, or in a checkout.

`ontology` and `queries` are top-level directories of the repository and are copied beside this file in the wheel.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["lexicons", "ontology", "queries", "templates", "weights"]

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[2]


@cache
def _directory(name: str) -> Path:
    shipped = _HERE / name
    return shipped if shipped.is_dir() else _CHECKOUT / name


def ontology() -> Path:
    """The directory of the ontology's Turtle files and JSON-LD context."""
    return _directory("ontology")


def queries() -> Path:
    """The directory of the questions, one SPARQL file each."""
    return _directory("queries")


def lexicons() -> Path:
    """The directory of the extractor's word lists."""
    return _HERE.parent / "extract" / "lexicons"


def templates() -> Path:
    """The directory of the pages' templates and inlined scripts."""
    return _HERE / "templates"


def weights() -> Path:
    """The directory of trained models, one folder a handle."""
    return _HERE / "weights"
