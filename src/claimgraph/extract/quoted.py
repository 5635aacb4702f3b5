"""Whom "I" and "we" mean inside quotation marks: who is quoted, and never the document's author."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.attribution.page import page_of
from claimgraph.extract.scene import Scene
from claimgraph.extract.syntax import covers, tokens_in
from claimgraph.model import Span

__all__ = ["Said", "quoted_speaker"]

Said = tuple[Sequence[Span], tuple[str, ...]]
"""What has been said so far, and by whom."""
_FIRST = {"i", "we"}


def quoted_speaker(scene: Scene, source: Sequence[Span], said: Sequence[Said]) -> tuple[str, ...] | None:
    """Who says "I" or "we" in a quotation: `"We think it failed," Orm said` has Orm for the thought too.

    None where the source is another word or stands outside quotation marks; empty where nobody is known to be quoted.
    """
    words = tokens_in(scene.doc, source)
    if len(words) != 1 or words[0].lower_ not in _FIRST:
        return None
    if page_of(scene.doc).quotation(words[0].i) is None:
        return None
    around = [(sum(s.end - s.start for s in spans), ids) for spans, ids in said if covers(spans, words[0].idx)]
    return min(around)[1] if around else ()
