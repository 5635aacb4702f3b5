"""HTML and e-mail."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read import read, web_page
from claimgraph.read.published import published

SAID = "The agency said on Monday that the firm had copied its models. "


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def text(body: str) -> str:
    return read("a.html", page(f"<article>{body}</article>")).text


def test_blocks_are_paragraphs() -> None:
    body = (
        f"<h1>A memo</h1><p>{SAID}</p><blockquote><p>One</p><p>Two</p></blockquote><h2>Lists</h2>"
        "<ul><li>First<li>Second<ul><li>Nested</ul></ul><table><tr><th>A<th>B<tr><td>1<td>2</table>"
        "<p>Line<br>break</p><div>Loose</div>"
    )
    expected = ["A memo", SAID.strip(), "One", "Two", "Lists", "First", "Second", "Nested", "A", "B", "1", "2"]
    assert text(body).split("\n\n") == [*expected, "Line\nbreak", "Loose"]


def test_inline_markup_is_not_lost_and_puts_no_gaps() -> None:
    body = (
        "<p>The <b>agency</b> <i>s</i>aid <a href=/x>to us</a>: <em>&ldquo;It is <code>so</code>&rdquo;</em>,"
        " <span>which</span> <mark>nobody</mark> <u>den</u>ied<sup>1</sup>.</p>"
    )
    assert text(body) == "The agency said to us: “It is so”, which nobody denied1."


def test_quotation_marks_that_browsers_draw_are_written() -> None:
    assert text("<p>She said <q>that is so</q>.</p>") == "She said “that is so”."
    assert text("<p>She said <q>he told me <q>no</q></q>.</p>") == "She said “he told me \u2018no\u2019”."
    assert text("<p>She said <q>it is <b>so</b></q>.</p>") == "She said “it is so”."
    assert text('<p>She said <q>"that is so"</q>.</p>') == 'She said "that is so".'


def test_preformatted_text_keeps_its_lines() -> None:
    body = (
        "<pre>   A BILL\n\n  To require   a report,\nand more.\n\n  SECTION 1.\n"
        + "\n\n".join(f"{SAID}{i}" for i in range(5))
        + "</pre>"
    )
    assert text(body).startswith("A BILL\n\nTo require a report,\nand more.\n\nSECTION 1.\nThe agency")


def test_navigation_is_left_out() -> None:
    said = "".join(f"<p>{SAID}{i}</p>" for i in range(4))
    links = "".join(f"<li><a href=/{i}>Section {i}</a></li>" for i in range(20))
    body = f"<nav><ul>{links}</ul></nav><article>{said}</article><footer><p>All rights</p></footer>"
    assert read("a.html", page(body)).text == "\n\n".join(f"{SAID}{i}" for i in range(4))


def test_metadata_of_the_head() -> None:
    head = (
        "<title>A memo | The Daily</title><meta property=og:site_name content='The Daily'>"
        "<meta name=author content='Jane Doe'><link rel=canonical href='https://example.org/memo'>"
        "<meta property='article:published_time' content='2025-03-04T23:00:00-08:00'>"
    )
    body = f"<h1>A memo\x1b</h1><p>{SAID}</p><a rel=license href='https://creativecommons.org/licenses/by/4.0/'>L</a>"
    assert read("a.html", page(body, head)).metadata == Metadata(
        title="A memo",
        publisher="The Daily",
        creators=("Jane Doe",),
        date="2025-03-04",
        url="https://example.org/memo",
        licence="CC BY 4.0",
    )


def test_metadata_of_json_ld() -> None:
    said = (
        '{"@context":"https://schema.org","@type":"NewsArticle","headline":"A memo","datePublished":"2025-03-04",'
        '"author":[{"@type":"Person","name":"Jane Doe"},{"@type":"Person","name":"John Roe"}],'
        '"publisher":{"@type":"Organization","name":"The Daily"}}'
    )
    metadata = read("a.html", page(f"<p>{SAID}</p>", f"<script type='application/ld+json'>{said}</script>")).metadata
    assert metadata == Metadata(
        title="A memo", publisher="The Daily", creators=("Jane Doe", "John Roe"), date="2025-03-04"
    )


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ("<meta name=dcterms.issued content=2025-03-04>", "2025-03-04"),
        ("<meta itemprop=datePublished content='March 4, 2025'>", "2025-03-04"),
        ("<meta name=date content='03/04/2025'><time datetime=2025-03-05></time>", "2025-03-05"),
        ("<time>4 March 2025</time>", "2025-03-04"),
        ("<span class='entry-date'>Published on March 4, 2025</span>", "2025-03-04"),
        ("<p class=byline>By Jane Doe</p><p class=date>Posted: 4 March 2025, 10:00</p>", "2025-03-04"),
        ("<div class=update>March 4, 2025</div>", None),
        ("<p>It happened on March 4, 2025.</p>", None),
        ("<img src=/2025/03/04/a.png>", None),
        ("<p class=date>Nobody knows</p>", None),
        ("<meta name=date>", None),
    ],
)
def test_the_day_a_page_says_it_was_published(markup: str, day: str | None) -> None:
    tree = lxml_html.document_fromstring(f"<html><body>{markup}<p>Text</p></body></html>")
    assert published(tree) == day


def test_a_date_may_lie_after_the_day_of_reading() -> None:
    data = page(f"<p>{SAID}</p>", "<meta name=date content=2095-01-01>")
    assert read("a.html", data).metadata.date == "2095-01-01"


def test_loose_text_beside_paragraphs_is_not_lost() -> None:
    said = "".join(f"<p>{i} {SAID}</p>" for i in range(8))
    loose = (
        "<div>Loose <b>one</b>.</div><section><div><div>Deep two.</div></div></section><center><font>Old three.</font>"
        "</center><div>Broken four.<br><br>Broken five.</div>"
        "<div><span>Spanned <a href=/>six</a>, and more.</span></div>"
    )
    found = " ".join(text(f"{said}{loose}{said}").split())
    for sentence in ("Loose one.", "Deep two.", "Old three.", "Broken four. Broken five.", "Spanned six, and more."):
        assert sentence in found


def test_many_inline_elements_take_time_in_proportion() -> None:
    many = 8_000  # dissolved one by one, they took minutes
    assert len(text(f"<p>{'<b>The</b> agency <a href=/>said</a> <span>so</span>. ' * many}</p>")) == 20 * many - 1


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset='windows-1252'><p>Café “so”</p>".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>Café “so”</p>".encode("cp1252"),
        "<?xml version='1.0' encoding='windows-1252'?><html><p>Café “so”</p></html>".encode("cp1252"),
        "<meta charset=windows-1252><p>Café “so”</p>".encode("utf-8-sig"),
        "<html><p>Café “so”</p></html>".encode("utf-16"),
        "<html><p>Café “so”</p></html>".encode(),
    ],
)
def test_encodings_that_pages_declare(data: bytes) -> None:
    assert read("a.html", data).text == "Café “so”"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("<p>Café</p>".encode("latin-1"), "is not UTF-8 at byte 6 (0xE9)"),
        ("<meta charset=utf-8><p>Café</p>".encode("latin-1"), "is not UTF-8 at byte 26 (0xE9)"),
        (b"<meta charset=x-nosuch><p>Text</p>", "declares an unknown encoding (x-nosuch)"),
        (b"<p>a\x00b</p>", "is binary, not HTML: NUL at character 4"),
        (b"%PDF-1.7", "is a PDF, not HTML"),
        (b"<!-- nothing -->", "holds no HTML; save the page again"),
        (b"<html><script>var a = 1</script></html>", "has no main text; save the article's text instead"),
    ],
)
def test_pages_that_cannot_be_read(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("a.html", data)
    assert says in str(caught.value)


@pytest.mark.parametrize("depth", [300, 100_000])
@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul><li", "table><tr><td", "q"])
def test_nesting_too_deep_is_refused_and_not_cut_short(tag: str, depth: int) -> None:
    with pytest.raises(UnreadableDocument, match="nested deeper or longer than parsers take"):
        read("a.html", page(f"<p>Before.</p>{f'<{tag}>' * depth}Deep."))


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="is HTML of more than 300,000 elements"):
        read("a.html", b"<br>" * 300_001)


def test_controls_and_invisible_characters_are_left_out() -> None:
    assert text("<p>The\x1b[2J age\u00adncy&#x1b; s&shy;aid&nbsp;so\ufeff.</p>") == "The [2J agency said so."


MULTIPART = b"""From: =?utf-8?q?Jane_D=C3=B6?= <jane@example.org>\r
To: press@example.org\r
Date: Tue, 04 Mar 2025 08:00:00 +0000\r
Subject: A =?utf-8?b?bWVtb+KApg==?=\r
\tfolded\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="o"\r
\r
--o\r
Content-Type: multipart/alternative; boundary="i"\r
\r
--i\r
Content-Type: text/html; charset=utf-8\r
\r
<p>The agency said <b>so</b> in HTML.</p>\r
--i\r
Content-Type: text/plain; charset=iso-8859-1\r
Content-Transfer-Encoding: quoted-printable\r
\r
The agency said so at the caf=E9,=\r
 it did.\r
