"""The rules that every merged file goes by: what is strict, what is told of, and that cells are never syntax."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from claimgraph.errors import AssertionBroken, BadParameter, UnmappedValue, UnreadableDocument
from claimgraph.merge import (
    Counting,
    Dataset,
    Record,
    Source,
    own_dataset,
    quads_of,
    records,
    rows,
    tables_for,
)
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.rdf.serialise import Format, serialise

MAPPING = """
[dataset]
name = "fines"
title = "Fines"
homepage = "https://fines.example/"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
publisher = "Fines Register"

[[table]]
name = "fines"
key = ["{No}"]
unnamed = "(?i:unknown)"

[table.columns]
No = {}
Firm = { split = ";" }
What = {}
Day = { as = "date", optional = true }
State = { values = { open = "proposed", closed = "in-force" }, otherwise = "unknown" }
Link = { optional = true }
Notes = { ignore = "the clerk's own", optional = true }

[table.document]
text = [
  { name = "what", value = "{What}" },
  { name = "firm", label = "Alleged wrongdoer", value = "{Firm}" },
]
url = "{Link}"
date = "{Day}"

[[table.assertions]]
content = "what"
kind = "allegation"
accused = "{Firm}"
cue = "firm"
hedged = true

[[table.instruments]]
id = "fine {No}"
label = "{What}"
type = "Sanction"
status = "{State}"
targets = "{Firm}"
properties = { "dct:source" = "iri:{Link}" }

