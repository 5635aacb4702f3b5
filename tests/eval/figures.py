"""The figures of corpus/README.md: `python -m tests.eval.figures` writes them anew."""

from __future__ import annotations

from collections import Counter
from typing import Any

from claimgraph.model import Kind, Stance
from tests.eval.agreement import measure, readings, table
from tests.eval.annotate import CORPUS, noted, read_notes

README = CORPUS / "README.md"
STYLES = {
    "wire": "news agency reports",
    "paper": "newspaper articles",
    "poli": "politics, courts and business",
    "field": "AI governance: releases, memos, briefs, bills, reports",
    "mixed": "blogs, forums, interviews, newsletters, incident records",
}
OPENING, CLOSING = "<!-- figures: python -m tests.eval.figures -->", "<!-- /figures -->"


def style(name: str) -> str:
    """The style of a document, which its name begins with."""
    return name.partition("-")[0]


def counted(names: list[str], annotations: dict[str, dict[str, Any]]) -> list[str]:
    """Documents, words, assertions, then the assertions of each kind and of each stance, evidence and allegations."""
    words = sum(len((CORPUS / "texts" / f"{n}.txt").read_text(encoding="utf-8").split()) for n in names)
    said = [a for n in names for a in annotations[n]["assertions"]]
    kinds, stances = Counter(a["kind"] for a in said), Counter(a["stance"] for a in said)
    evidence = sum(len(annotations[n]["evidence"]) for n in names)
    row = [len(names), words, len(said), *(kinds[k.value] for k in Kind), *(stances[s.value] for s in Stance), evidence]
    return [f"{n:,}" for n in row]


def sizes() -> str:
    """The corpus by style, as a Markdown table."""
    annotations = {name: read_notes(name) for name in noted()}
    heads = ["Documents", "Words", "Assertions", *(k.value for k in Kind), *(s.value for s in Stance), "Evidence"]
    columns = [counted([n for n in annotations if style(n) == s], annotations) for s in STYLES]
    columns.append(counted(list(annotations), annotations))
    lines = [f"| {' | '.join(['', *STYLES, 'all'])} |", "|---|" + "---:|" * len(columns)]
    lines += [f"| {' | '.join(row)} |" for row in zip(heads, *columns, strict=True)]
    return "\n".join(lines)


def legend() -> str:
    """What the styles are."""
    return "\n".join(f"- `{name}`: {what}" for name, what in STYLES.items())


def figures() -> str:
    """The part of the README that is computed."""
    return "\n\n".join([OPENING, legend(), sizes(), table(measure(readings())), CLOSING])


if __name__ == "__main__":
    before, _, rest = README.read_text(encoding="utf-8").partition(OPENING)
    README.write_text(before + figures() + rest.partition(CLOSING)[2], encoding="utf-8")
