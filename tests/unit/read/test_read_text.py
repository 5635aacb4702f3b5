"""Decoding, the choice of a reader, tidying, and files on disk."""

from __future__ import annotations

import codecs
import os
import socket
from pathlib import Path

import pytest

from claimgraph.errors import UnreadableDocument, UnsupportedMediaType
from claimgraph.read import SUFFIXES, read, read_path, sidecar_paths
from claimgraph.read.charsets import charset
from claimgraph.read.decode import decode
from claimgraph.read.formats import choose
from claimgraph.read.produced import join, line, tidy


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("Café".encode("latin-1"), "is not UTF-8 at byte 3 (0xE9); convert the file to UTF-8"),
        (codecs.BOM_UTF8 + b"ab\xff", "is not UTF-8 at byte 5 (0xFF)"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "is not UTF-16-LE at byte 4"),
        (b"cut \xe2\x82", "is not UTF-8 at byte 4 (0xE2)"),
        (b"\xed\xa0\x80", "is not UTF-8 at byte 0 (0xED)"),
        ("wide".encode("utf-16-le"), "holds a control character (U+0000) at character 1; remove it"),
        (b"a\x1b[31mb", "holds a control character (U+001B) at character 1"),
        (b"page\x0cpage", "(U+000C) at character 4"),
        (b"a\x7f", "(U+007F) at character 1"),
        ("a\x9b".encode(), "(U+009B) at character 1"),
        ("a\ufffe".encode(), "(U+FFFE) at character 1"),
        (b"PK\x03\x04", "is a ZIP archive (as DOCX is), not plain text; give it its own suffix or convert it"),
        (b"{\\rtf1 Text}", "is RTF, not plain text"),
    ],
)
def test_what_is_not_text(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith("a.txt: ")
    assert says in str(caught.value)


def test_line_ends_tabs_and_next_lines_are_kept() -> None:
    text = "One\r\ntwo\rthree\n\tfour\x85five"
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    ("name", "data", "chosen"),
    [
        ("a.TXT", b"", "plain text"),
        ("a.b.md", b"%PDF-", "Markdown"),
        ("dir.pdf/notes", b"Text", "plain text"),
        (".memo", b"Text", "plain text"),
        ("-", b"Text", "plain text"),
        ("-", b"< less than", "plain text"),
        ("-", b"<3 this", "plain text"),
        ("-", b" \n<!DOCTYPE html>", "HTML"),
        ("-", b"<html>", "HTML"),
        ("-", codecs.BOM_UTF8 + b"<p>Text", "HTML"),
        ("-", codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "HTML"),
        ("-", b"\n%PDF-1.7", "PDF"),
        ("-", b"PK\x03\x04", "Word"),
        ("https://example.org", b"<html>", "HTML"),
        ("https://example.org/a.pdf?b=c.txt#d.md", b"", "PDF"),
        ("memo.", b"Text", "plain text"),
    ],
)
def test_the_suffix_chooses_and_else_the_first_bytes(name: str, data: bytes, chosen: str) -> None:
    assert choose(name, data).name == chosen


@pytest.mark.parametrize("name", ["a.odt", "a.doc", "a.meta.toml", "https://example.org/a.zip", "a.txt\n"])
def test_unknown_suffixes(name: str) -> None:
    with pytest.raises(UnsupportedMediaType) as caught:
        read(name, b"Text")
    assert all(suffix in str(caught.value) for suffix in SUFFIXES)
    assert str(caught.value).isprintable()


def test_a_media_type_goes_before_the_suffix() -> None:
    assert choose("a.txt", b"", "Text/HTML; charset=utf-8").name == "HTML"
    assert read("a.odt", b"Text", media_type="text/plain").text == "Text"
    with pytest.raises(UnsupportedMediaType, match="no reader takes media type 'image/png'"):
        choose("a.txt", b"", "image/png")


