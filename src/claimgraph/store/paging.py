"""A CONSTRUCT in pages: the solutions are put in order in a sub-select, and a page of them is asked for at a time."""

from __future__ import annotations

import re

from claimgraph.errors import BadQuery
from claimgraph.store.sparql import Form, outermost, read

__all__ = ["paged_construct"]

_VARIABLE = re.compile(r"[?$](\w+)")


def paged_construct(text: str) -> str:
    """The query to which `LIMIT n OFFSET m` can be added, and whose pages together are what the query constructs.

    Raises:
        BadQuery: it is no CONSTRUCT with a template, constructs the same from every solution, or has modifiers after
            its pattern, which would be those of a page.
    """
    reading = read(text)
    if reading.form is not Form.CONSTRUCT:
        raise BadQuery("the query", "must be a CONSTRUCT: what it gives is merged")
    groups = outermost(reading.text)
    if len(groups) < 2:  # noqa: PLR2004 the template and the pattern
        raise BadQuery(
            "CONSTRUCT WHERE", "cannot be asked for in pages; write the template out: CONSTRUCT { … } WHERE { … }"
        )
    template, pattern = groups[0], groups[1]
    if len(groups) > 2 or _code(reading.text[pattern.stop :]):  # noqa: PLR2004 same
        raise BadQuery(
            "the query",
            "must end with its pattern: pages are made here; put ORDER BY, LIMIT and VALUES in a sub-select",
        )
    names = " ".join(f"?{n}" for n in sorted(set(_VARIABLE.findall(reading.text[template]))))
    if not names:
        raise BadQuery("the query", "constructs the same from every solution; use a variable in its template")
    ordered = f"{{ {{ SELECT DISTINCT {names} WHERE {reading.text[pattern]} ORDER BY {names} }} }}"
    return reading.text[: pattern.start] + ordered


def _code(rest: str) -> str:
    """What is left of a text without comments and spaces."""
    return re.sub(r"#[^\n]*", "", rest).strip()
