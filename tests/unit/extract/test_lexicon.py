"""The reader of word lists says which row is bad."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.errors import UnmappedValue
from claimgraph.extract import lexicon
from claimgraph.model import Kind, Stance

HEAD = "\t".join(lexicon.CUE_COLUMNS)
GOOD = "accuse\tVERB\tof\tasserts\tallegation\tno\tno\tobject\ta note"


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(lexicon, "lexicons", lambda: tmp_path)
    for cached in (lexicon.rows, lexicon.words, lexicon.cues):
        cached.cache_clear()
    yield tmp_path
    for cached in (lexicon.rows, lexicon.words, lexicon.cues):
        cached.cache_clear()


def test_a_cue_is_typed(lists: Path) -> None:
    (lists / "mine.tsv").write_text(f"# why\n{HEAD}\n\n{GOOD}\n", encoding="utf-8")
    cue = lexicon.cues("mine")["accuse", "VERB"]
    assert (cue.stance, cue.kind, cue.frames) == (Stance.ASSERTS, Kind.ALLEGATION, frozenset({"of"}))
    assert (cue.factive, cue.hedged, cue.accused) == (False, False, "object")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD.replace("asserts", "asert"), "stance 'asert' is not one of"),
        (GOOD.replace("\tof\t", "\tof fo\t"), "frames fo are unknown"),
        (GOOD.replace("\tof\t", "\t\t"), "frames (none) are unknown"),
        (GOOD.replace("accuse", "Accuse"), "lower case"),
        (GOOD + "\textra", "mine.tsv, line 2: has 10 cells, give 9"),
        (GOOD.replace("accuse", ""), "mine.tsv, line 2: has no lemma"),
        (f"{GOOD}\n{GOOD}", "stands twice"),
    ],
)
def test_a_bad_row_is_named(lists: Path, row: str, message: str) -> None:
    (lists / "mine.tsv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    with pytest.raises(UnmappedValue) as caught:
        lexicon.cues("mine")
    assert message in str(caught.value)


def test_a_wrong_heading_is_named(lists: Path) -> None:
    (lists / "mine.tsv").write_text("wrod\nx\n", encoding="utf-8")
    with pytest.raises(UnmappedValue, match="the heading must be word"):
        lexicon.words("mine")


def test_the_shipped_lexicon_covers_the_language() -> None:
    shipped = lexicon.cues()
    by_part = {pos: sum(p == pos for _, p in shipped) for pos in lexicon.PARTS_OF_SPEECH}
    assert by_part["VERB"] >= 300
    assert by_part["NOUN"] >= 80
    assert {"that", "quote"} <= shipped["say", "VERB"].frames
    assert shipped["deny", "VERB"].stance is Stance.DENIES
    assert shipped["talk", "VERB"].governed() == ("about",)


def test_the_shipped_lists_hold_words() -> None:
    assert "memo" in lexicon.words("documents")
    assert "comment" in lexicon.words("silence")
