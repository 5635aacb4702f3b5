"""Ids are functions of content, so that two people's builds of one document agree and merge by themselves.

An id is a path relative to the base IRI: `actor/openai`, `claim/9f86d081884c7d65`. Named actors and instruments are
shared between documents; whether two names are one actor is a judgement (see `resolve`). What only a description
points at ("critics", "a bill that would …") is somebody else in another document, so its id carries the version.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from claimgraph.model.document import Span
from claimgraph.model.values import ClaimKind

__all__ = [
    "DEFAULT_BASE",
    "actor_id",
    "assertion_id",
    "claim_id",
    "digest",
    "document_id",
    "evidence_id",
    "graph_id",
    "instrument_id",
    "normalise",
    "passage_id",
]

DEFAULT_BASE = "https://w3id.org/claimgraph/id/"

_SELF_STANDING = 6  # words; a shorter content ("the framing", "a pattern") means something else elsewhere
_WORD = re.compile(r"\w+")
_SPACED = {code: " " for code in range(128) if not _WORD.match(chr(code))}  # the same words, many times faster


def digest(*parts: str, length: int = 16) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of the parts, kept apart by an unprintable."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def normalise(text: str) -> str:
    """A text reduced for comparison: NFKC, no case, words only, one space between."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.translate(_SPACED).split() if plain.isascii() else _WORD.findall(plain))


def _slug(name: str) -> str:
    """A readable key for a name, with a digest where ASCII cannot carry it."""
    words = normalise(name)
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    slug = "-".join(_WORD.findall(ascii_only))[:60].strip("-")
    plain = slug and unicodedata.normalize("NFKD", words) == ascii_only and len(words) <= 60  # noqa: PLR2004 the cut above
    return slug if plain else f"{slug or 'x'}-{digest(words, length=8)}"


def document_id(version: str) -> str:
    """The id of a document version."""
    return f"document/{version}"


def graph_id(kind: str, name: str) -> str:
    """The id of a named graph: `kind` is document, dataset, identity, assessment or ontology."""
    return f"graph/{kind}/{name}"


def passage_id(version: str, span: Span) -> str:
    """The id of a passage: the document's with an RFC 5147 character range as fragment."""
    return f"{document_id(version)}#char={span.start},{span.end}"


def actor_id(label: str, version: str | None = None) -> str:
    """The id of an actor; give the version for one that only a description names."""
    return f"actor/{_slug(label)}" if version is None else f"actor/{_slug(label)}-{digest(version, length=8)}"


def instrument_id(label: str, version: str | None = None) -> str:
    """The id of an instrument; give the version for one that only a description names."""
    return f"instrument/{_slug(label)}" if version is None else f"instrument/{_slug(label)}-{digest(version, length=8)}"


def claim_id(text: str, kind: ClaimKind, accused: Iterable[str], version: str) -> str:
    """The id of a claim: its normalised text, kind and accused.

    A content too short to stand by itself is kept to its document.
    """
    words = normalise(text)
    scope = version if len(words.split(" ", _SELF_STANDING)) < _SELF_STANDING else ""
    return f"claim/{digest(words, kind, *sorted(accused), scope)}"


def assertion_id(version: str, asserter: str | None, cue: Iterable[Span], content: Iterable[Span]) -> str:
    """The id of an assertion: who says it, and where."""
    return f"assertion/{digest(version, asserter or '', _where(cue), _where(content))}"


def evidence_id(version: str, span: Span) -> str:
    """The id of an evidence item: where it is mentioned."""
    return f"evidence/{digest(version, _where([span]))}"


def _where(spans: Iterable[Span]) -> str:
    return ";".join(f"{s.start}-{s.end}" for s in spans)
