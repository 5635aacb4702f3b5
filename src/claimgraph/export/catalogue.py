"""Which formats there are, and how one is found: by its name or by the end of a file's name."""

from __future__ import annotations

import importlib
from pathlib import PurePath
from typing import Final, cast

from claimgraph.errors import BadParameter
from claimgraph.export.protocol import Exporter, Format

__all__ = ["exporter", "format_named", "format_of", "formats"]

_FORMATS: Final = (
    Format("trig", ".trig", "application/trig", "RDF: everything, graphs kept apart", "syntax:trig"),
    Format("nq", ".nq", "application/n-quads", "RDF: everything, one statement a line, sorted", "syntax:nq"),
    Format("ttl", ".ttl", "text/turtle", "RDF: all statements in one graph", "syntax:ttl"),
    Format("jsonld", ".jsonld", "application/ld+json", "RDF as JSON, graphs kept apart", "syntax:jsonld"),
    Format("graphml", ".graphml", "application/xml", "for Cytoscape, yEd, igraph", "graphml:write"),
    Format("gexf", ".gexf", "application/gexf+xml", "for Gephi", "gexf:write"),
    Format("csv", ".csv", "text/csv", "one table: who says what where, one assertion a row", "flat:write"),
    Format(
        "zip", ".zip", "application/zip", "tables of assertions, claims, actors, evidence, links (CSV)", "star:write"
    ),
    Format(
        "parquet",
        ".parquet",
        "application/vnd.apache.parquet",
        "the table of csv, typed (needs pyarrow)",
        "parquet:flat",
    ),
    Format("parquet-zip", ".pqzip", "application/zip", "the tables of zip as Parquet (needs pyarrow)", "parquet:star"),
    Format("rdf12", ".nq12", "application/n-quads", "RDF 1.2: nq, and what is alleged as triple terms", "rdf12:write"),
    Format("nanopub", ".nanopub", "application/trig", "nanopublications, one an assertion (TriG)", "nanopub:write"),
    Format(
        "claimreview", ".claimreview", "application/ld+json", "schema.org: decisions and claims", "claimreview:write"
    ),
    Format("ftm", ".ftm", "application/x-ndjson", "FollowTheMoney: actors and their ties", "ftm:write"),
    Format("xaif", ".xaif", "application/json", "AIF: who argues what for and against", "xaif:write"),
    Format("sssom", ".tsv", "text/tab-separated-values", "who is who: judgements and close matches", "sssom:write"),
)


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which help should list them."""
    return _FORMATS


def format_named(name: str) -> Format:
    """The format with this name.

    Raises:
        BadParameter: there is none; the message lists those there are.
    """
    for candidate in _FORMATS:
        if name.lower() in (candidate.name, candidate.suffix):
            return candidate
    raise BadParameter(name, f"is no export format; use one of {', '.join(f.name for f in _FORMATS)}")


def format_of(path: PurePath) -> Format:
    """The format that the end of a file's name tells.

    Raises:
        BadParameter: it tells none.
    """
    for candidate in _FORMATS:
        if candidate.suffix == path.suffix.lower():
            return candidate
    endings = ", ".join(f.suffix for f in _FORMATS)
    raise BadParameter(str(path), f"the name tells no export format; end it in one of {endings}, or name a format")


def exporter(chosen: Format) -> Exporter:
    """The function that writes a format."""
    module, _, function = chosen.target.partition(":")
    return cast("Exporter", getattr(importlib.import_module(f"claimgraph.export.{module}"), function))
