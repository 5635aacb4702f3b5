"""What the engine finds about one claim under one policy."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.model.values import Status, Verdict

__all__ = ["Assessment"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Verdict, why, and how many mutually independent origins at least and at most.

    `at_least` counts what is known, `at_most` takes every stated edge as complete. `disputed_at_least` and
    `disputed_at_most` are the same over disputing items. `open_questions` is the shortest list whose answers
    would settle an undetermined verdict.
    """

    claim: str
    policy: str
    verdict: Verdict
    status: Status
    at_least: int
    at_most: int
    disputed_at_least: int = 0
    disputed_at_most: int = 0
    open_questions: tuple[str, ...] = ()
