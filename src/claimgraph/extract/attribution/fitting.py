"""A draft's content is made to fit the page: quotations stay whole, and nothing runs on into the next utterance."""

from __future__ import annotations

from spacy.tokens import Token

from claimgraph.extract.attribution.marks import DASHES, STOPS
from claimgraph.extract.attribution.page import Draft, Page, Tokens

__all__ = ["fitted"]

_LONGEST_DATELINE = 12  # tokens
_SHORTEST = 3  # tokens of a content that a comment may follow
_CONCEDES = frozenset({"though", "although"})
_RELATIVE = frozenset({"that", "which", "who"})


def fitted(page: Page, draft: Draft, cue: Token) -> Draft:
    """The draft with a content that fits.

    A cue inside a quotation has its content in there too. A quotation that begins in a content ends in it. A
    quotation that ends like a sentence, with a capital behind it, ends the content, and so does a full stop before
    a line break, which the parser may have read over.
    """
    home = page.quotation(cue.i)
    content = draft.content - draft.source - draft.cue
    if home is not None:
        content &= frozenset(range(home.first, home.end))
    else:
        for number in sorted({page.held_by[i] for i in content if page.held_by[i] >= 0}):
            quotation = page.quotations[number]
            if quotation.first in content:
                content |= frozenset(range(quotation.first, quotation.end))
            if quotation.first > cue.i and quotation.closed and _ends_sentence(page, quotation.end):
                content = frozenset(i for i in content if i < quotation.end)
        content = _without_comment(page, content, cue)
    return draft._replace(
        source=draft.source - _dateline(page, draft.source),
        content=_on_line(page, content, cue) - draft.source - draft.cue,
    )


def _without_comment(page: Page, content: Tokens, cue: Token) -> Tokens:
    """A content behind its cue, up to where the text comments on it.

    "the deal was dead, *though he would not say why*" · "the books were open, *an offer that nobody took up*"
    """
    doc = page.doc
    for at in sorted(i for i in content if i > cue.i + _SHORTEST and doc[i].text == "," and page.held_by[i] < 0):
        behind = doc[at + 1 : at + 4]
        noted = [t.lower_ for t in behind]
        remark = len(noted) == 3 and noted[0] in {"a", "an"} and behind[1].pos_ == "NOUN" and noted[2] in _RELATIVE  # noqa: PLR2004
        if remark or (noted and noted[0] in _CONCEDES):
            return frozenset(i for i in content if i < at)
    return content


def _dateline(page: Page, source: Tokens) -> Tokens:
    """Place and agency before a text's first sentence, as far as a source holds them: "PARIS (Reuters) - X said"."""
    doc = page.doc
    first = min(source, default=0)
    if not source or not doc[first].is_upper or (first > 0 and "\n" not in doc[first - 1].text):
        return frozenset()
    for i in range(first, min(max(source), first + _LONGEST_DATELINE)):
        if doc[i].text in DASHES:
            return frozenset(range(first, i + 1))
    return frozenset()


def _ends_sentence(page: Page, end: int) -> bool:
    doc = page.doc
    if end >= len(doc) or doc[end - 2].text[-1] not in STOPS:
        return False
    behind = doc[end]
    return bool(behind.text[0].isupper()) and behind.pos_ != "PROPN"


def _on_line(page: Page, content: Tokens, cue: Token) -> Tokens:
    """The part of a content that no paragraph break parts from its cue."""
    doc = page.doc
    breaks = [i for i in content if doc[i].is_space and "\n" in doc[i].text and _paragraph_ends(page, i)]
    after = min((i for i in breaks if i > cue.i), default=len(doc))
    before = max((i for i in breaks if i < cue.i), default=-1)
    return frozenset(i for i in content if before < i < after)


def _paragraph_ends(page: Page, space: int) -> bool:
    if page.doc[space].text.count("\n") > 1:
        return True
    held = page.held_by[space] >= 0
    return space > 0 and not held and page.doc[space - 1].text in {*STOPS, '"', "”", "''"}
