"""PDF and DOCX: layout into paragraphs, and packages that are not what they should be."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.parser import oxml_parser
from lxml import etree
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Document, Metadata
from claimgraph.read import read
from claimgraph.read.archive import check_archive
from claimgraph.read.paragraphs import Line, unwrap
from claimgraph.read.running import without_running_heads

# --- lines into paragraphs


def lines(*texts: str, leading: float = 12, width: float = 5, start: float = 700, page: int = 0) -> list[Line]:
    """A column of lines, each character 5 wide and 10 high. `>` at the start indents; `-` at the end breaks a word."""
    column = []
    for index, text in enumerate(texts):
        inked = text.lstrip(">")
        left = 100 + 20.0 * (len(text) - len(inked))
        hyphen = inked.endswith("-")
        column.append(
            Line(
                text=inked.removesuffix("-"),
                page=page,
                left=left,
                right=left + width * len(inked),
                bottom=start - leading * index,
                height=10,
                first_word=width * len(inked.split()[0]),
                hyphen=hyphen,
            )
        )
    return column


def paragraphs(these: Sequence[Line]) -> list[str]:
    return unwrap(these).text.split("\n\n")


def test_a_wrapped_paragraph_is_one() -> None:
    assert paragraphs(lines("The agency said that the firm", "had copied its models, and the", "firm denied it.")) == [
        "The agency said that the firm had copied its models, and the firm denied it."
    ]


def test_a_line_that_had_room_for_the_next_word_was_ended() -> None:
    head = ("FROM: The Director", "SUBJECT: Copied models and more", "Date: today")
    assert paragraphs(lines(*head, "The agency said on Monday that the firm had copied", "its models.")) == [
        *head,
        "The agency said on Monday that the firm had copied its models.",
    ]


def test_a_sentence_goes_on_in_a_small_letter_even_beside_a_picture() -> None:
    assert paragraphs(lines("The agency said", "that the firm had copied its models")) == [
        "The agency said that the firm had copied its models"
    ]


def test_space_between_paragraphs() -> None:
    upper = lines("The agency said that the firm had", "copied all of its models at scale.", leading=12, start=700)
    lower = lines("The firm denied that it had copied", "a model, and asked for the logs.", leading=12, start=670)
    assert len(paragraphs(upper + lower)) == 2


def test_even_double_spacing_is_no_space_between_paragraphs() -> None:
    assert (
        len(
            paragraphs(
                lines("The agency said that the firm had", "copied Models of others. Officials", "said so.", leading=24)
            )
        )
        == 1
    )


def test_an_indented_line_after_a_sentence_begins_a_paragraph() -> None:
    text = lines(
        ">The agency said that the firm",
        "had copied all of its models now.",
        ">The firm denied that it had",
        "done so.",
    )
    assert paragraphs(text) == [
        "The agency said that the firm had copied all of its models now.",
        "The firm denied that it had done so.",
    ]


def test_a_heading_in_larger_letters() -> None:
    heading = Line("A memo that fills the line and", 0, 100, 250, 720, 14, 10)
    assert len(paragraphs([heading, *lines("The agency said that the firm", "did.")])) == 2


def test_bullets() -> None:
    text = lines("• The first item is long and it", ">wraps", "• Second", "• Third")
    assert paragraphs(text) == ["• The first item is long and it wraps", "• Second", "• Third"]


def test_two_columns() -> None:
    left = lines("The agency said that the firm", "had copied its models. Officials", "showed logs that")
    right = [
        each._replace(left=400, right=each.right + 300) for each in lines("nobody else could see or use,", "they said.")
    ]
    assert len(paragraphs(left + right)) == 1


def test_a_sentence_goes_over_a_page() -> None:
    upper = lines("The agency said on Monday that the")
    text = unwrap([*upper, *lines("firm had copied its models.", "Then the firm denied it all, and", "more.", page=1)])
    assert text.text == (
        "The agency said on Monday that the firm had copied its models.\n\nThen the firm denied it all, and more."
    )
    assert text.starts == (0, 35, 64, 97)


@pytest.mark.parametrize(
    ("before", "elsewhere", "after", "joined"),
    [
        ("by distil-", "", "lation of", "by distillation of"),
        ("by distil-", "Distillation.", "lation of", "by distillation of"),
        ("the long-", "A long-term plan.", "term plan", "the long-term plan"),
        ("a state-", "A state. It sponsored.", "sponsored plan", "a state-sponsored plan"),
        ("by GPT-", "", "4 and", "by GPT-4 and"),
        ("by Anglo-", "", "American and", "by Anglo-American and"),
        ("by AI-", "", "", "by AI"),
    ],
)
def test_a_hyphen_at_a_lines_end(before: str, elsewhere: str, after: str, joined: str) -> None:
    text = lines(*filter(None, (before, after)))
    assert joined in unwrap([*text, *lines(elsewhere, page=1)] if elsewhere else text).text


def test_no_lines() -> None:
    assert unwrap([]) == ("", ())


def test_running_heads_are_left_out_from_the_third_page_on() -> None:
    def page(number: int) -> list[Line]:
        head, *body = lines(
            f"Memo {number}", f"Text {number} of its own", f"More of {'abc'[number]}", "Same words", page=number
        )
        return [head, *body, *lines(f"- {number} -", start=50, page=number)]

    three = [line for number in range(3) for line in page(number)]
    assert [line.text for line in without_running_heads(three[:10])] == [line.text for line in three[:10]]
    kept = [line.text for line in without_running_heads(three)]
    assert [t for t in kept if t.startswith(("Memo", "-"))] == []
    assert "More of a" in kept


# --- PDF


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1, **options)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def typed(*texts: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for index, text in enumerate(texts):
            canvas.drawString(72, 800 - 14 * index, text)

    return draw


def test_pdf_text_is_unwrapped_and_hyphens_go() -> None:
    text = read(
        "a.pdf", pdf(typed("The agency said that the firm had used distil-", "lation to copy models, “at scale”."))
    ).text
    assert text == "The agency said that the firm had used distillation to copy models, “at scale”."


def test_a_long_printed_line_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 0.5)
        canvas.drawString(72, 800, "The agency said so. " * 80)

    assert len(read("a.pdf", pdf(draw)).text) == 20 * 80 - 1


def test_pdf_pages_that_are_empty() -> None:
    def draw(canvas: Canvas) -> None:
        for text in ("", "One.", "", "Two.", ""):
            canvas.drawString(72, 800, text)
            canvas.showPage()

    document = read("a.pdf", pdf(draw))
    assert document.text == "One.\n\nTwo."
    assert document.page_starts == (0, 0, 6, 6, 10)
    assert [document.page(at) for at in (0, 3, 6, 9)] == [2, 2, 4, 4]


def test_pdf_metadata() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(" A  memo")
        canvas.setAuthor(" Jane  Doe ")
        canvas.drawString(72, 800, "Text.")

    assert read("a.pdf", pdf(draw)).metadata == Metadata(title="A memo", creators=("Jane Doe",))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf(typed("Text."), encrypt=StandardEncryption("secret")), "is encrypted; save it without a password"),
        (pdf(lambda canvas: canvas.rect(1, 1, 9, 9)), "is a PDF without a text layer; run OCR over it first"),
        (pdf(typed("Text."))[:300], "is a damaged PDF; fetch or save it again"),
        (b"Text.", "is a damaged PDF"),
    ],
)
def test_pdfs_that_cannot_be_read(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("a.pdf", data)
    assert says in str(caught.value)


def test_a_pdf_with_too_much_text() -> None:
    data = pdf(typed(*["The agency said so. " * 20] * 50), pageCompression=1)
    assert len(data) < 5000
    with pytest.raises(UnreadableDocument, match="holds more than 5,000 characters"):
        read("a.pdf", data, limit=5000)


# --- DOCX

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(write: Callable[[WordDocument], None]) -> bytes:
    document = docx.Document()
    write(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def one_paragraph(document: WordDocument) -> None:
    document.add_paragraph("Text.")


def read_word(write: Callable[[WordDocument], None]) -> Document:
    return read("a.docx", word(write))


def body_of(xml: str) -> list[str]:
    def write(document: WordDocument) -> None:
        body = etree.fromstring(f"<w:body {W}>{xml}</w:body>", parser=oxml_parser)
        document.element.body.extend(body)

    return read_word(write).text.split("\n\n")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tables_are_read_where_they_stand_and_merged_cells_once() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Head", 1)
        table = document.add_table(2, 2)
        for index, text in enumerate(("A", "B", "C", "D")):
            table.cell(index // 2, index % 2).text = text
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "Nested"
        document.add_paragraph("After.")

    assert read_word(write).text.split("\n\n") == ["Head", "A", "B", "C", "Nested", "D", "After."]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>firm </w:delText></w:r></w:del>"
    xml = f"<w:p>{run('The ')}<w:ins>{run('agency ')}</w:ins>{deleted}{run('said.')}</w:p>"
    assert body_of(xml) == ["The agency said."]


def test_controls_links_and_fields_are_read() -> None:
    inline = (
        f"<w:p>{run('See ')}<w:hyperlink>{run('the memo')}</w:hyperlink>"
        f"<w:sdt><w:sdtContent>{run(' of ')}</w:sdtContent></w:sdt><w:fldSimple>{run('2025')}</w:fldSimple>"
        f"<w:r><w:br/></w:r>{run('Next')}<w:r><w:noBreakHyphen/></w:r>{run('line')}</w:p>"
    )
    block = f"<w:sdt><w:sdtContent><w:p>{run('In a control.')}</w:p></w:sdtContent></w:sdt>"
    assert body_of(inline + block) == ["See the memo of 2025\nNext-line", "In a control."]


def test_text_boxes_are_read_once() -> None:
    inside = f"<w:txbxContent><w:p>{run('Boxed.')}</w:p></w:txbxContent>"
    xml = (
        f'<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{run("Around.")}<w:r>'
        f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert body_of(xml) == ["Around.", "Boxed."]


def test_footnotes_come_last() -> None:
    data = word(one_paragraph)
    notes = f"<w:footnotes {W}><w:footnote><w:p>{run('A source.')}</w:p></w:footnote></w:footnotes>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with_notes = repacked(
        data,
        {
            "word/footnotes.xml": lambda _: notes.encode(),
            "word/_rels/document.xml.rels": lambda old: old.replace(
                b"</Relationships>",
                f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
            ),
        },
    )
    assert read("a.docx", with_notes).text == "Text.\n\nA source."


def test_no_properties_are_made_up() -> None:
    data = word(one_paragraph)
    bare = repacked(data, {"_rels/.rels": lambda old: old.replace(b"metadata/core-properties", b"metadata/other")})
    assert read("a.docx", bare).metadata == Metadata()


def repacked(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """A ZIP archive with members changed or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, changes[name](content) if name in changes else content)
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name](b""))
    return made.getvalue()


ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ten"}">' for i in range(12))
FILE = '<!ENTITY e11 SYSTEM "file:///etc/passwd">'


