"""Encodings by the labels that pages and messages declare: those of the WHATWG standard, as browsers read them."""

from __future__ import annotations

import codecs

from claimgraph.errors import UnreadableDocument

__all__ = ["charset"]

# As Python's codecs call them. Not every codec of Python is a charset: some inflate, run escapes or spell names.
_KNOWN = frozenset(
    {"utf-8", "cp866", "koi8-r", "koi8-u", "mac-roman", "cp874", "gb18030", "big5", "big5hkscs"}
    | {"euc_jp", "iso2022_jp", "cp932", "cp949"}
    | {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {f"cp125{page}" for page in range(9)}
)
_READ_AS = {
    # labels that stand for a larger set
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    # not true where the declaration itself could be read byte by byte
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


def charset(label: str, name: str) -> str:
    """The codec for a declared encoding.

    Raises:
        UnreadableDocument: there is none.
    """
    try:
        canonical = codecs.lookup(label).name
    except (LookupError, ValueError):  # a NUL in the label is a ValueError
        canonical = ""
    codec = _READ_AS.get(canonical, canonical)
    if codec not in _KNOWN:
        raise UnreadableDocument(name, f"declares an unknown encoding ({label:.40}); convert it to UTF-8")
    return codec
