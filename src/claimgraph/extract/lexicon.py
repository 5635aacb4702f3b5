"""Word lists of the extractors: tab-separated files under `lexicons/`, read once and checked row by row.

A file holds comment lines ("# …"), one line of column names, and one row a line. A plain list has the single column
"word". A bad row is a defect of the file and is named by file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from claimgraph.errors import UnmappedValue
from claimgraph.model import Kind, Stance
from claimgraph.resources import lexicons

__all__ = ["ACCUSED", "FRAMES", "Cue", "cues", "longest_cue", "rows", "words"]

Row = Mapping[str, str]

CUE_COLUMNS = ("lemma", "pos", "frames", "stance", "kind", "factive", "hedged", "accused", "note")
PARTS_OF_SPEECH = ("VERB", "NOUN", "ADJ", "PREP", "ADV")
ACCUSED = ("object", "of-object", "content-subject", "none")
CLAUSES = frozenset({"that", "quote", "wh", "to", "obj-to", "ing", "passive", "adjunct", "none"})
NOUN_PHRASES = frozenset({"obj", "as", "oc", "of", "for", "with", "from", "at", "onto", "addr", "doc"})
FRAMES = CLAUSES | NOUN_PHRASES


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes, in one reading; the head of `lexicons/cues.tsv` explains each column.

    Attributes:
        lemma: the key: a lemma with its particle or governed preposition, in lower case ("point out", "according to").
        pos: VERB, NOUN, ADJ, PREP or ADV.
        frames: names out of `FRAMES`, or "p:" and a preposition.
        stance: what the source does with the content.
        kind: the reading without further knowledge.
        factive: the writer takes the content for true.
        hedged: the cue itself carries uncertainty.
        accused: which phrase names the accused of an allegation; one of `ACCUSED`.
        note: the sense that is meant.
    """

    lemma: str
    pos: str
    frames: frozenset[str]
    stance: Stance
    kind: Kind
    factive: bool
    hedged: bool
    accused: str
    note: str

    def governed(self) -> tuple[str, ...]:
        """The prepositions whose object may be the content ("p:about" in the frames)."""
        return tuple(sorted(f.removeprefix("p:") for f in self.frames if f.startswith("p:")))


@cache
def rows(name: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows of `lexicons/<name>.tsv`, each a mapping from the columns' names to trimmed cells.

    Raises:
        UnmappedValue: the heading is not `columns`, a row has another number of cells, or a first cell is empty.
    """
    path = lexicons() / f"{name}.tsv"
    found: list[Row] = []
    heading: tuple[str, ...] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        where = f"{path.name}, line {number}"
        if heading is None:
            heading = cells
            if heading != columns:
                raise UnmappedValue(where, f"the heading must be {' '.join(columns)}, it is {' '.join(heading)}")
            continue
        if len(cells) != len(columns):
            raise UnmappedValue(where, f"has {len(cells)} cells, give {len(columns)}, separated by tabs")
        if not cells[0]:
            raise UnmappedValue(where, f"has no {columns[0]}")
        found.append(MappingProxyType(dict(zip(columns, cells, strict=True))))
    return tuple(found)


@cache
def words(name: str) -> frozenset[str]:
    """A plain list: the words of `lexicons/<name>.tsv`, whose only column is "word", in lower case."""
    return frozenset(row["word"].lower() for row in rows(name, ("word",)))


@cache
def cues(name: str = "cues") -> Mapping[tuple[str, str], Cue]:
    """The cues of `lexicons/<name>.tsv` by (lemma, part of speech).

    Raises:
        UnmappedValue: a value is not in its list, or a key stands twice.
    """
    found: dict[tuple[str, str], Cue] = {}
    for row in rows(name, CUE_COLUMNS):
        cue = _cue(row)
        key = (cue.lemma, cue.pos)
        if key in found:
            raise UnmappedValue(f"{name}.tsv, {cue.lemma} {cue.pos}", "stands twice; join the rows")
        found[key] = cue
    return MappingProxyType(found)


@cache
def longest_cue(pos: str) -> int:
    """How many words the longest lemma of a part of speech has."""
    return max((len(lemma.split()) for lemma, p in cues() if p == pos), default=0)


def _cue(row: Row) -> Cue:
    lemma = row["lemma"]
    if lemma != lemma.lower():
        raise UnmappedValue(f"cue {lemma}", "write lemmas in lower case")
    frames = frozenset(row["frames"].split())
    unknown = sorted(f for f in frames - FRAMES if not (f.startswith("p:") and f.removeprefix("p:").isalpha()))
    if unknown or not frames:
        raise UnmappedValue(f"cue {lemma}", f"frames {' '.join(unknown) or '(none)'} are unknown")
    return Cue(
        lemma=lemma,
        pos=_one_of(row, "pos", PARTS_OF_SPEECH),
        frames=frames,
        stance=Stance(_one_of(row, "stance", tuple(Stance))),
        kind=Kind(_one_of(row, "kind", tuple(Kind))),
        factive=_one_of(row, "factive", ("yes", "no")) == "yes",
        hedged=_one_of(row, "hedged", ("yes", "no")) == "yes",
        accused=_one_of(row, "accused", ACCUSED),
        note=row["note"],
    )


def _one_of(row: Row, column: str, allowed: tuple[str, ...]) -> str:
    value = row[column]
    if value not in allowed:
        raise UnmappedValue(f"cue {row['lemma']}", f"{column} {value!r} is not one of {', '.join(allowed)}")
    return value
