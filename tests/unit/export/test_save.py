from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.errors import BadParameter
from claimgraph.export import export, format_named, format_of, formats, save

QUADS = [Quad(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), Literal("o"))]


def test_the_end_of_the_name_tells_the_format(tmp_path: Path) -> None:
    for one in formats():
        assert format_of(tmp_path / f"graph.x{one.suffix.upper()}") == one
        assert format_named(one.suffix) == one


@pytest.mark.parametrize("name", ["graph", "graph.pdf", ".trig"])
def test_a_name_that_tells_no_format_says_which_would(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match=r"\.graphml"):
        save(QUADS, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(BadParameter, match="trig, nq"):
        export(QUADS, "docx")


def test_a_file_is_what_export_gives(tmp_path: Path) -> None:
    path = tmp_path / "out.nq"
    assert save(QUADS, path).name == "nq"
    assert path.read_bytes() == export(QUADS, "nq")
    assert save(QUADS, tmp_path / "out.dat", "trig").name == "trig"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.dat", "out.nq"]


def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    save(QUADS, tmp_path / "out.nq")
    modes = {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.nq"
    path.write_text("old")

    def broken() -> Iterator[Quad]:
        yield from QUADS
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        save(broken(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.nq").write_text("old")
    link = tmp_path / "link.nq"
    link.symlink_to("real.nq")
    save(QUADS, link)
    assert link.is_symlink()
    assert (tmp_path / "real.nq").read_bytes() == export(QUADS, "nq")


def test_a_device_is_written_to_and_not_replaced() -> None:
    quads: Iterable[Quad] = iter(QUADS)
    save(quads, Path(os.devnull), "trig")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
