"""A proposal: two ids that may be the same, with a score and the reasons for it. Nobody has decided anything yet."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CERTAIN", "LIKELY", "LISTED", "Feature", "Proposal"]

CERTAIN = 1.0
"""The score of what is merged without being asked; only a rule that names a sameness of form gives it."""

LIKELY = 0.8
"""From here on a pair is said to be a close match; the floors of quality are measured here."""

LISTED = 0.5
"""Below this a pair is not worth a person's time."""


@dataclass(frozen=True, slots=True, order=True)
class Feature:
    """One reason: its name, what it adds to the score or takes from it, and the data that it saw."""

    name: str
    weight: float
    detail: str = ""

    def __str__(self) -> str:
        """As it is listed: `same conduct (data-scraping) +0.05`."""
        shown = f" ({self.detail})" if self.detail else ""
        return f"{self.name}{shown} {self.weight:+.2f}"


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """A pair of ids, `left` < `right`, and how likely they are one. `score` is in (0, 1]; see `CERTAIN`."""

    left: str
    right: str
    score: float
    left_label: str = ""
    right_label: str = ""
    features: tuple[Feature, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids, smaller first."""
        return self.left, self.right
