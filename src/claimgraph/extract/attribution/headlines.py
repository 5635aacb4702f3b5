"""A name, a colon, and what it says: headlines ("Poll: Voters Tire of It") and transcripts ("SMITH: I agree.")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from claimgraph.extract.attribution.marks import APOSTROPHE
from claimgraph.extract.attribution.page import Draft, Page
from claimgraph.extract.lexicon import words
from claimgraph.extract.syntax import text_of

__all__ = ["speaker_lines"]

_LINE = re.compile(r"[^\n]+")
_NAME = rf"[A-Z][\w.{APOSTROPHE}&-]*"
_SPEAKER = re.compile(rf"\s*({_NAME}(?:[ \xa0]+(?:{_NAME}|\([^)]*\)|of|the|and|de|von|van)){{0,5}})\s?:\s+(?=\S)")
_LONGEST = 45  # characters of a name before a colon


def speaker_lines(page: Page) -> Iterator[Draft]:
    """Lines that open with a speaker.

    The first line of a text is a headline: its speaker must be a person's or body's name or a document, and a clause
    must follow. Elsewhere a speaker is written in capitals, or speaks on several lines of the text.
    """
    doc, text = page.doc, text_of(page.doc)
    lines = [(m.start(), m.end(), _SPEAKER.match(m.group())) for m in _LINE.finditer(text)]
    offsets = [token.idx for token in doc]
    starts = {offset: number for number, offset in enumerate(offsets)}
    often = _often([m.group(1) for _, _, m in lines if m is not None])
    for number, (start, end, match) in enumerate(lines):
        if match is None or not 1 < len(match.group(1)) <= _LONGEST:
            continue
        name = match.group(1)
        headline = number == 0 and not name.isupper()
        if not name.isupper() and name not in often and not headline:
            continue
        first, colon = starts.get(start + match.start(1)), text.index(":", start + match.end(1))
        if first is None or colon not in starts:
            continue
        mark = starts[colon]
        content = frozenset(range(mark + 1, bisect_left(offsets, end)))
        if headline and not _headline(page, first, mark, content):
            continue
        said = [content] if headline else list(_sentences(page, content))
        name_of = "headline" if headline else "speaker line"
        yield Draft(frozenset(range(first, mark)), frozenset({mark}), said[0], name_of, ":")
        for further in said[1:]:
            yield Draft(frozenset(), frozenset(), further, "continued quotation", "")


def _sentences(page: Page, content: frozenset[int]) -> Iterator[frozenset[int]]:
    """What is said on a speaker's line, a sentence at a time: each is a statement of its own."""
    part: set[int] = set()
    for i in sorted(content):
        if part and page.doc[i].is_sent_start and any(page.doc[j].is_alpha for j in part):
            yield frozenset(part)
            part = set()
        part.add(i)
    yield frozenset(part)


def _often(names: list[str]) -> frozenset[str]:
    """Names that open more than two lines; twice may be a list's label."""
    return frozenset(name for name, count in Counter(names).items() if count > 2)  # noqa: PLR2004 as said


def _headline(page: Page, first: int, mark: int, content: frozenset[int]) -> bool:
    doc = page.doc
    speaks = all(doc[i].pos_ in {"PROPN", "PUNCT", "ADP", "DET", "CCONJ"} for i in range(first, mark))
    document = doc[mark - 1].lemma_.lower() in words("documents")
    return (speaks or document) and any(doc[i].pos_ in {"VERB", "AUX"} for i in content)
