"""Rules and tagger decide once, as a third extractor.

The rules are precise about spans, because the parse shows where a clause ends; the tagger knows more cues. So what the
rules find stays, and what only the tagger finds is added if it is next to certain. Where both find it, the spans are
the rules'. Of all that is found the tagger says what sort of act it takes it for. A tagger that has learned from many
thousand attributions in texts like those to be read finds better alone, and its maker may say so (`claimgraph train
--alone`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from claimgraph.errors import MissingModel
from claimgraph.extract import attribution as rules_alone
from claimgraph.extract.found import Attribution
from claimgraph.extract.syntax import text_of
from claimgraph.model import Span

if TYPE_CHECKING:
    from claimgraph.extract.tagger.tagged import Tagged

__all__ = ["HANDLE", "attributions", "joined", "tagged_alone"]

HANDLE = "attribution.joined.v1"
ADD = 0.95  # the least chance at which what only the tagger finds is added
ALONE = 0.6  # the least chance that counts where the tagger is on its own
_SAME = 0.5  # of two contents' characters that are shared
_WORDS = 3  # the least content that is added: less is mostly the noun that an attribution is about


def attributions(doc: Doc) -> list[Attribution]:
    """What rules and tagger find in a document together, or the tagger where it is made to stand alone.

    Raises:
        MissingModel: the extra `best` is not installed.
    """
    found = _tagged(doc)
    if found.alone:
        return joined((), found.attributions, add=ALONE)
    rules = [replace(rule, sort=found.sort_of(rule)) for rule in rules_alone.attributions(doc)]
    text = text_of(doc)
    return joined(rules, [(other, chance) for other, chance in found.attributions if _long(text, other)])


def tagged_alone(doc: Doc) -> list[Attribution]:
    """What the tagger finds by itself; raises as `attributions` does."""
    return joined((), _tagged(doc).attributions, add=ALONE)


def _tagged(doc: Doc) -> Tagged:
    try:
        from claimgraph.extract.tagger.tagged import tag  # noqa: PLC0415 the extra may be missing
    except ModuleNotFoundError as error:
        raise MissingModel(str(error.name), "best accuracy needs it; pip install 'claimgraph[best]'") from error
    return tag(doc)


def joined(
    rules: Sequence[Attribution], tagged: Sequence[tuple[Attribution, float]], *, add: float = ADD
) -> list[Attribution]:
    """One list of attributions in the order of the text: the rules', and those that the tagger alone is sure of."""
    used: set[int] = set()
    for rule in rules:
        partner = next((n for n, (other, _) in enumerate(tagged) if n not in used and _same(rule, other)), None)
        used |= set() if partner is None else {partner}
    out = list(rules)
    for n, (other, chance) in enumerate(tagged):
        if n not in used and chance >= add and not any(_overlap(other.content, o.content) > _SAME for o in out):
            out.append(other)
    return sorted(out, key=lambda a: (min(s.start for s in (*a.source, *a.cue, *a.content)), a.content[0].start))


def _same(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions are of one cue, or of one content."""
    if one.cue and other.cue:
        return any(a.start < b.end and b.start < a.end for a in one.cue for b in other.cue)
    return _overlap(one.content, other.content) > _SAME


def _long(text: str, attribution: Attribution) -> bool:
    return sum(len(text[s.start : s.end].split()) for s in attribution.content) >= _WORDS


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Jaccard over characters."""
    a = {c for s in one for c in range(s.start, s.end)}
    b = {c for s in other for c in range(s.start, s.end)}
    return len(a & b) / len(a | b) if a | b else 0.0
