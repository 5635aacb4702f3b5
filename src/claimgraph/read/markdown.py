"""Markdown: plain text, whose first heading of the first level is a title where nothing else is declared."""

from __future__ import annotations

import re
from dataclasses import replace

from claimgraph.read import plain_text
from claimgraph.read.produced import line
from claimgraph.read.reading import Reading

__all__ = ["read"]

_HEADING = re.compile(r"\s*+(?:# (?P<marked>[^\r\n]++)|(?P<underlined>[^\r\n]++)\r?\n=++[ \t]*+(?:\r?\n|\Z))")


def read(data: bytes, name: str, limit: int) -> Reading:
    """See `Reader`."""
    reading = plain_text.read(data, name, limit)
    heading = _HEADING.match(reading.text, reading.body_start)
    if heading is None or reading.metadata.title is not None:
        return reading
    title = line((heading["marked"] or heading["underlined"]).rstrip().rstrip("#"))
    return reading._replace(metadata=replace(reading.metadata, title=title))
