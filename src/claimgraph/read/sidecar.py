"""A sidecar: a TOML file beside a document that declares what the document does not say of itself."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, replace

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.model.identifiers import digest
from claimgraph.read.declared import declared

__all__ = ["laid_over", "parse", "version"]

_LIMIT = 100_000  # bytes; nobody writes a longer one by hand


def parse(sidecar: bytes, name: str) -> Metadata:
    """What a sidecar declares.

    Raises:
        UnreadableDocument: it is not TOML in UTF-8, or holds a key or value that is not understood.
    """
    if len(sidecar) > _LIMIT:
        raise UnreadableDocument(name, f"its sidecar is longer than {_LIMIT:,} bytes; keep to its few keys")
    try:
        values = tomllib.loads(sidecar.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableDocument(name, f"its sidecar is not TOML in UTF-8: {error}") from error
    except RecursionError as error:
        raise UnreadableDocument(name, "its sidecar is nested too deeply; keep to its few keys") from error
    return declared(values, name, "its sidecar", strict=True)


def laid_over(own: Metadata, sidecar: Metadata) -> Metadata:
    """A document's own metadata with what the sidecar says in place of it, field by field."""
    return replace(own, **{k: v for k, v in asdict(sidecar).items() if v})


def version(sha256: str, sidecar: Metadata) -> str:
    """The identity of a document version, 64 hexadecimal digits.

    It depends on what the sidecar says, not on how the TOML is laid out; a sidecar that says nothing changes nothing.
    """
    said = {k: v for k, v in asdict(sidecar).items() if v}
    canonical = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return digest(sha256, canonical, length=64) if said else sha256
