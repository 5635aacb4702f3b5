"""One question: a SPARQL file whose header of comments says what it asks, takes and answers.

The header is a run of `# key: words` lines, a longer text going on in lines that begin `#   `:

    # summary: Which claims …?                         the question; further lines are details
    # parameter policy (text, default "default"): …    `(type)` may be left out, `(type, required)` may not
    # column claim: …                                  every column, in the order of the SELECT; `(detail)` after
                                                       its name keeps it out of the terminal's table
    # no rows means: …
    # no rows does not mean: …

It is read strictly: an unknown key, a column too many or too few, or a parameter that is not projected is an error,
so that the catalogue never says other than the query does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from claimgraph.errors import BadQuery

__all__ = ["Column", "Kind", "Parameter", "Question", "read_question"]

_KEY = re.compile(
    r"# (?:(?P<plain>summary|no rows means|no rows does not mean)"
    r"|parameter (?P<parameter>\w+) \((?P<kind>\w+)(?:, (?:(?P<required>required)|default \"(?P<default>[^\"]*)\"))?\)"
    r"|column (?P<column>\w+)(?P<detail> \(detail\))?"
    r"): (?P<words>\S.*)"
)
_MORE = "#   "
_SELECT = re.compile(r"^SELECT DISTINCT((?:\s+\?\w+)+)\s+WHERE", re.MULTILINE)


class Kind(StrEnum):
    """What a parameter's value is: plain text, or a thing in the store that an IRI or a label names."""

    TEXT = "text"
    ACTOR = "actor"
    CLAIM = "claim"
    CONDUCT = "conduct"
    DOCUMENT = "document"
    INSTRUMENT = "instrument"


class Parameter(NamedTuple):
    """A variable of the query that a caller may bind. Without value and default it stays open: all answers."""

    name: str
    kind: Kind
    about: str
    default: str | None
    required: bool


class Column(NamedTuple):
    """A column of the answer."""

    name: str
    about: str
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue.

    Attributes:
        name: the file's name without its suffix: `lacks-independent-evidence`.
        summary: the question, in one line.
        details: what else there is to say, or nothing.
        no_rows: what an empty answer means.
        no_rows_not: what it must not be taken for.
        text: the SPARQL, header included.
    """

    name: str
    summary: str
    details: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    no_rows: str
    no_rows_not: str
    text: str


def read_question(path: Path) -> Question:
    """Read a `.rq` file.

    Raises:
        BadQuery: the file has no header of the form above, or the header and the SELECT disagree.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuery(str(path), f"cannot be read as UTF-8 text ({type(error).__name__})") from None
    plain: dict[str, list[str]] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, words in _entries(path, text):
        match = _KEY.fullmatch(words[0])
        if match is None:
            raise BadQuery(f"{path}:{number}", f"is no header line: {words[0]}")
        said = [match["words"], *words[1:]]
        about = " ".join(said)
        if match["plain"]:
            if match["plain"] in plain:
                raise BadQuery(f"{path}:{number}", f"says twice: {match['plain']}")
            plain[match["plain"]] = said
        elif match["column"]:
            columns.append(Column(match["column"], about, match["detail"] is not None))
        else:
            if match["kind"] not in set(Kind):
                raise BadQuery(f"{path}:{number}", f"{match['kind']} is no kind of parameter; use {', '.join(Kind)}")
            required = match["required"] is not None
            parameters.append(Parameter(match["parameter"], Kind(match["kind"]), about, match["default"], required))
    for key in ("summary", "no rows means", "no rows does not mean"):
        if key not in plain:
            raise BadQuery(str(path), f"does not say: {key}")
    _agree(path, text, parameters, columns)
    return Question(
        name=path.stem,
        summary=plain["summary"][0],
        details=" ".join(plain["summary"][1:]),
        parameters=tuple(parameters),
        columns=tuple(columns),
        no_rows=" ".join(plain["no rows means"]),
        no_rows_not=" ".join(plain["no rows does not mean"]),
        text=text,
    )


def _entries(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """The header's entries, each with its line number: the line with the key, and the lines that go on."""
    entries: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#"):
            break
        if line.startswith(_MORE) and entries:
            entries[-1][1].append(line.removeprefix(_MORE).strip())
        else:
            entries.append((number, [line.rstrip()]))
    if not entries:
        raise BadQuery(str(path), "has no header; begin with `# summary: …`")
    return entries


def _agree(path: Path, text: str, parameters: list[Parameter], columns: list[Column]) -> None:
    """Header and SELECT name the same columns, and every parameter is one of them."""
    select = _SELECT.search(text)
    if select is None:
        raise BadQuery(str(path), "must select variables by name: SELECT DISTINCT ?a ?b WHERE")
    projected = [variable.removeprefix("?") for variable in select[1].split()]
    declared = [column.name for column in columns]
    if projected != declared:
        raise BadQuery(str(path), f"selects {', '.join(projected)} and describes {', '.join(declared)}")
    for parameter in parameters:
        if parameter.name not in projected:
            raise BadQuery(str(path), f"must select its parameter ?{parameter.name}")
