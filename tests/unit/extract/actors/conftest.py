"""What these tests read with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.actors import Cast, find_actors
from claimgraph.extract.parse import parse
from claimgraph.model import Document, Metadata

CastOf = Callable[..., Cast]


@pytest.fixture
def cast_of() -> CastOf:
    """The cast of a text, with or without metadata."""

    def read(text: str, metadata: Metadata | None = None) -> Cast:
        document = Document("t.txt", "0" * 64, "0" * 64, text, metadata or Metadata())
        return find_actors(next(iter(parse([text]))), document)

    return read
