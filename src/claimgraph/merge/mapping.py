"""A mapping: what each column of somebody's file means. `reading` makes it of TOML.

One TOML file describes one dataset. `[[table]]` is one layout of rows; its columns are mapped, or ignored with a
reason; its sections make records of the model. `datasets/README.md` lists every key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "ActorMap",
    "AffiliationMap",
    "AssertionMap",
    "Capture",
    "Column",
    "Count",
    "DeterminationMap",
    "DocumentMap",
    "EvidenceMap",
    "InstrumentMap",
    "Lookup",
    "Metadata",
    "Part",
    "Section",
    "Table",
    "Template",
    "Templates",
]

Template = str  # "{column} and words"; see `templates`
Templates = tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Whose dataset it is. `publisher` is the name of the actor whose assertions these are; `kind` of its records."""

    title: str
    homepage: str
    licence: str
    publisher: str
    kind: str = "dataset"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or in nested formats one path of keys joined by "/".

    Attributes:
        names: how files call it, the first that is there counts. A final `*` stands for any text.
        shape: "text"; "date" (YYYY, YYYY-MM or YYYY-MM-DD, what follows is cut); "json" (a JSON list in a cell);
            "flag" (true or false: where true, the column's own name is a value of the column called `into`).
        split: what separates several values in one cell.
        values: a closed list: what a value means. A value that is not in it is reported.
        otherwise: what a value outside the list means; without it the row is refused.
        silent: a value outside the list is nothing to tell of.
        optional: a file may be without it.
        ignore: why it is not read; "" where it is.
    """

    names: Templates
    shape: str = "text"
    into: str = ""
    split: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    silent: bool = False
    optional: bool = False
    ignore: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """A column that is made of another: where `pattern` matches, `to` with its named groups, each through `values`."""

    source: str
    pattern: re.Pattern[str]
    to: str
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What an identifier of the file's own is called: read in a pass before the first record is made."""

    key: Template
    name: Template


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a record's text: `label: value`, or the value alone."""

    name: str
    value: Template
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What all sections share: `each` is a list in the row to go through, `when` the values that columns must have."""

    each: str = ""
    when: Mapping[str, Templates] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentMap(Section):
    """The record as a text of its own, in which its assertions stand."""

    text: tuple[Part, ...] = ()
    title: Template = ""
    date: Template = ""
    url: Template = ""
    kind: Template = ""
    derived_from: Templates = ()
    properties: Mapping[str, Templates] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActorMap(Section):
    """Actors. `type` is of the model's list, or "" where the dataset does not say."""

    name: Template = ""
    type: Template = ""
    aliases: Templates = ()
    wikidata: Template = ""
    properties: Mapping[str, Templates] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InstrumentMap(Section):
    """Instruments. `id` is made of what the issuer calls it; without one, of its label."""

    label: Templates = ()
    id: Templates = ()
    type: Templates = ("Other",)
    status: Templates = ("unknown",)
    issuer: Templates = ()
    targets: Templates = ()
    properties: Mapping[str, Templates] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AssertionMap(Section):
    """An assertion on a claim. `content` and `cue` name parts of the document's text."""

    content: Templates = ()
    kind: str = "other"
    claim: Template = ""
    accused: Templates = ()
    about: Templates = ()
    asserter: Template = ""
    cue: str = ""
    stance: str = "asserts"
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceMap(Section):
    """What a record offers for all that it asserts: the part of its text that names it."""

    part: str = ""
    type: str = "unspecified"
    disclosure: str = "unknown"


@dataclass(frozen=True, slots=True)
class DeterminationMap(Section):
    """Who decided what about a claim. `claim` is as an assertion of the dataset names its own."""

    id: Template = ""
    claim: Template = ""
    decided_by: Templates = ()
    outcome: Templates = ()
    date: Template = ""
    properties: Mapping[str, Templates] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AffiliationMap(Section):
    """A tie between two actors."""

    actor: Template = ""
    other: Template = ""
    relation: str = "affiliatedWith"
    both_ways: bool = False
    since: Template = ""
    until: Template = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a sort there must be: at least so many, or as many as there are rows."""

    at_least: int = 0
    each_row: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One layout of rows.

    Attributes:
        name: names it in messages.
        format: csv, tsv, json, jsonl or xml.
        records: where in a nested file the records lie: a path, "" for the whole, or `@type=Name` for every object of
            that type; of several, with | between, the first that is there.
        reshape: the dataset of this package whose module makes flat rows of the file's, where paths cannot reach.
        key: what tells two rows apart; one that comes twice is reported.
        keep: "latest" file of this layout counts, or "all" of them.
        preamble: other lines may stand in front of the header (csv): they are skipped.
        recognise: the columns by which a file is known to have this layout; by default all that are not optional.
        lookup: names for the file's own identifiers: "@{column}" in a section is the actor that the column's value
            is the identifier of.
        unnamed: what is the name of nobody in particular ("unknown"): another actor in each record.
        derived: columns that are made of others.
        outside: keys of a nested file beside its records, each with the reason why it is not read.
        counts: what the sorts of records must come to.
    """

    name: str
    format: str
    columns: Mapping[str, Column]
    records: str = ""
    reshape: str = ""
    key: Templates = ()
    keep: str = "latest"
    preamble: bool = False
    recognise: Templates = ()
    lookup: Lookup | None = None
    unnamed: re.Pattern[str] | None = None
    derived: Mapping[str, Capture] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)
    document: DocumentMap | None = None
    actors: tuple[ActorMap, ...] = ()
    instruments: tuple[InstrumentMap, ...] = ()
    assertions: tuple[AssertionMap, ...] = ()
    evidence: tuple[EvidenceMap, ...] = ()
    determinations: tuple[DeterminationMap, ...] = ()
    affiliations: tuple[AffiliationMap, ...] = ()
    counts: Mapping[str, Count] = field(default_factory=dict)
