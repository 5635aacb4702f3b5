"""From token numbers to spans of characters: pieces, trimmed of what belongs to the page and not to what is said."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.extract.attribution.marks import CLOSING, LEADS, OPENING
from claimgraph.extract.attribution.page import Page, Tokens
from claimgraph.model import Span

__all__ = ["content_spans", "plain_spans"]

_MARKS = OPENING | CLOSING | {'"', "'", "`", "''"}
_LOOSE = LEADS | {";", ".", "..."}
_COMPLEMENTIZERS = frozenset({"that"})


def plain_spans(page: Page, tokens: Tokens) -> tuple[Span, ...]:
    """Spans of a source or a cue: runs of tokens without punctuation at their edges; a colon alone stays."""
    runs = (_trim(page, *run) for run in _runs(page, tokens))
    return tuple(_span(page, *run) for run in runs if run[0] < run[1])


def content_spans(page: Page, tokens: Tokens) -> tuple[Span, ...]:
    """Spans of a content: no outermost quotation marks, no complementizer, no loose punctuation at the edges."""
    found = []
    for first, end in _runs(page, tokens):
        start, stop = _inner(page, first, end)
        if any(page.doc[i].is_alpha or page.doc[i].like_num for i in range(start, stop)):
            found.append(_span(page, start, stop))
    return tuple(found)


def _runs(page: Page, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Maximal runs [first, end); a gap that holds only punctuation and white space does not part two runs."""
    doc = page.doc
    ordered = sorted(tokens)
    run: list[int] = []
    for number in ordered:
        if run and any(not (doc[i].is_punct or doc[i].is_space) for i in range(run[-1] + 1, number)):
            yield run[0], run[-1] + 1
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1] + 1


def _trim(page: Page, first: int, end: int) -> tuple[int, int]:
    doc = page.doc
    if end - first == 1:
        return first, end
    while first < end and (doc[first].text in _LOOSE or doc[first].is_space):
        first += 1
    while end > first and (doc[end - 1].text in _LOOSE or doc[end - 1].is_space):
        end -= 1
    return first, end


def _inner(page: Page, first: int, end: int) -> tuple[int, int]:
    """Take off complementizer and enclosing marks, again and again: "that “…”" has both."""
    doc = page.doc
    while first < end:
        head, tail = doc[first], doc[end - 1]
        if head.lower_ in _COMPLEMENTIZERS and head.dep_ == "mark":
            first += 1
        elif head.text in _MARKS and not _closes_inside(page, first, end):
            first += 1
            if first < end and tail.text in _MARKS:
                end -= 1
        elif tail.text in _MARKS and not _opens_inside(page, first, end):
            end -= 1
        elif head.is_space or head.text in _LOOSE:
            first += 1
        elif tail.is_space or tail.text in ",;:" or (tail.text == "." and page.held_by[end - 1] < 0):
            end -= 1
        else:
            break
    return first, end


def _closes_inside(page: Page, first: int, end: int) -> bool:
    """Does the quotation that begins at `first` end before the run does? Then its marks belong to the content."""
    quotation = page.quotation(first)
    if quotation is None:
        return False
    return quotation.first == first and quotation.closed and _words_after(page, quotation.end, end)


def _opens_inside(page: Page, first: int, end: int) -> bool:
    quotation = page.quotation(end - 1)
    return quotation is not None and quotation.end == end and quotation.first > first


def _words_after(page: Page, start: int, end: int) -> bool:
    return any(not (page.doc[i].is_punct or page.doc[i].is_space) for i in range(start, end))


def _span(page: Page, first: int, end: int) -> Span:
    last = page.doc[end - 1]
    return Span(page.doc[first].idx, last.idx + len(last))
