"""The parts of the tagger that need no trained model: windows, examples, spans, and the joining with the rules."""

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from claimgraph.errors import UnreadableDocument
from claimgraph.extract.found import Attribution
from claimgraph.extract.joining import joined
from claimgraph.extract.tagger.examples import read_examples
from claimgraph.extract.tagger.running import Reading
from claimgraph.extract.tagger.spans import spans_of
from claimgraph.extract.tagger.windows import LONGEST, Window, windows
from claimgraph.model import Kind, Span, Stance

TEXT = 'The firm said "it removed the data" and that critics were wrong.'


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return made


def words(text: str) -> Window:
    offsets, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        offsets.append(Span(start, start + len(word)))
        at = start + len(word)
    return Window(tuple(range(len(offsets))), tuple(offsets))


def reading(window: Window, at: int, **roles: list[int]) -> Reading:
    chances = np.zeros((len(window.ids), 4), dtype=np.float32)
    for role, name in enumerate(("source", "cue", "content", "accused")):
        chances[roles.get(name, []), role] = 0.9
    return Reading(at, chances, dict.fromkeys(Kind, 0.1), dict.fromkeys(Stance, 0.2))


def test_windows_hold_every_piece_once_and_none_is_too_long(tokenizer: Tokenizer) -> None:
    text = "One short line.\n\n" + "A sentence of six words here. " * 200 + "\n" + "word " * 900
    cut = list(windows(text, tokenizer))
    whole = tokenizer.encode(text, add_special_tokens=False)
    assert [o for w in cut for o in w.offsets] == [Span(*o) for o in whole.offsets]
    assert max(len(w.ids) for w in cut) <= LONGEST


def test_a_long_paragraph_is_cut_after_a_sentence(tokenizer: Tokenizer) -> None:
    text = "A sentence of six words here. " * 100
    first = next(windows(text, tokenizer))
    assert text[first.offsets[-1].start : first.offsets[-1].end] == "."


def test_spans_are_runs_of_pieces_without_quotation_marks() -> None:
    window = words(TEXT)
    spans = spans_of(TEXT, window, reading(window, 2, source=[0, 1], cue=[2], content=[3, 4, 5, 6]))
    assert spans is not None
    assert [TEXT[s.start : s.end] for s in (*spans.source, *spans.cue, *spans.content)] == [
        "The firm",
        "said",
        "it removed the data",
    ]


def test_a_short_gap_is_bridged_and_another_role_is_not() -> None:
    window = words(TEXT)
    bridged = spans_of(TEXT, window, reading(window, 2, cue=[2], content=[3, 4, 6]))
    split = spans_of(TEXT, window, reading(window, 5, cue=[5], content=[3, 4, 6, 7]))
    assert bridged is not None
    assert len(bridged.content) == 1
    assert split is not None
    assert len(split.content) == 2


def test_without_content_there_is_no_attribution() -> None:
    assert spans_of(TEXT, words(TEXT), reading(words(TEXT), 2, source=[0, 1], cue=[2])) is None


def attribution(cue: Span, content: Span, handle: str) -> Attribution:
    return Attribution((), (cue,), (content,), "x", "say", handle)


def test_joining_keeps_what_the_rules_find_and_adds_only_what_is_next_to_certain() -> None:
    both, ruled, taught = Span(10, 14), Span(50, 54), Span(90, 94)
    rules = [attribution(both, Span(15, 40), "r"), attribution(ruled, Span(55, 80), "r")]
    tagged = [
        (attribution(both, Span(16, 41), "t"), 0.9),
        (attribution(ruled, Span(55, 80), "t"), 0.06),
        (attribution(taught, Span(95, 120), "t"), 0.95),
        (attribution(Span(130, 134), Span(135, 150), "t"), 0.7),
    ]
    out = joined(rules, tagged)
    assert [(a.handle, a.cue[0]) for a in out] == [("r", both), ("r", ruled), ("t", taught)]
    assert out[0].content == (Span(15, 40),)


def test_both_layouts_of_a_corpus_give_the_same_attribution(tmp_path: Path) -> None:
    ours, standoff = tmp_path / "ours", tmp_path / "standoff"
    for folder in (ours / "texts", ours / "annotations", standoff / "text", standoff / "attributions"):
        folder.mkdir(parents=True)
    text = "Critics said it failed.\n"
    (ours / "texts" / "a.txt").write_text(text, encoding="utf-8")
    (standoff / "text" / "a.txt").write_text(text, encoding="utf-8")
    said = {
        "source_span": {"start": 0, "end": 7},
        "cue": {"start": 8, "end": 12},
        "content": {"start": 13, "end": 22},
        "kind": "allegation",
        "stance": "asserts",
        "hedged": False,
        "accused": [],
    }
    record = {"actors": [], "assertions": [said], "evidence": []}
    (ours / "annotations" / "a.json").write_text(json.dumps(record), encoding="utf-8")
    lines = (
        "T1\tSource 0 7\tCritics\nT2\tCue 8 12\tsaid\nT3\tContent 13 22\tit failed\nE1\tSource:T1 Cue:T2 Content:T3\n"
    )
    (standoff / "attributions" / "a_x.ann").write_text(lines, encoding="utf-8")
    (one,), (other,) = read_examples(ours), read_examples(standoff)
    assert one.marked[0][:3] == other.marked[0][:3] == ((Span(0, 7),), (Span(8, 12),), (Span(13, 22),))
    assert one.marked[0].labels is not None
    assert other.marked[0].labels is None


def test_a_folder_of_another_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="neither"):
        next(read_examples(tmp_path))
