"""Who is meant, by the coreference of another corpus: `python -m tests.eval.gum_references [--list]`.

`gum_references.tsv` holds sources of GUM's attributions that name nobody, and a proper name of whom they mean by GUM's
own coreference. Two tables with the outcomes of `reference_measure`: the resolver asked for each source's words, and
the assertions that the extraction finds there. Where the chain has no proper name, to refuse is right: counted apart.
The texts lie in `../shared`.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from claimgraph.extract.actors import find_actors
from claimgraph.extract.parse import parse
from claimgraph.extract.scene import Scene
from claimgraph.extract.syntax import overlaps
from claimgraph.model import Document, Span
from claimgraph.model.identifiers import digest
from tests.eval.polnear_measure import SHARED, scorer
from tests.eval.reference_measure import shape, table, verdict
from tests.eval.report import GOLD, read

KEY = Path(__file__).with_suffix(".tsv")
TEXTS = SHARED / "data" / "gum"
Meant = list[tuple[str, str | None]]


class Source(NamedTuple):
    """The words of a source and the names of whom they mean; no names where the document gives none."""

    span: Span
    names: list[str]


class Outcome(NamedTuple):
    """One source as it was read; `meant` is None where no assertion was found there."""

    document: str
    words: str
    names: list[str]
    meant: Meant | None


def key() -> dict[str, list[Source]]:
    """The sources of each document, in the order of the file."""
    lines = [line for line in KEY.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found: dict[str, list[Source]] = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        source = Source(Span(int(row["start"]), int(row["end"])), [n for n in row["name"].split("|") if n])
        found.setdefault(row["document"], []).append(source)
    return found


def text_of(name: str) -> str:
    """The text of a document of GUM, whichever split holds it; offsets count every character of the file."""
    with next(TEXTS.glob(f"*/text/{name}.txt")).open(encoding="utf-8", newline="") as file:
        return file.read()


def resolved(genre: str = "") -> Iterator[Outcome]:
    """Whom the resolver takes each source to mean, whether an attribution is found there or not."""
    sources = {name: rows for name, rows in key().items() if name.startswith(f"GUM_{genre}")}
    texts = [text_of(name) for name in sources]
    for (name, rows), text, doc in zip(sources.items(), texts, parse(texts), strict=True):
        version = digest(text, length=64)
        document = Document(name, version, version, text)
        scene = Scene(document, doc, find_actors(doc, document))
        for span, names in rows:
            ids = scene.resolve(span)
            known: dict[str, tuple[str, str | None]] = {i.id: (i.label, None) for i in scene.cast.instruments}
            known |= {a.id: (a.label, a.type) for a in (*scene.cast.actors, *scene.minted.values())}
            yield Outcome(name, text[slice(*span)], names, [known[i] for i in ids])


def extracted(accuracy: str = "fast") -> Iterator[Outcome]:
    """The asserter of the assertion whose source is at each place, as the extraction gives it."""
    sources = key()
    texts = [(name, text_of(name)) for name in sources]
    for (name, text), (_, record) in zip(texts, read(texts, accuracy), strict=True):
        known = {a["id"]: (a["label"], a.get("type")) for a in (*record["actors"], *record["instruments"])}
        for span, names in sources[name]:
            yield Outcome(name, text[slice(*span)], names, _asserter(record, span, known))


def _asserter(record: dict[str, Any], span: Span, known: dict[str, tuple[str, str | None]]) -> Meant | None:
    there = [a for a in record["assertions"] if any(overlaps(span, Span(*s)) for s in a["source"])]
    if not there:
        return None
    one = min(there, key=lambda a: abs(a["source"][0][0] - span.start) + abs(a["source"][-1][1] - span.end))
    return [known[one["asserter"]]] if one["asserter"] in known else []


def counts(outcomes: list[Outcome]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """(shape, outcome) of what has a name in its chain and was found, then the outcomes of what has none."""
    same = scorer(GOLD / "score.py").same_name
    named: Counter[tuple[str, str]] = Counter()
    nameless: Counter[str] = Counter()
    for one in outcomes:
        if one.meant is None:
            nameless["not found"] += not one.names
            named["", "not found"] += bool(one.names)
        elif one.names:
            result = verdict(one.meant, one.names, same)
            named.update([(shape(one.words, one.names) or "other words", result), ("all", result)])
        else:
            nameless[verdict(one.meant, [], same)] += 1
    return named, nameless


def report(outcomes: list[Outcome]) -> str:
    """The table of the named, and a line about the rest."""
    named, nameless = counts(outcomes)
    apart = f"Not found: {named['', 'not found']}. " if named["", "not found"] else ""
    apart += f"Whoever has no name in the text is refused {nameless['refused']} times, named {nameless['wrong']} times"
    return f"{table(named)}\n\n{apart}" + (
        f", not found {nameless['not found']} times." if nameless["not found"] else "."
    )


def main() -> None:
    """Run from the command line."""
    for title, outcomes in (("The resolver alone", list(resolved())), ("In assertions", list(extracted()))):
        sys.stdout.write(f"{title}\n\n{report(outcomes)}\n\n")
        if "--list" in sys.argv:
            sys.stdout.writelines(f"{o.document}\t{o.words}\t{o.names}\t{o.meant}\n" for o in outcomes)


if __name__ == "__main__":
    main()
