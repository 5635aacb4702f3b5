"""What can go wrong, named by what the caller does about it.

ClaimgraphError
├── UnreadableDocument        skip the input and report it
│   └── UnsupportedMediaType  no reader takes it
├── InvalidExtraction         a quote that is not at its offsets: a defect of an extractor
├── UnknownExtractor          pick one of the handles that are listed
├── MissingModel              install the spaCy pipeline that is named
├── WorkerLost                run again: what was finished is kept
├── UnknownQuestion           pick a question from the catalogue
├── BadParameter              mend a question's parameter
├── BadQuery                  mend the SPARQL
├── BadWorkspace              mend claimgraph.toml, or build first
├── UnmappedValue             a dataset holds a column or value that its mapping does not know
├── AssertionBroken           a dataset's counts are not what it promises
└── StoreError                the store does not answer
    ├── StoreLocked           another process works on it: wait
    └── EndpointUnavailable   check the address, the network and the credentials

Each carries the datum and says what to mend, in one line.
"""

from __future__ import annotations

__all__ = [
    "AssertionBroken",
    "BadParameter",
    "BadQuery",
    "BadWorkspace",
    "ClaimgraphError",
    "EndpointUnavailable",
    "InvalidExtraction",
    "MissingModel",
    "StoreError",
    "StoreLocked",
    "UnknownExtractor",
    "UnknownQuestion",
    "UnmappedValue",
    "UnreadableDocument",
    "UnsupportedMediaType",
    "WorkerLost",
]


class ClaimgraphError(Exception):
    """Base of all errors of this package.

    Args:
        datum: what the error is about: a path, an IRI, a name.
        mend: what is wrong and what to do about it; one clause, no full stop.
    """

    def __init__(self, datum: str, mend: str) -> None:
        self.datum = datum
        self.mend = mend
        super().__init__(f"{datum}: {mend}")

    def __str__(self) -> str:
        """One line, whatever the datum holds: control characters would forge log lines and move terminals."""
        line = f"{self.datum}: {self.mend}"
        return "".join(c if c.isprintable() else " " for c in line)

    def __reduce__(self) -> tuple[type[ClaimgraphError], tuple[str, str]]:
        """Survive the way back from a worker process with both fields."""
        return type(self), (self.datum, self.mend)


class UnreadableDocument(ClaimgraphError):
    """A document cannot be read; skip and report it."""


class UnsupportedMediaType(UnreadableDocument):
    """No reader takes this kind of document."""


class InvalidExtraction(ClaimgraphError):
    """A quote is not at its offsets, or a reference points nowhere."""


class UnknownExtractor(ClaimgraphError):
    """No extractor has this handle."""


class MissingModel(ClaimgraphError):
    """A spaCy pipeline is not installed."""


class WorkerLost(ClaimgraphError):
    """A worker process ended before its work did."""


class UnknownQuestion(ClaimgraphError):
    """The catalogue has no such question."""


class BadParameter(ClaimgraphError):
    """A question's parameter is missing, unknown or malformed."""


class BadQuery(ClaimgraphError):
    """The SPARQL does not parse, or asks for what is refused."""


class BadWorkspace(ClaimgraphError):
    """The workspace is missing, or its claimgraph.toml is malformed."""


class UnmappedValue(ClaimgraphError):
    """A dataset holds a column or value that its mapping does not know."""


class AssertionBroken(ClaimgraphError):
    """A dataset's counts are not what its folder promises."""


class StoreError(ClaimgraphError):
    """The store does not answer."""


class StoreLocked(StoreError):
    """Another process works on the store."""


class EndpointUnavailable(StoreError):
    """A SPARQL endpoint does not answer."""