def markup(inside: str, entities: str = "") -> str:
    return f"<!DOCTYPE d [{entities}]><w:document {W}>{inside}</w:document>"


def with_entities(entities: str) -> bytes:
    xml = markup(f"<w:body><w:p>{run('Before &e11; after.')}</w:p><w:p>{run('Next.')}</w:p></w:body>", entities)
    return repacked(word(one_paragraph), {"word/document.xml": lambda _: xml.encode()})


def test_entities_are_left_alone() -> None:
    text = read("a.docx", with_entities(FILE)).text
    assert text.endswith("Next.")
    assert "root" not in text
    with pytest.raises(UnreadableDocument, match="is a damaged Word file"):
        read("a.docx", with_entities(ENTITIES))


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (markup("<w:body>" + "<w:sdt>" * 100_000), "is a damaged Word file; fetch or save it again"),
        (markup("<w:body><w:p/></w:body>"), "is a Word file without text; if it holds pictures of text, run OCR over"),
        (markup(""), "is a damaged Word file"),
        ("<other/>", "is a damaged Word file"),
        ("", "is a damaged Word file"),
    ],
)
def test_hostile_word_markup(xml: str, says: str) -> None:
    data = repacked(word(one_paragraph), {"word/document.xml": lambda _: xml.encode()})
    with pytest.raises(UnreadableDocument) as caught:
        read("a.docx", data)
    assert says in str(caught.value)


