"""Front matter: keys and values before a text's body, between two lines `---` (plain YAML) or `+++` (TOML).

Of YAML only what people write by hand there: `key: value`, quotes, `[a, b]`, lists of `- item`, folded lines. Mappings
inside a key are left alone. A text that begins with a rule (`---`) and not with keys has no front matter.
"""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read.declared import declared

__all__ = ["FrontMatter", "front_matter"]

_YAML = re.compile(r"---[ \t]*\r?\n")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*\r?$\n?", re.MULTILINE)
_LONGEST = 100_000  # characters; nobody writes as much by hand
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?", re.DOTALL)
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_ITEM = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^,\[\]{}]+))\s*(?:,|\Z)""")


class FrontMatter(NamedTuple):
    """What it declares, and the offset of the first character after it: 0 without any."""

    metadata: Metadata
    end: int


def front_matter(text: str, name: str) -> FrontMatter:
    """The front matter that a text begins with.

    Raises:
        UnreadableDocument: a key of ours holds what cannot be understood, or the TOML is malformed.
    """
    toml = _block(text, _TOML, _TOML_END)
    if toml is not None:
        block, end = toml
        try:
            values: dict[str, object] = tomllib.loads(block.replace("\r\n", "\n"))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise UnreadableDocument(name, f"its front matter is not TOML: {error}") from error
        return FrontMatter(declared(values, name, "its front matter", strict=False), end)
    yaml = _block(text, _YAML, _YAML_END)
    keys = None if yaml is None else _keys(yaml[0].splitlines())
    if yaml is None or not keys:
        return FrontMatter(Metadata(), 0)
    read = {key: _value(first, rest) for key, (first, rest) in keys.items()}
    known = {key: value for key, value in read.items() if value is not None}
    return FrontMatter(declared(known, name, "its front matter", strict=False), yaml[1])


def _block(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> tuple[str, int] | None:
    """What stands between the two lines, and the offset past the second."""
    opened = opening.match(text)
    closed = opened and closing.search(text, opened.end())
    if not opened or not closed or closed.start() - opened.end() > _LONGEST:
        return None
    return text[opened.end() : closed.start()], closed.end()


def _keys(lines: list[str]) -> dict[str, tuple[str, list[str]]] | None:
    """Each key with what follows on its line and on the lines below it; None when the lines are not keys."""
    keys: dict[str, tuple[str, list[str]]] = {}
    rest: list[str] | None = None
    for written in lines:
        if not written.strip() or written.startswith("#"):
            continue
        if written[0] in " \t-":
            if rest is None:
                return None
            rest.append(written.strip())
            continue
        found = _KEY.fullmatch(written.rstrip())
        if found is None:
            return None
        rest = []
        keys[found["key"].casefold()] = ((found["value"] or "").strip(), rest)
    return keys


def _value(first: str, rest: list[str]) -> str | list[str] | None:
    """The text or texts of a key; None for nothing, a mapping, or YAML beyond the subset."""
    if first.startswith("[") and first.endswith("]"):
        return _items(first[1:-1])
    if not _COMMENT.sub("", first):
        return _below(rest)
    if first[0] in "|>":
        return " ".join(rest) or None
    if first[0] in "{&*!%@`[":
        return None
    return _scalar(" ".join([first, *rest])) or None


def _below(rest: list[str]) -> str | list[str] | None:
    """The value that begins on the line after its key."""
    items = [r[2:].strip() for r in rest if r.startswith("- ")]
    if any(_KEY.fullmatch(i) for i in items or rest) or len(items) not in {0, len(rest)}:
        return None
    return [_scalar(i) for i in items] if items else _scalar(" ".join(rest)) or None


def _items(inside: str) -> list[str] | None:
    items, at = [], 0
    while at < len(inside):
        found = _ITEM.match(inside, at)
        if found is None:
            return None
        items.append(_scalar(found[0].strip().rstrip(",").strip()))
        at = found.end()
    return [i for i in items if i] or None


def _scalar(text: str) -> str:
    """A plain or quoted text without its quotes and its comment."""
    text = text.strip()
    if text[:1] == '"':
        closed = re.match(r'"((?:[^"\\]|\\.)*)"', text)
        return re.sub(r"\\(.)", r"\1", closed[1]) if closed else text
    if text[:1] == "'":
        closed = re.match(r"'((?:[^']|'')*)'", text)
        return closed[1].replace("''", "'") if closed else text
    return _COMMENT.sub("", text).strip()
