"""Texts with attributions marked, from the two layouts that such corpora come in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Disclosure, Kind, Span, Stance

__all__ = ["Example", "Labels", "Marked", "read_examples"]


class Labels(NamedTuple):
    """What an attribution is, where a corpus says so; `accused` are the mentions nearest to the content."""

    accused: tuple[Span, ...]
    kind: Kind
    stance: Stance
    hedged: bool


class Marked(NamedTuple):
    """One attribution: the spans of its three roles (source and cue may be empty), and its labels, if it has any."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    labels: Labels | None = None


class Example(NamedTuple):
    """A text and all attributions in it; `evidence` is None where the corpus does not mark any."""

    name: str
    text: str
    marked: tuple[Marked, ...]
    evidence: tuple[tuple[Span, Disclosure], ...] | None = None


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
                source, cue, content = (tuple(sorted(roles[r])) for r in ("source", "cue", "content"))
                yield Marked(source, cue, content)


def _ours(folder: Path) -> Iterator[Example]:
    for path in sorted((folder / "annotations").glob("*.json")):
        text = (folder / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            names = {a["id"]: [Span(m["start"], m["end"]) for m in a["mentions"]] for a in record["actors"]}
            marked = tuple(_marked(a, names) for a in record["assertions"])
            evidence = tuple((_span(e["span"])[0], Disclosure(e["disclosed"])) for e in record["evidence"])
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise UnreadableDocument(str(path), f"is no annotation: {error}") from error
        yield Example(path.stem, text, marked, evidence)


def _marked(assertion: dict[str, Any], names: dict[str, list[Span]]) -> Marked:
    content = _pieces(assertion)
    accused = tuple(sorted(_nearest(names[a], content[0]) for a in assertion["accused"] if names.get(a)))
    labels = Labels(accused, Kind(assertion["kind"]), Stance(assertion["stance"]), assertion["hedged"])
    return Marked(_span(assertion["source_span"]), _span(assertion["cue"]), content, labels)


def _nearest(mentions: list[Span], content: Span) -> Span:
    return min(mentions, key=lambda m: (max(content.start - m.start, m.start - content.end, 0), m))


def _span(given: dict[str, int] | None) -> tuple[Span, ...]:
    return () if given is None else (Span(given["start"], given["end"]),)


def _pieces(assertion: dict[str, Any]) -> tuple[Span, ...]:
    pieces = assertion.get("pieces")
    return tuple(s for p in pieces for s in _span(p)) if pieces else _span(assertion["content"])
