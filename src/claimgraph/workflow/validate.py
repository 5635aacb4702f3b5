"""What the shapes and the checks find."""

from __future__ import annotations

from pathlib import Path

from claimgraph.query import answer_question, checks
from claimgraph.rdf.validate import validate_store
from claimgraph.store import Rows, Store
from claimgraph.workflow.stores import reading

__all__ = ["validate"]


def validate(root: Path, endpoint: str | None = None) -> list[str]:
    """One line a finding, sorted; empty when all is well.

    Raises:
        BadWorkspace: there is no workspace, or it was never built.
    """
    with reading(root, endpoint) as store:
        lines = [f"{f.focus}: {f.message}" for f in validate_store(lambda text: _rows(store, text))]
        for check in checks():
            found = answer_question(store, check, {})
            lines.extend(f"{' '.join(str(cell) for cell in row)}: {check.summary}" for row in found.rows)
    return sorted(set(lines))


def _rows(store: Store, text: str) -> tuple[tuple[object, ...], ...]:
    answer = store.query(text)
    assert isinstance(answer, Rows), "the rules are SELECTs"
    return answer.rows
