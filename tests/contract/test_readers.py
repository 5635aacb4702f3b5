"""The promise of every reader: the source's sentences in order, in a text whose offsets hold, or one line of error."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from itertools import pairwise
from typing import NamedTuple

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate
from reportlab.platypus import Paragraph as PdfParagraph

from claimgraph.errors import UnreadableDocument, UnsupportedMediaType
from claimgraph.model import Metadata
from claimgraph.read import (
    DEFAULT_LIMIT,
    SUFFIXES,
    Reader,
    Reading,
    mail,
    markdown,
    pdf,
    plain_text,
    read,
    web_page,
    word,
)
from claimgraph.read.formats import FORMATS, choose, reader

PARAGRAPHS = (
    "The directorate said on Tuesday that two foreign laboratories had copied its models. It has logs, a memo said.",
    "“We did nothing of the kind,” a spokeswoman for Café Zürich Labs told reporters; she called the memo baseless.",
    "An auditor who was hired by neither side found no evidence of copying in the logs that she was shown.",
    "The directorate did not publish the logs, and its critics asked why the public should believe what it cannot see.",
)
TITLE, AUTHOR, DATE = "A memo and its critics", "Jane Doe", "2025-03-04"


def as_text(paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join([f"---\ntitle: {TITLE}\ncreators: [{AUTHOR}]\ndate: {DATE}\n---", *paragraphs]).encode()


def as_html(paragraphs: Sequence[str]) -> bytes:
    head = (
        f"<title>{TITLE}</title><meta name=author content='{AUTHOR}'>"
        f"<meta property='article:published_time' content='{DATE}T08:00:00Z'>"
    )
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    page = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body><article>{body}</article></body></html>"
    return page.encode()


def as_pdf(paragraphs: Sequence[str], pages: int = 1) -> bytes:
    made = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    style.spaceAfter = 8
    share = -(-len(paragraphs) // pages)
    story: list[Flowable] = []
    for index, paragraph in enumerate(paragraphs):
        story += [PageBreak()] if index and index % share == 0 else []
        story.append(PdfParagraph(escape(paragraph), style))
    SimpleDocTemplate(made, pagesize=A4, title=TITLE, author=AUTHOR, invariant=1).build(story)
    return made.getvalue()


def as_docx(paragraphs: Sequence[str]) -> bytes:
    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = AUTHOR
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_mail(paragraphs: Sequence[str]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = f"{AUTHOR} <jane@example.org>", TITLE
    message["Date"] = "Tue, 04 Mar 2025 08:00:00 +0000"
    message.set_content("\n\n".join(paragraphs))
    return bytes(message)


class Case(NamedTuple):
    name: str
    module: Reader
    make: Callable[[Sequence[str]], bytes]
    date: str | None


CASES = (
    Case("memo.txt", plain_text, as_text, DATE),
    Case("memo.md", markdown, as_text, DATE),
    Case("memo.html", web_page, as_html, DATE),
    Case("memo.pdf", pdf, as_pdf, None),  # when a file was made is not when its text was issued
    Case("memo.docx", word, as_docx, None),
    Case("memo.eml", mail, as_mail, DATE),
)
every_reader = pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])


def test_the_cases_are_all_the_readers() -> None:
    assert [reader(f) for f in FORMATS] == [c.module for c in CASES]
    assert {s for c in CASES for s in choose(c.name, b"").suffixes} == set(SUFFIXES)


@every_reader
def test_every_sentence_is_there_in_order_each_paragraph_by_itself(case: Case) -> None:
    document = read(case.name, case.make(PARAGRAPHS))
    body = document.text[document.body_start :].strip()
    assert [" ".join(p.split()) for p in body.split("\n\n")] == list(PARAGRAPHS)


@every_reader
def test_metadata(case: Case) -> None:
    assert read(case.name, case.make(PARAGRAPHS)).metadata == Metadata(title=TITLE, creators=(AUTHOR,), date=case.date)


@every_reader
def test_a_sidecar_goes_before_what_the_source_declares(case: Case) -> None:
    data = case.make(PARAGRAPHS)
    alone = read(case.name, data)
    both = read(case.name, data, b'publisher = "The Office"\ndate = 2025-03-05')
    assert both.metadata == Metadata(title=TITLE, creators=(AUTHOR,), date="2025-03-05", publisher="The Office")
    assert (both.text, both.sha256) == (alone.text, alone.sha256)
    assert alone.version == alone.sha256 != both.version


@every_reader
def test_the_same_bytes_give_the_same_document(case: Case) -> None:
    data = case.make(PARAGRAPHS)
    assert read(case.name, data) == read(case.name, data)


@every_reader
def test_offsets_hold(case: Case) -> None:
    document = read(case.name, case.make(PARAGRAPHS))
    assert 0 <= document.body_start <= len(document.text)
    assert all(a <= b for a, b in pairwise((0, *document.page_starts, len(document.text))))
    assert document.text.encode()  # no lone surrogates
    assert "\x00" not in document.text


@every_reader
def test_nothing_is_fetched(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    data = case.make((*PARAGRAPHS, "See <https://example.org/evil.css> and https://example.org/."))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read(case.name, data).text


HOSTILE = {
    "empty": b"",
    "blank": b" \n\t\r\n ",
    "binary": bytes(range(256)) * 16,
    "zeros": b"\x00" * 4096,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "program": b"\x7fELF" + bytes(64),
    "wrongly encoded": "Café".encode("latin-1") * 9,
    "half a pair": b"\xff\xfe" + b"\x00\xd8" * 8,
    "old Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "empty archive": b"PK\x05\x06" + bytes(18),
    "cut archive": b"PK\x03\x04" + bytes(64),
    "cut PDF": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog",
}


@every_reader
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_get_one_line(case: Case, data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(case.name, data)
    message = str(caught.value)
    assert message.startswith(f"{case.name}: ")
    assert message.isprintable()
    assert len(message) < 300
    assert not isinstance(caught.value, UnsupportedMediaType)


@every_reader
def test_every_cut_is_a_document_or_one_line(case: Case) -> None:
    data = case.make(PARAGRAPHS)
    for end in range(1, len(data), max(1, len(data) // 40)):
        try:
            outcome = read(case.name, data[:end]).text
        except UnreadableDocument as error:
            outcome = str(error)
            assert outcome.isprintable()
        assert outcome


@every_reader
def test_the_limit_is_on_bytes(case: Case) -> None:
    data = case.make(PARAGRAPHS)
    assert read(case.name, data, limit=len(data)).text
    with pytest.raises(UnreadableDocument, match="larger than"):
        read(case.name, data, limit=len(data) - 1)


@every_reader
def test_fifty_megabytes_are_refused(case: Case) -> None:
    with pytest.raises(UnreadableDocument, match="larger than 20,000,000 bytes"):
        read(case.name, b"a" * 50_000_000)
    assert DEFAULT_LIMIT == 20_000_000


@every_reader
def test_names_do_not_move_terminals(case: Case) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(f"a\n\x1b[2Jb/{case.name}", b"")
    assert str(caught.value).isprintable()


def test_pages() -> None:
    document = read("memo.pdf", as_pdf(PARAGRAPHS, pages=4))
    assert document.page_starts == tuple(document.text.index(p) for p in PARAGRAPHS)
    assert [document.page(document.text.index(p[-9:])) for p in PARAGRAPHS] == [1, 2, 3, 4]


PROGRAM = """
import logging, sys
from claimgraph.read import read
data = sys.stdin.buffer.read()
sys.stdout.buffer.write(repr(read(sys.argv[1], data)).encode())
"""


@pytest.mark.parametrize("case", [c for c in CASES if c.name in {"memo.html", "memo.docx"}], ids=lambda c: str(c.name))
def test_the_hash_seed_does_not_matter_and_nothing_is_logged(case: Case) -> None:
    data, outs = case.make(PARAGRAPHS), []  # made once: a zip archive carries the time of its making
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, case.name],
            input=data,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert done.stderr == b""
        outs.append(done.stdout)
    assert outs[0] == outs[1]


def test_importing_the_package_imports_no_library_of_a_format() -> None:
    program = (
        "import sys, claimgraph.read\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'trafilatura', 'lxml', 'docx', 'pypdfium2'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_a_module_is_a_reader() -> None:
    made: Reading = plain_text.read(b"Text.", "-", 9)
    assert made == Reading("Text.")
