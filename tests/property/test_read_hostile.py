"""Any bytes, to any reader: a document whose offsets hold, or one line of error, and never another exception."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from claimgraph.errors import UnreadableDocument
from claimgraph.read import SUFFIXES, read

bounded = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
every_suffix = pytest.mark.parametrize("suffix", ["", *SUFFIXES])


def keeps_the_promise(name: str, data: bytes, sidecar: bytes | None = None) -> None:
    try:
        document = read(name, data, sidecar)
    except UnreadableDocument as error:
        refusal = str(error)
        assert refusal.isprintable()
        return
    assert document.text[document.body_start :].strip()
    document.text.encode()
    starts = document.page_starts
    assert all(0 <= a <= b <= len(document.text) for a, b in pairwise((0, *starts, len(document.text))))
    for value in (document.metadata.title, document.metadata.publisher, *document.metadata.creators):
        assert value is None or value == " ".join(value.split()) != ""


@cache
def sound(suffix: str) -> bytes:
    """A source that the reader takes."""
    made = io.BytesIO()
    if suffix == ".pdf":
        story = [
            Paragraph(f"The agency said {i} that the firm denied it.", getSampleStyleSheet()["Normal"]) for i in "ab"
        ]
        SimpleDocTemplate(made, invariant=1, pageCompression=0).build(story)
    elif suffix == ".docx":
        document = docx.Document()
        document.add_paragraph("The agency said that the firm denied it.")
        document.add_table(2, 2).cell(0, 0).text = "A cell"
        document.save(made)
    elif suffix in {".html", ".htm", ".xhtml"}:
        made.write(
            b"<!doctype html><html><head><meta charset=utf-8><title>A memo</title>"
            b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-03-04",'
            b'"author":{"name":"Jane Doe"},"publisher":{"name":"The Daily"}}</script></head><body><article>'
            b"<h1>A memo</h1><p>The agency <b>said</b> that <q>the firm denied it</q>.</p><ul><li>One<li>Two</ul>"
            b"<table><tr><td>A<td>B</table></article></body></html>"
        )
    elif suffix == ".eml":
        made.write(
            b"From: =?utf-8?q?Jane_D=C3=B6?= <jane@example.org>\r\nDate: Tue, 04 Mar 2025 08:00:00 +0000\r\n"
            b'Subject: A memo\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n'
            b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe agency said so.\r\n--b\r\n"
            b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>The agency said so.</p>\r\n--b--\r\n"
        )
    else:
        made.write(
            b'---\ntitle: "A memo"\ncreators:\n  - Jane Doe\ndate: 2025-03-04\n---\n\n# A memo\n\nThe agency said so.\n'
        )
    return made.getvalue()


@every_suffix
@bounded
@given(data=st.binary(max_size=400))
def test_any_bytes(suffix: str, data: bytes) -> None:
    keeps_the_promise(f"memo{suffix}", data)


@every_suffix
@bounded
@given(edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=8)), min_size=1, max_size=6))
def test_damaged_sources(suffix: str, edits: list[tuple[float, int, bytes]]) -> None:
    data = sound(suffix)
    for where, cut, put in edits:
        at = int(where * len(data))
        data = data[:at] + put + data[at + cut :]
    keeps_the_promise(f"memo{suffix}", data)


TAGS = (
    "a article b blockquote br code div em figure font form head html iframe img li meta ol p pre q script section"
    " span strong style sub sup svg table tbody td template th thead time title tr ul"
)
attributes = st.sampled_from(
    ["", " class=date", " datetime=2025-03-04", ' id="a"', " href=/x", " name=author content='A B'"]
)
pieces = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS.split()), attributes),
    st.builds("</{}>".format, st.sampled_from(TAGS.split())),
    st.sampled_from(
        ["&#0;", "&#x1b;", "&#xD800;", "&lt;", "&nosuch;", "<!--", "-->", "<![CDATA[", "]]>", "<?x ", "\x00", "\x1b"]
    ),
    st.text(max_size=12),
    st.just("The agency said on Monday that the firm had copied its models. "),
)


@bounded
@given(st.lists(pieces, max_size=40))
def test_any_markup(parts: list[str]) -> None:
    keeps_the_promise("memo.html", "".join(parts).encode("utf-8", "replace"))


W_TAGS = "p r t tbl tr tc tcPr gridSpan sdt sdtContent ins del hyperlink br tab body fldSimple"
w_tags = st.sampled_from(W_TAGS.split())
w_trees: st.SearchStrategy[str] = st.recursive(
    st.one_of(st.builds("<w:{}/>".format, w_tags), st.sampled_from(["words", "&amp;", "", "said"])),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>", w_tags, st.lists(inner, max_size=4)
    ),
    max_leaves=20,
)


def with_member(package: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A ZIP archive with one member changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == member else content)
    return made.getvalue()


@bounded
@given(w_trees)
def test_any_word_markup(tree: str) -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{namespace}"><w:body>{tree}</w:body></w:document>'
    keeps_the_promise("memo.docx", with_member(sound(".docx"), "word/document.xml", lambda _: xml.encode()))


@pytest.mark.parametrize(
    "member",
    ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml", "word/document.xml"],
)
@bounded
@given(
    where=st.floats(0, 1),
    cut=st.integers(0, 30),
    put=st.sampled_from([b"", b"<", b"x", b'"', b"../..", b"&a;", b"\xff"]),
)
def test_damaged_word_parts(member: str, where: float, cut: int, put: bytes) -> None:
    def change(content: bytes) -> bytes:
        at = int(where * len(content))
        return content[:at] + put + content[at + cut :]

    keeps_the_promise("memo.docx", with_member(sound(".docx"), member, change))


HEADERS = "From To Date Subject Content-Type Content-Transfer-Encoding Content-Disposition MIME-Version"
headers = st.sampled_from(HEADERS.split())
values = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "text/html; charset=x-nosuch",
            'multipart/mixed; boundary=""',
            'multipart/mixed; boundary="b"',
            "message/rfc822",
            "base64",
            "quoted-printable",
            "x-uuencode",
            "=?utf-8?b?////?=",
            "=?nosuch?q?a?=",
            "text/plain; charset*=a'b'c; charset*0=d",
            "Tue, 99 Mar 2025 08:00:00 +9999",
        ]
    ),
)


@bounded
@given(st.lists(st.tuples(headers, values), max_size=6), st.text(max_size=60))
def test_any_mail(fields: list[tuple[str, str]], body: str) -> None:
    lines = "".join(f"{key}: {value}\r\n" for key, value in fields)
    keeps_the_promise("memo.eml", f"{lines}\r\n{body}".encode("utf-8", "replace"))


front = st.lists(
    st.one_of(
        st.builds("{}: {}".format, st.sampled_from(["title", "date", "creators", "url", "x"]), st.text(max_size=15)),
        st.builds("  - {}".format, st.text(max_size=8)),
        st.sampled_from(
            ["creators: [a, 'b']", "date: 2025-03-04", "title: >", "  folded", "# note", "x: {a: b}", "url: /p"]
        ),
    ),
    max_size=6,
)


@bounded
@given(front, st.sampled_from(["---", "+++"]), st.sampled_from(["\n", "\r\n"]))
def test_any_front_matter(lines: list[str], fence: str, end: str) -> None:
    text = end.join([fence, *lines, fence, "", "The agency said so."])
    keeps_the_promise("memo.md", text.encode("utf-8", "replace"))


@bounded
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda s: f"title = {s}".encode("utf-8", "replace"))))
def test_any_sidecar(sidecar: bytes) -> None:
    keeps_the_promise("memo.txt", b"The agency said so.", sidecar)