@pytest.mark.parametrize(
    ("label", "codec"),
    [("UTF8", "utf-8"), ("latin1", "cp1252"), ("us-ascii", "cp1252"), ("Shift_JIS", "cp932"), ("utf-16", "utf-8")],
)
def test_charsets_as_browsers_read_them(label: str, codec: str) -> None:
    assert charset(label, "a.html") == codec


@pytest.mark.parametrize(
    "label", ["x-nosuch", "base64", "zlib", "unicode_escape", "utf-7", "idna", "\x00", "hex", "", "mbcs"]
)
def test_codecs_that_are_no_charsets(label: str) -> None:
    with pytest.raises(UnreadableDocument, match="unknown encoding"):
        charset(label, "a.html")


def test_tidying() -> None:
    assert tidy("\ufeff a\u00a0 b\x00\x1b \r\n \t c\u2028d\x0ce\r\n\r\n\r\n\r\nf\ud800 ") == "a b\nc\nd\ne\n\nf"
    assert tidy("alle\u00adgation zero\u200bwidth 👩\u200d💻") == "allegation zerowidth 👩\u200d💻"
    assert join(["a", " \n ", "b"]) == "a\n\nb"
    assert line(" a\n\nb ") == "a b"
    assert line(" \x00 ") is None
    assert line(None) is None


def test_a_file_with_its_sidecars(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_bytes(b"The agency said so.\r\n")
    assert read_path(path).metadata.publisher is None
    (tmp_path / "memo.meta.toml").write_text('publisher = "By stem"', "utf-8")
    assert read_path(path).metadata.publisher == "By stem"
    (tmp_path / "memo.txt.meta.toml").write_text('publisher = "By name"', "utf-8")
    document = read_path(path)
    assert document.metadata.publisher == "By name"
    assert document.origin == str(path)
    assert document.text == "The agency said so.\r\n"


def test_where_sidecars_lie() -> None:
    assert sidecar_paths(Path("a/memo.txt")) == (Path("a/memo.txt.meta.toml"), Path("a/memo.meta.toml"))


def test_a_name_too_long_for_a_sidecar_has_none(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 250 + ".txt")
    path.write_bytes(b"Text.")
    assert read_path(path).text == "Text."


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to("nowhere.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "dir.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "file").touch()
    expected = {
        "missing.txt": "no such file, or a link to nothing; check the path",
        "broken.txt": "no such file, or a link to nothing",
        "loop.txt": "cannot be opened (Too many levels of symbolic links)",
        "dir.txt": "is a directory, not a file; give files, or - for standard input",
        "pipe.txt": "is a pipe, not a file",
        "empty.txt": "is empty",
        "file/memo.txt": "cannot be opened (Not a directory)",
        "nul\0.txt": "cannot be a file's name",
        "a" * 300 + ".txt": "no such file",
        "new\nline\x1b[2J.txt": "no such file",
        "\udcff.txt": "no such file",
    }
    for name, says in expected.items():
        with pytest.raises(UnreadableDocument) as caught:
            read_path(tmp_path / name)
        assert says in str(caught.value)
        assert str(caught.value).isprintable()


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no device files here")
def test_devices_and_sockets(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="is a device, not a file"):
        read_path(Path("/dev/null"))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        with pytest.raises(UnreadableDocument, match="cannot be opened"):
            read_path(tmp_path / "s")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_bytes(b"Text.")
    path.chmod(0)
    with pytest.raises(UnreadableDocument, match="cannot be opened \\(Permission denied\\)"):
        read_path(path)


def test_a_sidecar_that_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_bytes(b"Text.")
    (tmp_path / "memo.txt.meta.toml").mkdir()
    with pytest.raises(UnreadableDocument, match="is a directory, not a file"):
        read_path(path)


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    with path.open("wb") as file:
        file.truncate(10**12)  # sparse
    with pytest.raises(UnreadableDocument, match="is larger than 1,000 bytes; split it or raise the limit"):
        read_path(path, limit=1000)
