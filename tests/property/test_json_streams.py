"""A JSON file read piece by piece gives the records that it gives when it is read whole, wherever the pieces end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.merge import json_rows
from claimgraph.merge.json_rows import BadJson, Scan, records_at, records_of_type

KEYS = st.sampled_from(["a", "b", "@type", 'q"\\', "é\ud800"])
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=9)
    | st.sampled_from(["T", "x:T", "http://x/T", "-Infinity", "\ud83d\ude00"])
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)
PATHS = st.sampled_from(["", "a", "a/b", "*", "a/*", "*/b", "a/a/a", "c"])


def scan(text: str, piece: int) -> Scan:
    pieces = iter([text[at : at + piece] for at in range(0, len(text), piece)])
    return Scan(lambda _: next(pieces, ""))


def at_path(whole: object, path: str) -> Iterator[Any]:
    if isinstance(whole, list):
        for item in whole:
            yield from at_path(item, path)
    elif isinstance(whole, dict):
        key, _, rest = path.partition("/")
        if not path:
            yield whole
        else:
            for name, value in whole.items():
                if key in ("*", name):
                    yield from at_path(value, rest)


def of_type(whole: object) -> Iterator[Any]:
    if isinstance(whole, list):
        for item in whole:
            yield from of_type(item)
    elif isinstance(whole, dict):
        types = whole.get("@type")
        if any(t in ("T", "x:T", "http://x/T") for t in (types if isinstance(types, list) else [types]) if t != []):
            yield whole
        else:
            for value in whole.values():
                yield from of_type(value)


def same(found: list[Any], wanted: list[Any]) -> bool:
    """By their JSON, so that 1 is not 1.0."""
    return list(map(json.dumps, found)) == list(map(json.dumps, wanted))


@given(VALUES, PATHS, st.integers(1, 9), st.sampled_from([None, 1]))
def test_records_at_a_path(value: Any, path: str, piece: int, indent: int | None) -> None:  # noqa: ANN401 any JSON
    text = json.dumps(value, indent=indent)
    met: list[str] = []
    assert same(list(records_at(scan(text, piece), path, met.append)), list(at_path(json.loads(text), path)))
    assert met == (list(value) if path and isinstance(value, dict) else [])


@given(VALUES, st.integers(1, 9), st.sampled_from([0, 20, 1 << 25]))
def test_records_of_a_type(value: Any, piece: int, large: int) -> None:  # noqa: ANN401 any JSON
    text = json.dumps(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_rows, "LARGE", large)
        found = list(records_of_type(scan(text, piece), "@type", "T"))
    wanted = list(of_type(json.loads(text)))
    if large > len(text):
        assert same(found, wanted)
    else:  # what is too long for a record is looked into
        assert all(json.dumps(f) in text for f in found)
        assert all(w in found for w in wanted if len(json.dumps(w)) <= large)


@given(VALUES, PATHS, st.integers(1, 9), st.data())
def test_a_broken_file_is_refused_or_has_the_records_that_it_has(
    value: Any,  # noqa: ANN401 any JSON
    path: str,
    piece: int,
    data: st.DataObject,
) -> None:
    text = json.dumps(value)
    at = data.draw(st.integers(0, len(text) - 1))
    broken = text[:at] + data.draw(st.sampled_from(["", "}", "]", ",", '"', "x", "\\"])) + text[at + 1 :]
    try:
        whole = json.loads(broken)
    except json.JSONDecodeError:
        with pytest.raises(BadJson, match="at character"):
            list(records_at(scan(broken, piece), path, lambda _: None))
    else:
        found = list(records_at(scan(broken, piece), path, lambda _: None))
        assert all(r in found for r in at_path(whole, path)), "of a key that comes twice, both values are read"