\r
> He denied it.\r
--i--\r
--o\r
Content-Type: text/plain\r
Content-Disposition: attachment; filename=a.txt\r
\r
Attached.\r
--o--\r
"""


def test_a_message_is_its_plain_part() -> None:
    document = read("a.eml", MULTIPART)
    assert document.text == "The agency said so at the café, it did.\n\n> He denied it."
    assert document.metadata == Metadata(title="A memo… folded", creators=("Jane Dö",), date="2025-03-04")


def test_a_message_without_a_plain_part_is_its_html_part() -> None:
    data = MULTIPART.replace(b"text/plain; charset=iso-8859-1", b"image/png")
    assert read("a.eml", data).text == "The agency said so in HTML."


def test_a_sender_without_a_name_is_the_address() -> None:
    assert read("a.eml", b"From: jane@example.org\n\nText.").metadata.creators == ("jane@example.org",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Just text.", "is no e-mail: it has no From, Date or Subject"),
        (b"From: a@b.c\n\n", "is an e-mail without text"),
        (
            b"From: a@b.c\nContent-Type: image/png\n\nabc",
            "is an e-mail without text; save what is attached to it instead",
        ),
        (b"From: a@b.c\nContent-Type: text/plain; charset=x-no\n\nabc", "declares an unknown encoding (x-no)"),
        (b"From: a@b.c\n\nCaf\xe9", "is not UTF-8 at byte 3 (0xE9)"),
        (b"From: a@b.c\nContent-Type: text/html\n\n<!-- -->", "holds no HTML"),
        (
            b"From: a@b.c\nContent-Type: message/rfc822\n\n" * 5_000,
            "is an e-mail that cannot be read; save its text instead",
        ),
    ],
)
def test_messages_that_cannot_be_read(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("a.eml", data)
    assert says in str(caught.value)


def test_a_subject_in_an_unknown_encoding_is_kept_as_it_is_written() -> None:
    assert read("a.eml", b"Subject: =?x-no?q?a?=\n\nText.").metadata.title == "=?x-no?q?a?="


def test_references_to_control_characters_do_not_lose_the_page() -> None:
    body = "<p title='&#27;'>The <i>agency</i>&#27; said &#1; so.</p><br>&#27;"
    assert text(body) == "The agency said so."


def test_a_paragraph_of_links_stays_one_of_links() -> None:
    said = "".join(f"<p>{i} {SAID}</p>" for i in range(8))
    links = "<p><b><a href=/1>Read more about the memo</a> | <a href=/2>Sign up to the letter</a></b></p>"
    assert "Read more" not in text(f"{said}{links}")
    assert "Read more" in text(
        f"{said}{links.replace('</b>', '</b>, as she wrote at length in her account of it all.')}"
    )


def test_what_the_library_cannot_do_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(web_page, "bare_extraction", fail)
    with pytest.raises(UnreadableDocument, match="is HTML that cannot be read; save its text instead"):
        read("a.html", page("<p>Text.</p>"))
