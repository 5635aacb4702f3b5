"""Dates, declared keys, front matter and sidecars."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read import read
from claimgraph.read.dates import iso_date
from claimgraph.read.declared import KEYS, declared, is_iri
from claimgraph.read.front_matter import front_matter
from claimgraph.read.sidecar import parse, version


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-3-4", "2025-03-04"),
        (" 2025-03-04T23:30:00-08:00 ", "2025-03-04"),
        ("20250304T101500Z", "2025-03-04"),
        ("March 4, 2025", "2025-03-04"),
        ("Mar. 4 2025", "2025-03-04"),
        ("4th of March 2025", "2025-03-04"),
        ("Tuesday, 4 March 2025 at 10:00", "2025-03-04"),
        ("Tue, 04 Mar 2025 08:00:00 +0000", "2025-03-04"),
        ("Sept 9, 2024", "2024-09-09"),
        ("04/03/2025", None),
        ("2025-02-30", None),
        ("2025-03", None),
        ("2025", None),
        ("0000-01-01", None),
        ("yesterday", None),
        ("March 4, 2025 was a day", None),
        ("", None),
    ],
)
def test_dates(text: str, day: str | None) -> None:
    assert iso_date(text) == day


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("https://example.org/a?b=c#d", True),
        ("urn:isbn:0451450523", True),
        ("https://example.org/é", True),
        ("https://example.org:8080", True),
        ("/a", False),
        ("example.org/a", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("https://example.org/<a>", False),
        ("https://example.org/%zz", False),
        ("https://user@example.org/", False),
        ("https://[::1]/", False),
    ],
)
def test_iris(text: str, absolute: bool) -> None:  # noqa: FBT001 a table's column
    assert is_iri(text) is absolute


def test_every_key_is_a_field_and_every_field_a_key() -> None:
    assert set(KEYS) == set(Metadata.__dataclass_fields__)


def test_a_sidecar_declares_every_field() -> None:
    toml = """
        title = "A  memo\\n on models"
        publisher = "The Office"
        creators = ["Jane Doe", "John Roe", "Jane Doe"]
        date = 2025-03-04
        url = "https://example.org/memo"
        licence = "CC BY 4.0"
        kind = "memo"
        wire = "AP"
        derived_from = "https://example.org/original"
        alternate_of = ["https://example.com/mirror"]
    """
    assert parse(toml.encode(), "memo.txt") == Metadata(
        title="A memo on models",
        publisher="The Office",
        creators=("Jane Doe", "John Roe"),
        date="2025-03-04",
        url="https://example.org/memo",
        licence="CC BY 4.0",
        kind="memo",
        wire="AP",
        derived_from=("https://example.org/original",),
        alternate_of=("https://example.com/mirror",),
    )


def test_other_names_for_keys() -> None:
    said = declared({"author": "Jane Doe", "license": "MIT"}, "a.txt", "its sidecar", strict=True)
    assert (said.creators, said.licence) == (("Jane Doe",), "MIT")


@pytest.mark.parametrize("value", [date(2025, 3, 4), datetime(2025, 3, 4, 23, tzinfo=UTC), "4 March 2025"])
def test_dates_of_toml(value: object) -> None:
    assert declared({"date": value}, "a.txt", "its sidecar", strict=True).date == "2025-03-04"


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('publishers = "A"', "its sidecar has an unknown key 'publishers'; use title, publisher, "),
        ("title = 3", "its sidecar has 'title' that is a number; write it as text in quotes"),
        ("title = true", "'title' that is a truth value"),
        ("title = ['a']", "'title' that is a list"),
        ("[title]\na = 1", "'title' that is a table"),
        ("title = ' '", "'title' that is empty; fill it in or leave it out"),
        (f"title = '{'a' * 1001}'", "'title' that is longer than 1,000 characters"),
        ("creators = [1]", "'creators' that is a number"),
        ("date = '04/03/2025'", "'date' that is not one day ('04/03/2025'); write YYYY-MM-DD"),
        ("date = 10:00:00", "'date' that is a time"),
        ("url = 'example.org'", "'url' that is not an absolute IRI ('example.org'); write it with its scheme"),
        ("derived_from = ['https://a.org', 'b c']", "'derived_from' that is not an absolute IRI ('b c')"),
        ("author = 'a'\ncreators = ['b']", "gives 'creators' twice"),
        ("title", "its sidecar is not TOML in UTF-8: "),
        ("a = " + "[" * 20_000, "nested too deeply"),
        ("#" * 100_001, "longer than 100,000 bytes"),
    ],
)
def test_what_a_sidecar_may_not_say(toml: str, says: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        parse(toml.encode(), "memo.txt")
    assert str(caught.value).startswith("memo.txt: ")
    assert says in str(caught.value)


def test_a_sidecar_in_another_encoding() -> None:
    with pytest.raises(UnreadableDocument, match="not TOML in UTF-8"):
        parse("title = 'Café'".encode("latin-1"), "memo.txt")
    assert parse(b"\xef\xbb\xbftitle = 'A'", "memo.txt").title == "A"


def test_one_wire_text_in_two_papers_is_two_documents() -> None:
    data = b"The agency said so."
    one, other = (read("a.txt", data, f'publisher = "{p}"'.encode()) for p in ("The Daily", "The Post"))
    assert one.sha256 == other.sha256
    assert one.version != other.version
    assert len(one.version) == len(one.sha256)


def test_a_version_is_a_digest_over_the_source_and_what_the_sidecar_says() -> None:
    said = b'0123\x1f{"creators":["Jane Doe"],"title":"\\u00c4"}'
    assert version("0123", Metadata(title="Ä", creators=("Jane Doe",))) == hashlib.sha256(said).hexdigest()
    assert version("0123", Metadata()) == "0123"


PLAIN = """---
layout: post   # for the generator
title: "Models: a \\"memo\\""
author: 'Jane O''Doe'
date: 2025-03-04 10:00:00 -0500
license: CC BY 4.0 # as it says
wire:
derived_from:
  - https://example.org/a
  - "https://example.org/b"
