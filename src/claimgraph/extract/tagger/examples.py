"""Texts with attributions marked, from the two layouts that such corpora come in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Span

__all__ = ["Example", "Marked", "read_examples"]


class Marked(NamedTuple):
    """One attribution: the spans of its three roles; source and cue may be empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Example(NamedTuple):
    """A text and all attributions in it."""

    name: str
    text: str
    marked: tuple[Marked, ...]


def read_examples(folder: Path) -> Iterator[Example]:
    """The examples of a corpus, sorted by name.

    Args:
        folder: either PolNeAR's layout, `text/*.txt` beside `attributions/NAME_ANNOTATOR.ann` (the first annotator of
            each text is taken), or ours, `texts/*.txt` beside `annotations/NAME.json`.

    Raises:
        UnreadableDocument: the folder has neither layout, or a file in it is malformed.
    """
    if (folder / "attributions").is_dir():
        yield from _standoff(folder)
    elif (folder / "annotations").is_dir():
        yield from _ours(folder)
    else:
        raise UnreadableDocument(str(folder), "holds neither attributions/ nor annotations/; name a corpus folder")


def _standoff(folder: Path) -> Iterator[Example]:
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in sorted(first.items()):
        # newline="" because offsets count every character of the file
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield Example(name, text, tuple(_events(path)))


def _events(path: Path) -> Iterator[Marked]:
    spans: dict[str, list[Span]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", label):
            where = rest.split("\t")[0].split(" ", 1)[1]
            spans[label] = [Span(*map(int, w.split())) for w in where.split(";")]
        elif re.fullmatch(r"E\d+", label):
            roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
            for argument in rest.split():
                role, _, target = argument.partition(":")
                roles.get(role.rstrip("0123456789").lower(), []).extend(spans.get(target, []))
            if roles["content"]:
                yield Marked(*(tuple(sorted(roles[r])) for r in ("source", "cue", "content")))


def _ours(folder: Path) -> Iterator[Example]:
    for path in sorted((folder / "annotations").glob("*.json")):
        text = (folder / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
        try:
            said = json.loads(path.read_text(encoding="utf-8"))["assertions"]
            marked = tuple(Marked(_span(a["source_span"]), _span(a["cue"]), _pieces(a)) for a in said)
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableDocument(str(path), f"is no annotation: {error}") from error
        yield Example(path.stem, text, marked)


def _span(given: dict[str, int] | None) -> tuple[Span, ...]:
    return () if given is None else (Span(given["start"], given["end"]),)


def _pieces(assertion: dict[str, list[dict[str, int]]]) -> tuple[Span, ...]:
    pieces = assertion.get("pieces")
    return tuple(s for p in pieces for s in _span(p)) if pieces else _span(assertion["content"])  # type: ignore[arg-type]
