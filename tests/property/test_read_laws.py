"""Laws of reading: text files are their own text, and what is written in one form has one value."""

from __future__ import annotations

import codecs
import json
from datetime import date
from itertools import pairwise

import pyoxigraph
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read import read
from claimgraph.read.dates import iso_date
from claimgraph.read.declared import is_iri
from claimgraph.read.paragraphs import Line, unwrap
from claimgraph.read.produced import line, tidy
from claimgraph.read.sidecar import laid_over, parse, version

law = settings(deadline=None)  # the machine may be busy

# What a text file may hold: no controls but tab, line feed, carriage return and next line.
written = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r\x85")
)


@law
@given(written)
def test_a_text_file_is_its_own_text(text: str) -> None:
    assume(text.strip() and not text.startswith(("\ufeff", "%PDF", "PK", "GIF8", "Rar!", "{\\rtf", "SQLite")))
    data = text.encode()
    document = read("memo.txt", data)
    assert document.text == text
    assert document.text.encode() == data


@law
@given(written)
def test_encodings_with_a_mark_read_alike(text: str) -> None:
    assume(text.strip() and not text.startswith("\ufeff"))
    marked = [
        codecs.BOM_UTF8 + text.encode(),
        codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + text.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + text.encode("utf-32-be"),
    ]
    assert {read("memo.txt", data).text for data in marked} == {text}
    assert len({read("memo.txt", data).sha256 for data in marked}) == len(marked)


@law
@given(st.binary(max_size=200), st.integers(0, 200))
def test_the_offset_of_a_bad_byte_is_where_it_is(good: bytes, at: int) -> None:
    data = good.hex().encode()
    at = min(at, len(data))
    bad = data[:at] + b"\xff" + data[at:]
    assume(at > 1)
    with pytest.raises(UnreadableDocument, match=rf"byte {at} \(0xFF\)"):
        read("memo.txt", bad)


@law
@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once == once.strip()
    assert "\n\n\n" not in once
    once.encode()


@law
@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    one = line(text)
    assert one is None or (one and one.splitlines() == [one])


@law
@given(st.dates(date(1000, 1, 1)))
def test_dates_in_every_form_are_one_date(day: date) -> None:
    month = day.strftime("%B")
    forms = [
        day.isoformat(),
        f"{day.isoformat()}T10:00:00Z",
        f"{day.isoformat()} 10:00:00 -0500",
        f"{day:%Y%m%d}",
        f"{month} {day.day}, {day.year:04}",
        f"{month[:3].upper()}. {day.day} {day.year:04}",
        f"{day.day} {month} {day.year:04}",
        f"{day:%A}, {month} {day.day}, {day.year:04} at 9:30 a.m.",
        f"{day:%a}, {day.day:02} {month[:3]} {day.year:04} 08:00:00 +0000",
    ]
    assert {iso_date(form) for form in forms} == {day.isoformat()}


@law
@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}[-/ .][0-9A-Za-z]{1,9}[-/ ,.]{1,2}[0-9]{1,4}", fullmatch=True))
def test_a_date_is_a_day_or_nothing(text: str) -> None:
    day = iso_date(text)
    assert day is None or date.fromisoformat(day).isoformat() == day


IRI_PARTS = [
    "https",
    "urn",
    ":",
    "/",
    "//",
    "?",
    "#",
    "@",
    "[",
    "]",
    "%",
    "%2F",
    "%zz",
    "example.org",
    "80",
    ".",
    "é",
    " ",
    "|",
    "😀",
]


@settings(law, max_examples=400)
@given(st.lists(st.sampled_from(IRI_PARTS) | st.text(max_size=3), max_size=9).map("".join) | st.text(max_size=20))
def test_the_store_takes_every_iri_that_is_let_in(text: str) -> None:
    for candidate in (text, f"https://{text}", f"https://example.org/{text}"):
        if is_iri(candidate):
            assert pyoxigraph.NamedNode(candidate).value == candidate


texts = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
metadata = st.builds(
    Metadata,
    title=st.none() | texts,
    publisher=st.none() | texts,
    creators=st.lists(texts, max_size=3, unique=True).map(tuple),
    date=st.none() | st.dates(date(1000, 1, 1)).map(date.isoformat),
    url=st.none() | st.just("https://example.org/a"),
    derived_from=st.lists(st.sampled_from(["https://example.org/b", "urn:c"]), unique=True).map(tuple),
)


def as_toml(said: Metadata, *, spaced: bool) -> bytes:
    values = {
        "title": said.title,
        "publisher": said.publisher,
        "creators": list(said.creators),
        "date": said.date,
        "url": said.url,
        "derived_from": list(said.derived_from),
    }
    pairs = [(k, json.dumps(v, ensure_ascii=False)) for k, v in values.items() if v]
    if spaced:
        return b"# by hand\n\n" + "\n\n".join(f"{k}   =   {v} # so" for k, v in reversed(pairs)).encode()
    return "\n".join(f"{k}={v}" for k, v in pairs).encode()


@law
@given(metadata, metadata)
def test_a_version_depends_on_what_a_sidecar_says_and_not_on_its_layout(one: Metadata, other: Metadata) -> None:
    tight, loose = (parse(as_toml(one, spaced=spaced), "memo.txt") for spaced in (False, True))
    assert tight == loose == one
    sha = "0" * 64
    assert (version(sha, one) == version(sha, other)) == (one == other)
    assert (version(sha, one) == sha) == (one == Metadata())


@law
@given(metadata, metadata)
def test_a_sidecar_over_itself_and_over_nothing_is_itself(one: Metadata, other: Metadata) -> None:
    assert laid_over(Metadata(), one) == laid_over(one, one) == laid_over(one, Metadata()) == one
    assert laid_over(laid_over(other, one), one) == laid_over(other, one)


lengths = st.floats(0, 600, allow_nan=False)
printed = st.builds(
    Line,
    text=st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=10),
    page=st.just(0),
    left=lengths,
    right=lengths,
    bottom=lengths,
    height=lengths,
    first_word=lengths,
    hyphen=st.booleans(),
)


@law
@given(st.lists(st.tuples(printed, st.booleans()), max_size=12))
def test_unwrapping_keeps_every_line_and_knows_where_it_is(drawn: list[tuple[Line, bool]]) -> None:
    page, lines = 0, []
    for each, turn in drawn:
        page += turn
        lines.append(each._replace(page=page))
    text, starts = unwrap(lines)
    assert len(starts) == len(lines)
    for each, start in zip(lines, starts, strict=True):
        assert text[start : start + len(each.text)] == each.text
    for (one, start), (_, following) in pairwise(zip(lines, starts, strict=True)):
        assert text[start + len(one.text) : following] in ({"", "-"} if one.hyphen else {" ", "\n\n"})
