"""What the engine finds about one claim under one policy."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.model.values import Status, Verdict

__all__ = ["Assessment", "Signs"]


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs that a claim is carried by few sources, by repetition or by interest. Ids are sorted.

    Attributes:
        assertions: how often a claim is put forward, where that is more than once; else 0.
        origins: on how many origins its supporting items rest, where `assertions` is not 0.
        overlap: of two or more supporting items, how much they rest on the same origins, in per cent: the corrected
            covered area (Pieper and others 2014), 0 for none and 100 where each rests on all. None for fewer items.
        keystones: what all counted items rest on.
        interested: items that the accused or a beneficiary is responsible for.
        admissions: items and assertions of the accused against itself.
        inflations: (assertion, the hedged one that it takes its content from and states outright).
        circle: assertions and items that take their content, in the end, from themselves.
    """

    assertions: int = 0
    origins: int = 0
    overlap: int | None = None
    keystones: tuple[str, ...] = ()
    interested: tuple[str, ...] = ()
    admissions: tuple[str, ...] = ()
    inflations: tuple[tuple[str, str], ...] = ()
    circle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Verdict, why, and how many mutually independent origins at least and at most.

    `at_least` counts what is known, `at_most` takes every stated edge as complete. `disputed_at_least` and
    `disputed_at_most` are the same over disputing items. `open_questions` is the shortest list whose answers
    would settle an undetermined verdict. `signs` is None where there are none, or nobody looked.
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
    signs: Signs | None = None
