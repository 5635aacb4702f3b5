"""Wikidata's entities, whose statements lie too deep for a mapping: `reshape` makes flat rows of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["reshape"]

_TIES = {
    "P127": "owned",  # owned by
    "P749": "part",  # parent organization
    "P361": "part",  # part of
    "P463": "member",  # member of
    "P102": "member",  # member of political party
    "P108": "member",  # employer
    "P859": "funded",  # sponsor
    "P8324": "funded",  # funder
    "P1830": "owns",  # owner of
    "P355": "owns",  # has subsidiary
    "P169": "led",  # chief executive officer
    "P488": "led",  # chairperson
    "P1037": "led",  # director or manager
    "P3320": "led",  # board member
    "P26": "family",  # spouse
    "P22": "family",  # father
    "P25": "family",  # mother
    "P40": "family",  # child
    "P3373": "family",  # sibling
}
_IDS = {"P1278": "lei", "P5531": "cik", "P2622": "Companies House", "P1320": "OpenCorporates"}
_YEAR, _MONTH, _DAY = 9, 10, 11  # Wikidata's precisions
_LENGTHS = {_YEAR: len("2026"), _MONTH: len("2026-11"), _DAY: len("2026-11-24")}


def reshape(entity: Mapping[str, Any]) -> dict[str, Any]:
    """A flat row: id, label, aliases, classes, identifiers, and for each sort of tie a list of {other, since, until}.

    English comes first among labels, then the first language in alphabetical order. Deprecated statements are left out.
    """
    claims = entity.get("claims", {})
    row: dict[str, Any] = {
        "id": entity.get("id", ""),
        "entity": entity.get("type", ""),
        "label": _label(entity.get("labels", {})),
        "aliases": sorted(
            {a["value"] for listed in _values(entity.get("aliases", {})) for a in listed if "value" in a}
        ),
        "description": _label(entity.get("descriptions", {})),
        "classes": [q for s in _statements(claims, "P31") if (q := _item(s))],
        "ids": [f"{name}:{text}" for p, name in _IDS.items() for s in _statements(claims, p) if (text := _text(s))],
        "website": [text for s in _statements(claims, "P856") if (text := _text(s))],
    }
    for prop, sort in _TIES.items():
        for statement in _statements(claims, prop):
            other = _item(statement)
            if other:
                since, until = _when(statement, "P580"), _when(statement, "P582")
                tie = {"other": other, "since": since, "until": until}
                row.setdefault(sort, []).append({k: v for k, v in tie.items() if v})
    return {k: v for k, v in row.items() if v}


def _values(given: object) -> Iterator[Any]:
    if isinstance(given, Mapping):
        yield from (given[k] for k in sorted(given))


def _label(labels: object) -> str:
    if not isinstance(labels, Mapping) or not labels:
        return ""
    chosen = labels.get("en") or labels.get("mul") or labels[min(labels)]
    return str(chosen.get("value", "")) if isinstance(chosen, Mapping) else ""


def _statements(claims: object, prop: str) -> Iterator[Mapping[str, Any]]:
    if isinstance(claims, Mapping):
        listed = claims.get(prop, [])
        yield from (s for s in listed if isinstance(s, Mapping) and s.get("rank") != "deprecated")


def _value(snak: object) -> Any:  # noqa: ANN401 JSON of several shapes
    """The value of a snak; None for "some value" and "no value"."""
    if not isinstance(snak, Mapping):
        return None
    datavalue = snak.get("datavalue")
    return datavalue.get("value") if isinstance(datavalue, Mapping) else None


def _item(statement: Mapping[str, Any]) -> str:
    value = _value(statement.get("mainsnak"))
    return str(value.get("id", "")) if isinstance(value, Mapping) else ""


def _text(statement: Mapping[str, Any]) -> str:
    value = _value(statement.get("mainsnak"))
    return value if isinstance(value, str) else ""


def _when(statement: Mapping[str, Any], prop: str) -> str:
    """A qualifier's date, as exact as it is known: "+2006-05-00T00:00:00Z" of the month's precision is "2006-05"."""
    qualifiers = statement.get("qualifiers")
    for snak in qualifiers.get(prop, []) if isinstance(qualifiers, Mapping) else []:
        value = _value(snak)
        if isinstance(value, Mapping):
            length = _LENGTHS.get(int(value.get("precision", 0)))
            time = str(value.get("time", ""))
            if length and time.startswith("+"):
                return time[1 : 1 + length]
    return ""
