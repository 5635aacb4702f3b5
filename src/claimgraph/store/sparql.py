"""Reads just enough of a SPARQL text to know what it asks for, before any engine sees it.

Engines fetch what `SERVICE` and `FROM` name, some run an update that comes as a query, and deep nesting ends the
process. So the text is cut into tokens, strings, IRIs and comments are set aside, and the rest is looked at. Where
engines read differently the stricter reading counts: some parse `SERVICEex:x` as a call, so no bare word may so
much as contain SERVICE, and codepoint escapes of ASCII characters, which some decode before they parse and some
after, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from claimgraph.errors import BadQuery, StoreError
from claimgraph.store.protocol import Term
from claimgraph.store.updates import written

__all__ = ["Form", "Reading", "outermost", "read", "with_separators", "with_values"]

_DEPTH = 64  # nested brackets; Oxigraph's parser overflows the stack at some thousands
_OPERATORS = 1_000  # the same for chains such as !!!!1 and 1+1+1+1
_SHOWN = 60  # characters of the offending text in a message

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_LOCAL = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
             | '''(?:[^'\\]|\\.|'(?!''))*'''
             | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:\w[\w.\-]{{0,99}})?:(?:{_LOCAL}(?:(?:{_LOCAL}|[.\-])*(?:{_LOCAL}|-))?)?)
  | (?P<word>\w+)
  | (?P<escape>\\.)
  | (?P<open>[({{\[])
  | (?P<close>[)}}\]])
  | (?P<quote>["'])
  | (?P<operator>[!+\-*/|&=^<>])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])


class Form(StrEnum):
    """The four kinds of query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


class Reading(NamedTuple):
    """A text that may be sent to an engine.

    Attributes:
        text: the query, with plain newlines.
        form: its kind.
        graphs: the IRIs after FROM and FROM NAMED.
        group: what stands in the outermost group's brackets, where values can be put; None where there is no such.
        select: whether that is one sub-select, which has to be a group of its own before anything can join it.
    """

    text: str
    form: Form
    graphs: tuple[str, ...]
    group: slice | None
    select: bool


class _Token(NamedTuple):
    kind: str
    text: str
    end: int
    depth: int  # brackets that are open before the token


def read(text: str) -> Reading:
    """Read a query.

    Raises:
        BadQuery: it calls a SERVICE, is an update, is nested too deeply, or is no query at all.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadQuery("the query", "holds half a character (a lone surrogate); save it as UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for escape in _ESCAPE.finditer(text):
        if int(escape[1] or escape[2], 16) < 0x80:  # noqa: PLR2004 the end of ASCII
            raise BadQuery(escape[0], "is a codepoint escape of an ASCII character; write the character itself")
    tokens = tuple(_tokens(text))
    _refuse(tokens)
    form = _form(tokens)
    return Reading(text, form, tuple(_graphs(tokens)), *_group(tokens, form))


def with_values(reading: Reading, bindings: Mapping[str, Term]) -> str:
    """The query's text with its variables bound by a VALUES block, for engines that take nothing but text.

    The block opens the outermost group, so that the group's filters see it. It trails a DESCRIBE without a pattern.

    Raises:
        BadQuery: a name is no variable, a value is malformed, or a short `CONSTRUCT WHERE` is to be bound.
    """
    if not bindings:
        return reading.text
    names = sorted(bindings)
    for name in names:
        if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
            raise BadQuery(name, "is not a variable's name; use letters, digits and _")
    try:
        values = " ".join(written(bindings[name]) for name in names)
    except StoreError as error:
        raise BadQuery(error.datum, error.mend) from None
    block = f"VALUES ({' '.join('?' + n for n in names)}) {{ ({values}) }}"
    if reading.group is not None:
        before, within, after = _cut(reading.text, reading.group)
        return f"{before} {block} {{{within}}}{after}" if reading.select else f"{before} {block} {within}{after}"
    if reading.form is Form.CONSTRUCT:
        raise BadQuery("CONSTRUCT WHERE", "cannot be bound; write the template out: CONSTRUCT { … } WHERE { … }")
    return f"{reading.text}\n{block}"


def outermost(text: str) -> tuple[slice, ...]:
    """Where the outermost groups of a query that was read stand, their braces included."""
    braces = [t for t in _tokens(text) if _is_outer(t)]
    return tuple(slice(a.end - 1, b.end) for a, b in zip(braces[::2], braces[1::2], strict=False))


def with_separators(text: str, mend: Callable[[str], str]) -> str:
    """The query's text with the strings after `SEPARATOR =` as `mend` has them; their quotes are kept."""
    pieces, done, before = [], 0, ("", "")
    for token in _tokens(text):
        if token.kind == "string" and before == ("SEPARATOR", "="):
            pieces += [text[done : token.end - len(token.text)], mend(token.text)]
            done = token.end
        before = before[1], token.text.upper()
    return "".join(pieces) + text[done:]


