"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Progress", "silent"]

Progress = Callable[[str, int, int], None]  # step, done, total


def silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""
