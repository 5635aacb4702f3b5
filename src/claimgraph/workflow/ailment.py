"""Something that is wrong with a workspace or with what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Ailment"]


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is wrong.

    Attributes:
        where: the file or directory.
        what: what is wrong with it and what mends it.
        derived: whether it may be thrown away; what is the user's own never is.
    """

    where: Path
    what: str
    derived: bool = False

    def __str__(self) -> str:
        """One line."""
        line = f"{self.where}: {self.what}"
        return "".join(c if c.isprintable() else " " for c in line)
