"""The day on which a web page says it was published. What it only shows in its prose is not taken for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from claimgraph.read.dates import iso_date

__all__ = ["published"]

_META = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{1,40})"')
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|dateline|published|pubdate|timestamp|byline)(?:$|[\s_-])", re.IGNORECASE)
_LEAD = re.compile(r"(?:first )?(?:published|posted|issued|date)(?: on)?:?\s+", re.IGNORECASE)
_SHORT = 80  # characters; an element that is a date and not a sentence about one


def published(tree: HtmlElement) -> str | None:
    """YYYY-MM-DD from the first that has it: JSON-LD, meta elements, `time`, short elements classed as dates."""
    return next(filter(None, map(iso_date, _candidates(tree))), None)


def _candidates(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from _JSON_LD.findall(script.text or "")
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(key.casefold(), meta.get("content") or "")
    yield from (metas[key] for key in _META if key in metas)
    for time in tree.iter("time"):
        yield time.get("datetime") or time.text_content()[:_SHORT]
    for element in tree.iter("span", "p", "div", "li", "td"):
        if _DATE_CLASS.search(f"{element.get('class', '')} {element.get('itemprop', '')}"):
            text = element.text_content()
            if len(text) <= _SHORT:
                yield _LEAD.sub("", text.strip(), count=1)
