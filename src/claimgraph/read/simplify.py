"""Markup that trafilatura reads whole: it drops loose text beside paragraphs, and puts gaps around inline elements."""

from __future__ import annotations

from lxml.html import HtmlElement

__all__ = ["simplify"]

_INLINE = (
    *("abbr", "b", "bdi", "bdo", "big", "cite", "dfn", "em", "font", "i", "ins", "kbd", "mark", "samp", "small"),
    *("strong", "sub", "sup", "tt", "q", "u", "var", "wbr"),
)
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
)
_HOLDERS = ("article", "center", "div", "main", "section")
_QUOTED = frozenset("\"'“\u2018«„\u2039「")


def simplify(root: HtmlElement) -> None:
    """Change a page's tree in place: its words stay, and say more plainly what is a paragraph."""
    _write_quotation_marks(root)
    for holder in list(root.iter(*_HOLDERS)):
        if next(holder.iterdescendants(*_BLOCKS), None) is None and holder.text_content().strip():
            holder.tag = "p"
    unwrapped = {*root.iter(*_INLINE), *(span for span in root.iter("span") if not span.attrib)}
    for paragraph in root.iter("p"):
        unwrapped.update(_links_in_prose(paragraph))
    for element in reversed(list(root.iter())):
        _unwrap_children(element, unwrapped)


def _unwrap_children(element: HtmlElement, unwrapped: set[HtmlElement]) -> None:
    """Put the content of some children in their place. All at once: one by one, each would move the text after it."""
    children = list(element)
    if unwrapped.isdisjoint(children):
        return
    kept: list[HtmlElement] = []
    texts = [[element.text]]
    for child in children:
        tail = child.tail
        if child in unwrapped:
            texts[-1].append(child.text)
            for inner in child:
                kept.append(inner)
                texts.append([inner.tail])
            texts[-1].append(tail)
        else:
            kept.append(child)
            texts.append([tail])
    element[:] = kept
    element.text, *tails = ("".join(filter(None, each)) for each in texts)
    for child, tail in zip(kept, tails, strict=True):
        child.tail = tail


def _write_quotation_marks(root: HtmlElement) -> None:
    """A browser draws the marks of `q`; the text of an attribution needs them."""
    for q in root.iter("q"):
        if q.text_content().strip()[:1] not in _QUOTED:
            opening, closing = "\u2018\u2019" if any(a.tag == "q" for a in q.iterancestors()) else "“”"
            q.text = opening + (q.text or "")
            if len(q):
                q[-1].tail = (q[-1].tail or "") + closing
            else:
                q.text += closing


def _links_in_prose(paragraph: HtmlElement) -> list[HtmlElement]:
    """Links within prose are words of it; a paragraph that is mostly links is navigation, and stays to be told so."""
    links = list(paragraph.iter("a"))
    linked = sum(len(link.text_content()) for link in links)
    return links if 2 * linked <= len(paragraph.text_content()) else []
