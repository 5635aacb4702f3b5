"""Judgements as SSSOM text: a TSV that people edit, diff and merge under version control.

Positive is `skos:exactMatch`; negative the same with `predicate_modifier` Not; unsure is `skos:relatedMatch`, a
pair that was looked at and left open. Source: SSSOM 1.0, https://mapping-commons.github.io/sssom/.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from claimgraph.errors import BadWorkspace
from claimgraph.resolve.judgement import Judgement, Value

__all__ = ["dump", "load"]

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
_JUSTIFICATION = "semapv:ManualMappingCuration"
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
    """The judgements of one SSSOM TSV, in the file's order.

    Args:
        text: the file, with or without the commented YAML header.
        origin: its name, for errors.

    Raises:
        BadWorkspace: a column is missing, or a row holds a predicate that is no judgement; names the row.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = _NEEDED - set(rows.fieldnames or ())
    if missing:
        raise BadWorkspace(origin, f"SSSOM needs the column {', '.join(sorted(missing))}")
    return tuple(_judgement(row, f"{origin} row {n}") for n, row in enumerate(rows, 1))


def _judgement(row: dict[str, str], where: str) -> Judgement:
    key = ((row.get("predicate_modifier") or "").strip(), row["predicate_id"].strip())
    value = _READ.get(key)
    if value is None:
        raise BadWorkspace(
            where, f"{' '.join(key).strip()} is no judgement; use skos:exactMatch, with Not, or relatedMatch"
        )
    ends = sorted(
        [
            (_plain(row["subject_id"]), row.get("subject_label") or ""),
            (_plain(row["object_id"]), row.get("object_label") or ""),
        ]
    )
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
    )


def _plain(identifier: str) -> str:
    return identifier.strip().removeprefix(_PREFIX)


def dump(judgements: Iterable[Judgement], base: str) -> str:
    """Judgements as SSSOM TSV, sorted, with the header that expands the ids against `base`."""
    out = io.StringIO()
    out.write(f"#curie_map:\n#  cgid: {base}\n#  skos: http://www.w3.org/2004/02/skos/core#\n")
    out.write("#  semapv: https://w3id.org/semapv/vocab/\n")
    out.write("\t".join(_COLUMNS) + "\n")
    for j in sorted(judgements):
        modifier, predicate = _WRITE.get(j.value, ("", "skos:relatedMatch"))
        cells = (
            _PREFIX + j.left,
            j.left_label,
            modifier,
            predicate,
            _PREFIX + j.right,
            j.right_label,
            _JUSTIFICATION,
            j.author,
            j.date,
            j.comment,
        )
        out.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")
    return out.getvalue()
