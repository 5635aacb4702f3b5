"""RDF terms: names of vocabularies, IRIs out of ids and hostile addresses, literals out of any text."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from claimgraph.errors import BadWorkspace
from claimgraph.model.vocabulary import CG, PREFIXES

__all__ = ["FALSE", "TRUE", "A", "cg", "checked_base", "day", "integer", "iri", "name_of", "string", "term"]

_PLAIN = re.compile(r"[A-Za-z0-9/_.~#=,:+-]+")
_RELATIVE = re.compile(r"[A-Za-z0-9_-]+/[A-Za-z0-9/_.~#=,:+-]+")  # as most ids are: no scheme, nothing to encode
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ILLEGAL = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]|%(?![0-9A-Fa-f]{2})")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@cache
def term(curie: str) -> NamedNode:
    """The IRI of a prefixed name whose prefix is in `vocabulary.PREFIXES`: "prov:used"."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def cg(local: str) -> NamedNode:
    """A class, property or value concept of this ontology. A name from outside cannot leave the namespace."""
    return NamedNode(CG + quote(local, safe="", errors="replace"))


A = term("rdf:type")
TRUE = Literal(value=True)
FALSE = Literal(value=False)
_DATE = term("xsd:date")


def checked_base(base: str) -> str:
    """The base IRI, if ids can hang on it.

    Raises:
        BadWorkspace: it is not an absolute IRI that ends in "/" or "#".
    """
    try:
        NamedNode(base + "x")
    except ValueError:
        raise BadWorkspace(base, "is not an absolute IRI; mend the base") from None
    if not base.endswith(("/", "#")):
        raise BadWorkspace(base, "the base IRI must end in / or #")
    return base


def iri(name: str, base: str) -> NamedNode:
    """The IRI of an id, or of an address that somebody wrote.

    An id is relative to the base; a name with a scheme before its first slash is absolute (as in `model.record`).
    Addresses come from files: what an IRI cannot hold (spaces, quotes, angle brackets, controls) is percent-encoded,
    so that no address ends the term early. What then is still no IRI becomes a name of ours, `work/…`, under the base.
    """
    if _RELATIVE.fullmatch(name) or (_PLAIN.fullmatch(name) and not _SCHEME.match(name)):
        return NamedNode(base + name)
    absolute = _SCHEME.match(name) is not None
    text = _ILLEGAL.sub(lambda m: _percent(m.group()), name)
    return (
        _valid(text if absolute else base + text)
        or _valid((text if absolute else base + text).translate(_BRACKETS))
        or NamedNode(f"{base}work/{_percent(name)}")
    )


def name_of(node: NamedNode, base: str) -> str:
    """The id of an IRI under the base; any other IRI as it is. The inverse of `iri`."""
    return node.value.removeprefix(base)


def string(text: str) -> Literal:
    """A text as a literal. A lone surrogate, which no RDF can hold, becomes U+FFFD: offsets stay where they are."""
    return Literal(text if text.isascii() else _SURROGATE.sub("\ufffd", text))


def integer(number: int) -> Literal:
    """A whole number as xsd:integer, the one integer type that every store gives back unchanged."""
    return Literal(number)


def day(text: str) -> Literal:
    """A date as xsd:date where the calendar has it, and else as the words that somebody wrote."""
    if _DAY.fullmatch(text):
        try:
            date.fromisoformat(text)
        except ValueError:
            return string(text)
        return Literal(text, datatype=_DATE)
    return string(text)


_BRACKETS = str.maketrans({"[": "%5B", "]": "%5D"})


def _percent(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _valid(text: str) -> NamedNode | None:
    try:
        return NamedNode(text)
    except ValueError:
        return None