tags: [one, two]
extra:
  nested: thing
publisher: >
  The
  Office
---
"""


def test_front_matter_as_people_write_it() -> None:
    metadata, end = front_matter(PLAIN + "Body.", "a.md")
    assert end == len(PLAIN)
    assert metadata == Metadata(
        title='Models: a "memo"',
        creators=("Jane O'Doe",),
        date="2025-03-04",
        licence="CC BY 4.0",
        derived_from=("https://example.org/a", "https://example.org/b"),
        publisher="The Office",
    )


@pytest.mark.parametrize(
    ("value", "creators"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ('[Jane Doe, \'Roe, John\', "A \\" B"]', ("Jane Doe", "Roe, John", 'A " B')),
        ("\n- Jane Doe\n- John Roe", ("Jane Doe", "John Roe")),
        ("\n  Jane\n  Doe", ("Jane Doe",)),
        ("Jane\n  Doe", ("Jane Doe",)),
        ("[]", ()),
        ("[[a], b]", ()),
        ("{name: Jane}", ()),
        ("\n  name: Jane", ()),
        ("\n- name: Jane", ()),
        ("\n- Jane\n  Doe", ()),
        ("*anchor", ()),
        ("", ()),
        ("# nobody", ()),
    ],
)
def test_yaml_of_the_subset_and_beyond(value: str, creators: tuple[str, ...]) -> None:
    assert front_matter(f"---\ncreators: {value}\n---\nBody.", "a.md").metadata.creators == creators


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_toml_front_matter(ending: str) -> None:
    lines = [
        "+++",
        'title = "A"',
        "date = 2025-03-04T10:00:00Z",
        "draft = true",
        "[author]",
        'name = "x"',
        "+++",
        "Body.",
    ]
    text = ending.join(lines)
    metadata, end = front_matter(text, "a.md")
    assert metadata == Metadata(title="A", date="2025-03-04")
    assert text[end:] == "Body."


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule, and then prose.\n\n---\n\nMore.",
        "---\nHe said: it was so. And then\nshe said nothing\n---\n",
        "---\ntitle: A\n\nNo end.",
        "+++\nno end",
        "--- \x00",
        "----\ntitle: A\n----\n",
        " ---\ntitle: A\n---\n",
        "---\n---\nBody.",
        "---\n- a\n- b\n---\nBody.",
        "Body.\n---\ntitle: A\n---\n",
        "---\n" + "a: b\n" * 20_001 + "---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert front_matter(text, "a.md") == (Metadata(), 0)


def test_front_matter_stays_in_the_text_before_the_body() -> None:
    data = "\ufeff---\r\ntitle: A\r\n---\r\nThe agency said so.\r\n".encode()
    document = read("a.txt", data)
    assert document.text == data.decode("utf-8-sig")
    assert document.text[document.body_start :] == "The agency said so.\r\n"
    assert document.metadata.title == "A"


def test_a_site_generators_own_use_of_keys_is_left_alone() -> None:
    text = "---\nurl: /2025/memo\ntitle: ''\nauthors: []\n---\nBody."
    assert front_matter(text, "a.md").metadata == Metadata()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\ndate: last week\n---\nBody.", "its front matter has 'date' that is not one day ('last week')"),
        ("---\nderived_from: the memo\n---\nBody.", "'derived_from' that is not an absolute IRI"),
        ("+++\ntitle = \n+++\nBody.", "its front matter is not TOML"),
        ("+++\ntitle = 3\n+++\nBody.", "'title' that is a number"),
        ("---\ntitle: A\n---\n \n", "holds no text after its front matter"),
    ],
)
def test_front_matter_that_cannot_be_understood(text: str, says: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("a.md", text.encode())
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A memo #\n\nBody.", "A memo"),
        ("\n\nA memo\n======\n\nBody.", "A memo"),
        ("---\ntitle: Declared\n---\n# A memo\n\nBody.", "Declared"),
        ("---\nkind: memo\n---\n# A memo\r\n\r\nBody.", "A memo"),
        ("## A section\n\nBody.", None),
        ("Body.\n\n# Later", None),
        ("#hashtag\n", None),
        (f"# {'a' * 1001}\n", None),
    ],
)
def test_a_markdown_heading_is_the_title_where_none_is_declared(text: str, title: str | None) -> None:
    assert read("a.md", text.encode()).metadata.title == title
    assert read("a.txt", text.encode()).metadata.title == ("Declared" if title == "Declared" else None)
