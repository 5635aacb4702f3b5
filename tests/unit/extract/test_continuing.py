"""A quotation that goes on is attributed by the words that led to it."""

from __future__ import annotations

import pytest

from claimgraph.extract import extract
from claimgraph.model import Document
from claimgraph.model.identifiers import digest


def read(text: str) -> dict[str, tuple[str, str]]:
    """Source and cue, by the first word of each content."""
    version = digest(text, length=64)
    (extraction,) = extract(iter([Document("a.txt", version, version, text)]))
    return {
        text[a.content[0].start : a.content[-1].end].split(maxsplit=1)[0]: (
            " … ".join(text[s.start : s.end] for s in a.source),
            " … ".join(text[s.start : s.end] for s in a.cue),
        )
        for a in extraction.assertions
    }


def test_it_has_the_source_and_the_cue_of_the_attribution_that_it_continues() -> None:
    got = read('"We saw nothing there," Jonas Orm said. "Everybody looked for weeks." He left.')
    assert got["We"] == got["Everybody"] == ("Jonas Orm", "said")


def test_the_speaker_before_last_does_not_lend_words() -> None:
    got = read('Ada Holt denied the charge. "We saw nothing there," Jonas Orm said. "Everybody looked for weeks."')
    assert got["Everybody"] == ("Jonas Orm", "said")


@pytest.mark.parametrize("text", ['"Everybody looked for weeks." Jonas Orm left.', "No evidence has been published."])
def test_without_an_attribution_before_there_are_no_words(text: str) -> None:
    assert all(words == ("", "") for words in read(text).values())
