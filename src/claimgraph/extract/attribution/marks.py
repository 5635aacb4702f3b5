"""Punctuation that attribution turns on, written as escapes where two characters look alike."""

from __future__ import annotations

__all__ = ["APOSTROPHE", "CLOSING", "DASHES", "LEADS", "OPENING", "SINGLE_LEFT", "SINGLE_RIGHT", "STOPS"]

SINGLE_LEFT = "\u2018"
SINGLE_RIGHT = "\u2019"
APOSTROPHE = f"{SINGLE_RIGHT}'"
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
LEADS = DASHES | {",", ":"}  # what stands between a cue and what is said
STOPS = frozenset({".", "?", "!"})
OPENING = frozenset({"“", "„", "«", "``", SINGLE_LEFT})
CLOSING = frozenset({"”", "»", SINGLE_RIGHT})
