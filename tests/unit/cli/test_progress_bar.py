"""The bar is one line that is drawn anew, and nothing of a longer one is left behind a shorter."""

import sys

import pytest

from claimgraph.cli.progress import bar


def test_a_shorter_line_leaves_nothing_of_a_longer_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with bar() as progress:
        progress("followthemoney records", 10, 10)
        progress("assess", 1, 2)
    shown = capsys.readouterr().err
    lines = shown.split("\r")
    assert [line.split()[:1] for line in lines[1:3]] == [["followthemoney"], ["assess"]]
    assert all(line.endswith("\033[K") for line in lines[1:])


def test_elsewhere_than_on_a_terminal_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with bar() as progress:
        progress("assess", 1, 2)
    assert capsys.readouterr().err == ""
