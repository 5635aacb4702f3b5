"""A task in place of extraction: quick, and deadly where a document says so."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimgraph.errors import MissingModel
from claimgraph.extract.spread import Task
from claimgraph.model import Document

POISON, SLOW, MISSING = "poison", "slow", "missing"

_loaded: set[str] = set()


@dataclass(frozen=True, slots=True)
class Standin(Task[Any]):
    """The digest of each text.

    Attributes:
        notes: a directory; each process that loads what it needs leaves a file there, and so does each deadly try.
    """

    notes: str = ""

    def run(self, documents: Iterable[Document]) -> Generator[str, None, None]:
        if self.notes not in _loaded:
            _loaded.add(self.notes)
            (Path(self.notes) / f"loaded-{os.getpid()}").touch()
        for document in documents:
            if document.text.startswith(POISON):
                (Path(self.notes) / f"tried-{os.getpid()}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if document.text.startswith(MISSING):
                raise MissingModel("a_pipeline", "is not installed")
            if document.text.startswith(SLOW):
                time.sleep(0.1)
            yield sha256(document.text.encode()).hexdigest()
