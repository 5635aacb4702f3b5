"""From a reader's notes (quotes) to annotations (offsets): `python tests/eval/annotate.py [--second] [NAME…]`.

See corpus/GUIDE.md for the notes. Every quote must be in the text; every reference must be declared; values come
from the model's lists. `--second` compiles the second reader's notes. Prints one line for each fault and exits 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimgraph.model import ActorType, Disclosure, EvidenceType, InstrumentStatus, InstrumentType, Kind, Stance, Status

CORPUS = Path(__file__).parent / "corpus"
SPLIT = " … "
# Where a reader's notes are, and where their annotations go.
FOLDERS = {"notes": "annotations", "second": "second"}


class Fault(Exception):
    """One thing to mend in a notes file."""


def occurrences(text: str, quote: str) -> list[int]:
    """Where a quote starts in the text, standing there as whole words ("it" is not in "criticised")."""
    opens, closes = _in_word(quote[:1]), _in_word(quote[-1:])
    found: list[int] = []
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if not (opens and _in_word(text[at - 1 : at])) and not (closes and _in_word(text[end : end + 1])):
            found.append(at)
        at = text.find(quote, at + 1)
    return found


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def locate(text: str, quote: str, near: int) -> dict[str, Any]:
    """The occurrence of a quote nearest to an offset, or the one that `@n` names."""
    wanted, _, number = quote.rpartition("@")
    if wanted and number.isdigit():
        starts = occurrences(text, wanted.strip())
        if not 0 < int(number) <= len(starts):
            raise Fault(f"{quote!r} is not in the text that often")
        start, words = starts[int(number) - 1], wanted.strip()
    else:
        starts = occurrences(text, quote)
        if not starts:
            raise Fault(f"{quote!r} is not in the text")
        start, words = min(starts, key=lambda s: abs(s - near)), quote
    return {"start": start, "end": start + len(words), "text": words}


def after(text: str, quote: str, cursor: int) -> int:
    """Where to look for a content: not before the one that came before it, unless it only stands there."""
    return next((s for s in occurrences(text, quote) if s >= cursor), cursor)


def compile_notes(text: str, notes: str) -> dict[str, Any]:
    """The annotation of one text in the scheme of the gold documents.

    Raises:
        Fault: a quote is not in the text, a value not in its list, a reference not declared.
    """
    out: dict[str, Any] = {"kind": None, "publisher": None, "date": None}
    out |= {"actors": [], "instruments": [], "assertions": [], "evidence": [], "independence": {}}
    cursor = 0
    for line in notes.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        fields = [f.strip() for f in line.split("|")] if line[0] not in "AI" else _split_names(line)
        try:
            cursor = _record(out, text, fields, cursor)
        except (ValueError, IndexError, KeyError) as error:
            raise Fault(f"{line!r}: {error}") from error
        except Fault as fault:
            raise Fault(f"{line!r}: {fault}") from fault
    _references(out)
    return out


def _split_names(line: str) -> list[str]:
    """A and I lines keep ` || ` inside the names."""
    marked = line.replace("||", "\0")
    return [f.strip().replace("\0", "||") for f in marked.split("|")]


def _mentions(text: str, names: str) -> list[dict[str, Any]]:
    quotes = [n.strip() for n in names.split("||")]
    return [{"start": s, "end": s + len(q), "text": q} for q in quotes for s in _found(text, q)]


def _found(text: str, quote: str) -> list[int]:
    starts = occurrences(text, quote)
    if not starts:
        raise Fault(f"{quote!r} is not in the text")
    return starts


def _record(out: dict[str, Any], text: str, fields: list[str], cursor: int) -> int:
    sort, *rest = fields
    if sort == "K":
        out["kind"] = rest[0]
        out["publisher"], out["date"] = (None if x == "-" else x for x in rest[1:3])
    elif sort == "A":
        name, kind, names = rest
        out["actors"].append(
            {
                "id": name,
                "canonical": names.split("||")[0].strip(),
                "type": ActorType(kind).value,
                "mentions": _mentions(text, names),
            }
        )
    elif sort == "I":
        name, kind, issuer, status, names = rest
        out["instruments"].append(
            {
                "id": name,
                "canonical": names.split("||")[0].strip(),
                "type": InstrumentType(kind).value,
                "issuer": None if issuer == "-" else issuer,
                "status": InstrumentStatus(status).value,
                "mentions": _mentions(text, names),
            }
        )
    elif sort == "S":
        return _assertion(out, text, rest, cursor)
    elif sort == "E":
        name, span, supports, by, kind, disclosure = rest
        out["evidence"].append(
            {
                "id": name,
                "span": locate(text, span, cursor),
                "supports": [s.strip() for s in supports.split(",") if s.strip()],
                "provided_by": None if by == "-" else by,
                "type": EvidenceType(kind).value,
                "disclosed": Disclosure(disclosure).value,
            }
        )
    elif sort == "N":
        out["independence"][rest[0]] = Status(rest[1]).value
    else:
        raise Fault(f"starts with {sort!r}; records start with K, A, I, S, E or N")
    return cursor


def _assertion(out: dict[str, Any], text: str, rest: list[str], cursor: int) -> int:
    name, source, source_words, cue, content, stance, kind, *more = rest
    options: dict[str, str] = {}
    for field in more:
        for option in field.split():
            key, _, value = option.partition("=")
            if key not in ("accused", "hedged", "via", "re"):
                raise Fault(f"{option!r} is no option")
            options[key] = value
    pieces = [p.strip() for p in content.split(SPLIT)]
    spans, at = [], after(text, pieces[0], cursor)
    for piece in pieces:
        spans.append(locate(text, piece, at))
        at = spans[-1]["end"]
    first = int(spans[0]["start"])
    cue_span = _beside(text, cue, spans) if cue else None
    anchor = int(cue_span["start"]) if cue_span else first
    out["assertions"].append(
        {
            "id": name,
            "source": source,
            "source_span": locate(text, source_words, anchor) if source_words else None,
            "cue": cue_span,
            "content": spans[0]
            if len(spans) == 1
            else {"start": first, "end": spans[-1]["end"], "text": text[first : spans[-1]["end"]]},
            "pieces": spans,
            "stance": Stance(stance).value,
            "kind": Kind(kind).value,
            "accused": [a for a in options.get("accused", "").split(",") if a],
            "hedged": "hedged" in options,
            "reported_by": options.get("via"),
            "responds_to": options.get("re"),
        }
    )
    return min(first, anchor)


def _beside(text: str, cue: str, spans: list[dict[str, Any]]) -> dict[str, Any]:
    """The occurrence of a cue that stands next to a content, before or after one of its pieces."""
    if "@" in cue:
        return locate(text, cue, 0)
    edges = [s[end] for s in spans for end in ("start", "end")]
    near = min(
        (abs(at + reach - edge), at)
        for at in occurrences(text, cue) or [0]
        for edge in edges
        for reach in (0, len(cue))
    )
    return locate(text, cue, near[1])


def _references(out: dict[str, Any]) -> None:
    known = {r["id"] for r in (*out["actors"], *out["instruments"])}
    said = {s["id"] for s in out["assertions"]}
    if len(said) != len(out["assertions"]):
        raise Fault("two assertions share an id")
    used: list[tuple[str | None, set[str]]] = [(i["issuer"], known) for i in out["instruments"]]
    for s in out["assertions"]:
        used += [(s["source"], known | {"author"}), (s["reported_by"], known), (s["responds_to"], said)]
        used += [(a, known) for a in s["accused"]]
    for e in out["evidence"]:
        used += [(e["provided_by"], known), *((s, said) for s in e["supports"])]
    used += [(s, said) for s in out["independence"]]
    for name, among in used:
        if name is not None and name not in among:
            raise Fault(f"{name!r} is not declared")


def stored(annotation: dict[str, Any], name: str) -> str:
    """The text of an annotation file."""
    return json.dumps({"slug": name, **annotation}, ensure_ascii=False, indent=1) + "\n"


def read_notes(name: str, folder: str = "notes") -> dict[str, Any]:
    """The annotation that the notes of one document make.

    Args:
        name: the document's.
        folder: whose notes, one of FOLDERS.

    Raises:
        Fault: as compile_notes.
    """
    text = (CORPUS / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    return compile_notes(text, (CORPUS / folder / f"{name}.txt").read_text(encoding="utf-8"))


def noted(folder: str = "notes") -> list[str]:
    """The documents that have notes there, sorted."""
    return sorted(p.stem for p in (CORPUS / folder).glob("*.txt"))


def build(names: Iterable[str], folder: str = "notes") -> list[str]:
    """Compile the named notes of a folder of FOLDERS; the faults, one line each."""
    faults = []
    for name in names:
        try:
            made = read_notes(name, folder)
        except Fault as fault:
            faults.append(f"{name}: {fault}")
            continue
        (CORPUS / FOLDERS[folder] / f"{name}.json").write_text(stored(made, name), encoding="utf-8")
    return faults


if __name__ == "__main__":
    whose = "second" if "--second" in sys.argv[1:] else "notes"
    problems = build([a for a in sys.argv[1:] if a != "--second"] or noted(whose), whose)
    sys.stdout.writelines(f"{p}\n" for p in problems)
    sys.exit(bool(problems))
