"""The words that attribute a quotation that goes on after its attribution: those of the attribution that it continues.

`"We saw nothing," Mr. Orm said. "We looked for weeks."`: the second sentence is an assertion of its own, and "Mr. Orm
said" is what makes it his. A reader who asks by which words it is attributed is shown them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from claimgraph.extract.drafts import Draft

__all__ = ["introduced"]

_CONTINUED = "continued quotation"


def introduced(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in document order, where each continued quotation has the source and the cue that lead to it.

    They are of the nearest draft before it that has a cue and the same asserter; where there is none, it has neither.
    """
    last: dict[str, Draft] = {}
    out: list[Draft] = []
    for draft in drafts:
        led = last.get(draft.asserter or "") if draft.construction == _CONTINUED and not draft.cue else None
        out.append(draft if led is None else replace(draft, source=led.source, cue=led.cue))
        if draft.cue and draft.asserter is not None:  # hearsay leads to nobody's words
            last[draft.asserter] = draft
    return out