[table.counts]
rows = { at_least = 1 }
instruments = { each_row = true }
"""
HEADER = ["No", "Firm", "What", "Day", "State", "Link"]
ROW = ["1", "Acme Labs; Beta", "Sold a model that leaks", "2026-01-02", "open", "https://a.example/x"]


def dataset(tmp_path: Path, mapping: str = MAPPING) -> Dataset:
    path = tmp_path / "mapping.toml"
    path.write_text(mapping, encoding="utf-8")
    return own_dataset(path)


def sheet(tmp_path: Path, *rows: list[str], header: list[str] = HEADER) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    path = tmp_path / "fines.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def merged(known: Dataset, path: Path) -> tuple[list[Record], list[UnmappedValue], dict[str, int]]:
    told: list[UnmappedValue] = []
    counting = Counting()
    found = [
        r
        for table in tables_for(path, known.tables)
        for r in records(path, Source(known.name, known.metadata, table), counting, told.append)
    ]
    return found, told, counting.total()


def quads(found: list[Record]) -> set[Quad]:
    return {q for r in found for q in quads_of(r, "fines")}


def test_a_row_becomes_an_allegation_of_its_database_in_words_of_its_own(tmp_path: Path) -> None:
    (record,), told, counts = merged(dataset(tmp_path), sheet(tmp_path, ROW))
    assert told == []
    (claim,), (assertion,) = record.extraction.claims, record.extraction.assertions
    assert claim.accused == ("actor/acme-labs", "actor/beta")
    assert (assertion.asserter, assertion.hedged) == ("actor/fines-register", True)
    assert record.document.quote(assertion.content[0]) == claim.text == "Sold a model that leaks"
    assert record.document.quote(assertion.cue[0]) == "Alleged wrongdoer"
    assert counts == {
        "rows": 1,
        "documents": 1,
        "actors": 3,
        "instruments": 1,
        "claims": 1,
        "allegations": 1,
        "assertions": 1,
    }


def test_an_unknown_column_is_told_of_once_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = sheet(tmp_path, [*ROW, "x"], ["2", *ROW[1:], "y"], header=[*HEADER, "Mood"])
    found, told, _ = merged(dataset(tmp_path), path)
    assert len(found) == 2
    assert [str(t) for t in told] == [
        f"{path} column 'Mood': is not in the mapping; map it, or ignore it with a reason"
    ]


def test_an_ignored_column_is_silent(tmp_path: Path) -> None:
    found, told, _ = merged(dataset(tmp_path), sheet(tmp_path, [*ROW, "x"], header=[*HEADER, "Notes"]))
    assert (len(found), told) == (1, [])


def test_another_layout_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"no layout that this dataset knows.*'State'"):
        tables_for(sheet(tmp_path, ROW[:4], header=HEADER[:4]), dataset(tmp_path).tables)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["2", "Beta"], "has 2 cells where the header has 6"),
        (["2", "Beta", "Sold it", "yesterday", "open", ""], "'yesterday' in 'Day', which is no date"),
        (["", "Beta", "Sold it", "2026", "open", ""], "has no 'No'"),
        (["1", "Beta", "Sold it", "2026", "open", ""], "the key '1' of an earlier row"),
        (["2", "Beta", "", "2026", "open", ""], "names no instrument"),
    ],
)
def test_a_broken_row_is_one_line_and_the_rest_goes_on(tmp_path: Path, cells: list[str], said: str) -> None:
    found, told, counts = merged(dataset(tmp_path), sheet(tmp_path, ROW, cells, ["3", *ROW[1:]]))
    assert [r.extraction.instruments[0].id for r in found] == ["instrument/fine-1", "instrument/fine-3"]
    assert len(told) == 1
    assert said in str(told[0])
    assert "row 3" in str(told[0])
    assert counts["rows"] == 2


def test_a_value_outside_its_list_is_told_of_once(tmp_path: Path) -> None:
    rows = [[str(n), *ROW[1:4], "shut", ""] for n in range(3)]
    found, told, _ = merged(dataset(tmp_path), sheet(tmp_path, *rows))
    assert {r.extraction.instruments[0].status.value for r in found} == {"unknown"}
    assert len(told) == 1
    assert "holds 'shut' in 'State'" in str(told[0])


def test_without_another_meaning_the_row_is_refused(tmp_path: Path) -> None:
    strict = dataset(tmp_path, MAPPING.replace(', otherwise = "unknown"', ""))
    found, told, _ = merged(strict, sheet(tmp_path, ROW, ["2", *ROW[1:4], "shut", ""]))
    assert (len(found), len(told)) == (1, 1)


def test_nobody_in_particular_is_another_in_each_record(tmp_path: Path) -> None:
    rows = [["1", "unknown", *ROW[2:]], ["2", "Unknown", *ROW[2:]]]
    found, _, _ = merged(dataset(tmp_path), sheet(tmp_path, *rows))
    accused = {c.accused for r in found for c in r.extraction.claims}
    assert len(accused) == 2
    assert all("unknown-" in name for (name,) in accused)


HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "<script>alert(1)</script>",
    '"> <http://evil.example/s> <http://evil.example/p> "o" .',
    "a\x00b",
    "line\nbreak\r\n\ttab",
    "\u202eright to left\u202c",
    "{No} {What}",
    "'; DROP ALL; --",
    "https://a.example/with spaces/<and>|pipes",
    "é" * 1000,
    '\\u0022 \\" \\',
]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_cell_is_data(tmp_path: Path, words: str) -> None:
    row = ["1", words.replace(";", ","), words, "2026", "open", words]
    (record,), told, _ = merged(dataset(tmp_path), sheet(tmp_path, row))
    assert told == []
    said = quads([record])
    texts = {q.object.value for q in said if isinstance(q.object, Literal)}
    assert words.strip() in texts
    assert all("evil" not in q.predicate.value for q in said)
    assert len(serialise(said, Format.NQ).splitlines()) == len(said)
    subjects = {str(q.subject) for q in said}
    assert all(s.startswith(f"<{DEFAULT_BASE}") for s in subjects)


def test_ten_megabytes_in_one_cell_are_a_text(tmp_path: Path) -> None:
    words = "long words " * 1_000_000
    (record,), told, _ = merged(dataset(tmp_path), sheet(tmp_path, ["1", "Beta", words, "2026", "open", ""]))
    assert told == []
    assert record.extraction.claims[0].text == words.strip()


@pytest.mark.parametrize("text", ["x" * 6_000_000, '"' + "x\n" * 3_000_000])
def test_no_more_is_read_of_a_line_or_cell_without_end_than_a_row_can_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path, read = tmp_path / "fines.csv", [0]
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(rows, "LARGE", 10_000)
    with pytest.raises(UnreadableDocument, match=r"10,?000"):
        list(rows.read_rows(path, dataset(tmp_path).tables[0], print, read.append))
    assert read[-1] < 3_000_000


def test_the_same_file_gives_the_same_bytes_whatever_its_order(tmp_path: Path) -> None:
    rows = [[str(n), f"Firm {n % 7}", f"Did wrong {n}", "2026", "open", ""] for n in range(50)]
    known = dataset(tmp_path)
    there = serialise(quads(merged(known, sheet(tmp_path, *rows))[0]), Format.NQ)
    back = serialise(quads(merged(known, sheet(tmp_path, *reversed(rows)))[0]), Format.NQ)
    assert there == back


def test_counts_that_do_not_hold_stop(tmp_path: Path) -> None:
    with pytest.raises(AssertionBroken, match="gives 0 rows, fewer than 1"):
        merged(dataset(tmp_path), sheet(tmp_path, ["1"]))


def test_broken_text_is_no_csv(tmp_path: Path) -> None:
    path = sheet(tmp_path, ROW)
    path.write_bytes(path.read_bytes() + b"\xff\xfe,x\n")
    with pytest.raises(UnreadableDocument, match="not UTF-8"):
        merged(dataset(tmp_path), path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hedged = true", "hedgy = true", "unknown key hedgy"),
        ('accused = "{Firm}"', 'accused = "{Firma}"', "names 'Firma', which is no column"),
        ('as = "date"', 'as = "day"', "use one of text, date, json, flag"),
        ('kind = "allegation"', 'kind = "fact"', "use one of allegation"),
        ("instruments = {", "sanctions = {", "counts 'sanctions'"),
        ('name = "fines"\ntitle', 'name = "../x"\ntitle', "use letters, digits and hyphens"),
        ("[dataset]", "[data]", "needs \\[dataset\\]"),
        ('licence = "https', 'license = "https', "needs licence"),
        ('unnamed = "(?i:unknown)"', 'unnamed = "(["', "no regular expression"),
    ],
)
def test_a_faulty_mapping_says_where(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in MAPPING
    with pytest.raises(BadParameter, match=said):
        dataset(tmp_path, MAPPING.replace(old, new))


def test_json_lines_go_on_after_a_broken_one(tmp_path: Path) -> None:
    known = dataset(tmp_path, MAPPING.replace('name = "fines"\nkey', 'name = "fines"\nformat = "jsonl"\nkey'))
    path = tmp_path / "fines.jsonl"
    good = [json.dumps(dict(zip(HEADER, [n, *ROW[1:]], strict=True))) for n in "12"]
    deep = "[" * 100_000
    path.write_text("\n".join([good[0], '{"No": 1', "[1]", deep, '{"No": "\\ud800"}', good[1], ""]), encoding="utf-8")
    found, told, _ = merged(known, path)
    assert len(found) == 2
    assert len(told) == 4
    said = ["is not JSON", "no JSON object", "is not JSON", "has no words"]
    assert all(words in str(one) for words, one in zip(said, told, strict=True))


def test_nesting_without_end_is_told_of(tmp_path: Path) -> None:
    known = dataset(tmp_path, MAPPING.replace('name = "fines"\nkey', 'name = "fines"\nformat = "jsonl"\nkey'))
    path = tmp_path / "fines.jsonl"
    good = json.dumps(dict(zip(HEADER, ROW, strict=True)))
    path.write_text(f'{good}\n{{"No": {"[" * 500}"x"{"]" * 500}}}\n', encoding="utf-8")
    found, told, _ = merged(known, path)
    assert len(found) == 1
    assert "nested deeper than" in str(told[0])


def json_fines(tmp_path: Path) -> Dataset:
    mapping = MAPPING.replace('name = "fines"\nkey', 'name = "fines"\nformat = "json"\nrecords = "a/fines|fines"\nkey')
    return dataset(tmp_path, mapping.replace("[table.columns]", '[table.outside]\ncount = "theirs"\n[table.columns]'))


def fine(number: str, words: str = ROW[2]) -> dict[str, str]:
    return dict(zip(HEADER, [number, ROW[1], words, *ROW[3:]], strict=True))


def test_a_json_file_gives_its_records_and_tells_of_keys_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "fines.json"
    long = "long words " * 1_000_000
    body = {"count": 2, "more": [1], "fines": [fine("1"), {"Mood": "x", **fine("2", long)}]}
    path.write_text("\ufeff" + json.dumps(body), encoding="utf-8")
    found, told, _ = merged(json_fines(tmp_path), path)
    assert [r.extraction.claims[0].text for r in found] == [ROW[2], long.strip()]
    assert sorted(str(t) for t in told) == [
        f"{path} column 'Mood': is not in the mapping; map it, or ignore it with a reason",
        f"{path} key 'more': is not in the mapping; map it, or ignore it with a reason",
    ]


@pytest.mark.parametrize(
    "end", ['"count": 1}', '"fines": [{"No": 1', '"x": ' + "[" * 100_000, f'"x": {"1" * 5000}}}', ""]
)
def test_json_that_breaks_off_or_never_ends_is_one_line(tmp_path: Path, end: str) -> None:
    path = tmp_path / "fines.json"
    path.write_text(f'{{"fines": [{json.dumps(fine("1"))}], {end}', encoding="utf-8")
    if end == '"count": 1}':
        assert len(merged(json_fines(tmp_path), path)[0]) == 1
        return
    with pytest.raises(UnreadableDocument, match="is not JSON") as refused:
        merged(json_fines(tmp_path), path)
    assert len(str(refused.value).splitlines()) == 1


def test_half_a_character_becomes_the_sign_for_what_cannot_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "fines.json"
    path.write_text(json.dumps({"fines": [fine("1", "said \ud800 so \U0001f600")]}), encoding="utf-8")
    (record,), told, _ = merged(json_fines(tmp_path), path)
    assert told == []
    assert "said \ufffd so \U0001f600" in {q.object.value for q in quads([record]) if isinstance(q.object, Literal)}


@pytest.mark.parametrize("text", ["<fines><fine><No>1</No>", "<fines>" + "<fine>" * 100 + "</fines>", "no markup"])
def test_broken_xml_is_one_line(tmp_path: Path, text: str) -> None:
    mapping = MAPPING.replace('name = "fines"\nkey', 'name = "fines"\nformat = "xml"\nrecords = "fines/fine"\nkey')
    path = tmp_path / "fines.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="is not XML"):
        merged(dataset(tmp_path, mapping), path)


def test_a_mapping_of_ones_own_takes_no_name_of_ours(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="choose another name"):
        dataset(tmp_path, MAPPING.replace('name = "fines"\ntitle', 'name = "aiid"\ntitle'))


def test_a_key_that_only_later_rows_have_is_read(tmp_path: Path) -> None:
    known = dataset(tmp_path, MAPPING.replace('name = "fines"\nkey', 'name = "fines"\nformat = "jsonl"\nkey'))
    path = tmp_path / "fines.jsonl"
    rows = [dict(zip(HEADER, [n, *ROW[1:]], strict=True)) for n in "12"]
    rows[0].pop("Day")
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found, told, _ = merged(known, path)
    assert told == []
    assert [r.document.metadata.date for r in found] == [None, "2026-01-02"]
