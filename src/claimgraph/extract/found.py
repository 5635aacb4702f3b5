"""What the steps of extraction hand to each other, before it becomes the model's records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimgraph.model import Kind, Span, Stance

__all__ = ["Attribution", "Sort"]


@dataclass(frozen=True, slots=True)
class Sort:
    """What sort of act a learned extractor takes an attribution for: the chance of each kind and stance.

    `accused` are the mentions of whom it takes to be accused.
    """

    kinds: Mapping[Kind, float]
    stances: Mapping[Stance, float]
    accused: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to say something: the three spans, and by which construction.

    Attributes:
        source: who, as the text has it; empty where no source is expressed.
        cue: the words that attribute; empty for a continued quotation.
        content: what is said, without "that" and without the outermost quotation marks.
        construction: the linguistic name of the construction that found it.
        cue_lemma: the key of the cue in the lexicon ("accuse", "according to", "allegation"); "" where there is none.
        handle: the extractor that found it, "attribution.rules.v1".
        sort: what a learned extractor takes it for; None where none has looked.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    construction: str
    cue_lemma: str
    handle: str
    sort: Sort | None = None
