"""Judgements as SSSOM text: a TSV that people edit, diff and merge under version control.

Positive is `skos:exactMatch`; negative the same with `predicate_modifier` Not; unsure is `skos:relatedMatch`, a
pair that was looked at and left open. What the linker only proposes is `skos:closeMatch` with a `confidence`; it is
written beside the linker's own judgements, and is no judgement. Source: SSSOM 1.0,
https://mapping-commons.github.io/sssom/.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable

from claimgraph.errors import BadWorkspace
from claimgraph.resolve.judgement import LEXICAL, LINKER, MANUAL, Judgement, Value
from claimgraph.resolve.proposal import Proposal

__all__ = ["cgid", "dump", "dump_linked", "load", "rows", "scored"]

_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_modifier",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "mapping_date",
    "comment",
)
_NEEDED = {"subject_id", "predicate_id", "object_id"}
_CLOSE = "skos:closeMatch"
_SCORED = (*_COLUMNS, "confidence")
_READ = {
    ("", "skos:exactMatch"): Value.POSITIVE,
    ("", "owl:sameAs"): Value.POSITIVE,
    ("Not", "skos:exactMatch"): Value.NEGATIVE,
    ("Not", "owl:sameAs"): Value.NEGATIVE,
    ("", "skos:relatedMatch"): Value.UNSURE,
}
_WRITE = {Value.POSITIVE: ("", "skos:exactMatch"), Value.NEGATIVE: ("Not", "skos:exactMatch")}
_PREFIX = "cgid:"


def load(text: str, origin: str) -> tuple[Judgement, ...]:
    """The judgements of one SSSOM TSV, in the file's order; close matches, which are none, are left out.

    Args:
        text: the file, with or without the commented YAML header.
        origin: its name, for errors.

    Raises:
        BadWorkspace: a column is missing, or a row holds a predicate that is no judgement; names the row.
    """
    table = csv.DictReader(_lines(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = _NEEDED - set(table.fieldnames or ())
    if missing:
        raise BadWorkspace(origin, f"SSSOM needs the column {', '.join(sorted(missing))}")
    return tuple(_judgement(row, f"{origin} row {n}") for n, row in enumerate(table, 1) if not _is_close(row))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _is_close(row: dict[str, str]) -> bool:
    return (row["predicate_id"] or "").strip() == _CLOSE


def _judgement(row: dict[str, str], where: str) -> Judgement:
    key = ((row.get("predicate_modifier") or "").strip(), (row["predicate_id"] or "").strip())
    value = _READ.get(key)
    if value is None:
        raise BadWorkspace(
            where, f"{' '.join(key).strip()} is no judgement; use skos:exactMatch, with Not, or relatedMatch"
        )
    ends = sorted(
        [
            (_plain(row["subject_id"] or ""), row.get("subject_label") or ""),
            (_plain(row["object_id"] or ""), row.get("object_label") or ""),
        ]
    )
    if not ends[0][0]:
        raise BadWorkspace(where, "names only one id; give both or remove the row")
    if ends[0][0] == ends[1][0]:
        raise BadWorkspace(where, f"{ends[0][0]} is mapped to itself; remove the row")
    return Judgement(
        left=ends[0][0],
        right=ends[1][0],
        value=value,
        left_label=ends[0][1],
        right_label=ends[1][1],
        author=row.get("author_label") or "",
        date=row.get("mapping_date") or "",
        comment=row.get("comment") or "",
        justification=row.get("mapping_justification") or MANUAL,
    )


def _plain(identifier: str) -> str:
    return identifier.strip().removeprefix(_PREFIX)


def dump(judgements: Iterable[Judgement], base: str) -> str:
    """Judgements as SSSOM TSV, sorted, with the header that expands the ids against `base`."""
    return _head(base, _COLUMNS) + "".join(_line(_cells(j)) for j in sorted(judgements))


def _head(base: str, columns: Iterable[str]) -> str:
    return (
        f"#curie_map:\n#  cgid: {base}\n#  skos: http://www.w3.org/2004/02/skos/core#\n"
        "#  semapv: https://w3id.org/semapv/vocab/\n" + "\t".join(columns) + "\n"
    )


def _line(cells: Iterable[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def _cells(j: Judgement) -> tuple[str, ...]:
    modifier, predicate = _WRITE.get(j.value, ("", "skos:relatedMatch"))
    return (
        _PREFIX + j.left,
        j.left_label,
        modifier,
        predicate,
        _PREFIX + j.right,
        j.right_label,
        j.justification,
        j.author,
        j.date,
        j.comment,
    )


def rows(text: str, judgements: Iterable[Judgement], base: str) -> str:
    """What to append to a decision file so that it holds these judgements too, in its own order of columns.

    Args:
        text: the file as it is; "" for one that does not exist, which gets a header.
        judgements: in the order in which they were made.
        base: the IRI that ids are relative to, for the header.
    """
    if not _lines(text):
        return _head(base, _COLUMNS) + "".join(_line(_cells(j)) for j in judgements)
    columns = _lines(text)[0].split("\t")
    named = (dict(zip(_COLUMNS, _cells(j), strict=True)) for j in judgements)
    end = "" if text.endswith("\n") else "\n"
    return end + "".join(_line(cells.get(c, "") for c in columns) for cells in named)


def dump_linked(judgements: Iterable[Judgement], proposals: Iterable[Proposal], base: str) -> str:
    """The linker's judgements and its proposals as one SSSOM TSV, sorted; the features of each in its comment."""
    lines = [_line((*_cells(j), "1.0")) for j in judgements]
    lines += [
        _line(
            (
                _PREFIX + p.left,
                p.left_label,
                "",
                _CLOSE,
                _PREFIX + p.right,
                p.right_label,
                LEXICAL,
                LINKER,
                "",
                "; ".join(str(f) for f in p.features),
                f"{p.score:.3f}",
            )
        )
        for p in proposals
    ]
    return _head(base, _SCORED) + "".join(sorted(lines))


def scored(cells: Iterable[Iterable[str]], base: str) -> str:
    """Rows with a confidence as SSSOM TSV, sorted; their ids as `cgid` writes them."""
    return _head(base, _SCORED) + "".join(sorted(map(_line, cells)))


def cgid(name: str) -> str:
    """An id as the TSV writes it, with the prefix that its header expands."""
    return _PREFIX + name
