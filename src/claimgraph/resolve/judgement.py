"""A judgement: whether two ids are the same actor, claim or instrument, by whom, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["LEXICAL", "LINKER", "MANUAL", "Judgement", "Value"]

LINKER = "claimgraph"
"""The author of judgements that this program makes."""

MANUAL = "semapv:ManualMappingCuration"
LEXICAL = "semapv:LexicalMatching"


class Value(StrEnum):
    """What was decided. The values are the predicates and modifier that SSSOM writes for it (see `sssom`)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """One decision about a pair of ids, `left` < `right`.

    `date` is YYYY-MM-DD, given by the person who decides. `justification` is a term of the SEMAPV vocabulary.
    """

    left: str
    right: str
    value: Value
    left_label: str = ""
    right_label: str = ""
    author: str = ""
    date: str = ""
    comment: str = ""
    justification: str = MANUAL

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids, smaller first."""
        return self.left, self.right