def _tokens(text: str) -> Iterator[_Token]:
    depth = operators = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "space":
            continue
        if kind == "quote":
            raise BadQuery(_shown(text[match.start() :]), "is a string that does not end; close its quote")
        yield _Token(kind, match[0], match.end(), depth)
        depth += (kind == "open") - (kind == "close")
        operators += kind == "operator"
        if depth > _DEPTH or operators > _OPERATORS:
            raise BadQuery(
                _shown(text), f"is nested deeper than {_DEPTH} brackets or {_OPERATORS} operators; simplify it"
            )


def _refuse(tokens: tuple[_Token, ...]) -> None:
    for token in tokens:
        # Not casefold: it is upper() that engines compare with, and it maps U+017F to S as they do.
        word = token.text.split(":")[0].upper() if token.kind in {"word", "name"} else ""
        if "SERVICE" in word:
            raise BadQuery(token.text, "calls another server, which is refused; load its data into a graph instead")
        if token.kind == "word" and word in _UPDATES:
            raise BadQuery(token.text, "is an update; a query only reads")


def _form(tokens: tuple[_Token, ...]) -> Form:
    rest = iter(tokens)
    for token in rest:
        word = token.text.upper()
        if word == "BASE":
            next(rest, None)
        elif word == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif word in Form.__members__:
            return Form(word)
        else:
            raise BadQuery(_shown(token.text), "cannot begin a query; write SELECT, ASK, CONSTRUCT or DESCRIBE")
    raise BadQuery("the query", "is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE")


def _graphs(tokens: tuple[_Token, ...]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        word = token.text.split(":")[0].upper() if token.kind in {"word", "name"} else ""
        if "FROM" not in word:
            continue
        after = tokens[at + 1 : at + 3]
        if after and after[0].text.upper() == "NAMED":
            after = after[1:]
        if token.text.upper() != "FROM" or not after or after[0].kind != "iri":
            raise BadQuery(token.text, "must be followed by a graph's full IRI in angle brackets")
        yield after[0].text[1:-1]


def _group(tokens: tuple[_Token, ...], form: Form) -> tuple[slice | None, bool]:
    """What stands in the outermost group, and whether it is one sub-select."""
    braces = [at for at, token in enumerate(tokens) if _is_outer(token)]
    if form is Form.CONSTRUCT:
        braces = braces[2:]  # the first pair is the template, or the whole of a short CONSTRUCT WHERE
    if len(braces) < 2:  # noqa: PLR2004 a pair
        return None, False
    first, last = braces[:2]
    return slice(tokens[first].end, tokens[last].end - 1), tokens[first + 1].text.upper() == "SELECT"


def _is_outer(token: _Token) -> bool:
    return (token.text == "{" and token.depth == 0) or (token.text == "}" and token.depth == 1)


def _cut(text: str, at: slice) -> tuple[str, str, str]:
    return text[: at.start], text[at], text[at.stop :]


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