def test_a_small_file_with_much_text() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("word " * 40_000)

    data = word(write)
    assert len(data) < 100_000
    with pytest.raises(UnreadableDocument, match="holds more than 100,000 characters; split it or raise the limit"):
        read("a.docx", data, limit=100_000)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or password-protected Office file; save it as .docx"),
        (b"Text.", "is no Word file; save it as .docx"),
        (repacked(word(lambda _: None), {"[Content_Types].xml": lambda _: b""}), "is a damaged Word file"),
    ],
)
def test_files_that_are_not_word(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("a.docx", data)
    assert says in str(caught.value)


def zipped(content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.xml", content)
    return made.getvalue()


def test_an_archive_that_declares_too_much() -> None:
    with pytest.raises(UnreadableDocument, match="would inflate to more than 1,000 bytes"):
        check_archive(zipped(bytes(1001)), "a.docx", 1000)
    check_archive(zipped(bytes(1000)), "a.docx", 1000)


def test_an_archive_that_lies_about_its_size() -> None:
    content = bytes(1_000_000)
    told = zipped(content).replace(struct.pack("<I", len(content)), struct.pack("<I", 10))
    with pytest.raises(UnreadableDocument, match="is a damaged archive"):
        check_archive(told, "a.docx", 1000)


def test_an_archive_with_too_many_members() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for index in range(10_001):
            archive.writestr(str(index), b"")
    with pytest.raises(UnreadableDocument, match="would inflate"):
        check_archive(made.getvalue(), "a.docx", 1000)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_inflate_in_one_go(method: int) -> None:
    with pytest.raises(UnreadableDocument, match="encrypted or unusual archive"):
        check_archive(zipped(b"a" * 100, method), "a.docx", 1000)


def test_an_archive_whose_sum_is_wrong() -> None:
    content = b"The agency said so."
    data = zipped(content).replace(struct.pack("<I", zlib.crc32(content)), b"abcd")
    with pytest.raises(UnreadableDocument, match="is a damaged archive"):
        check_archive(data, "a.docx", 1000)


@pytest.mark.parametrize(
    ("declared", "says"),
    [(128_000_000, "would inflate to more than 100,000,000 bytes"), (1_000, "is a damaged archive")],
)
def test_a_bomb_takes_no_memory(declared: int, says: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.xml", "w") as member:
        for _ in range(128):
            member.write(bytes(1_000_000))
    data = made.getvalue().replace(struct.pack("<I", 128_000_000), struct.pack("<I", declared))
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableDocument, match=says):
            read("bomb.docx", data)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
