from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.export.cells import write_csv


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    out = io.BytesIO()
    write_csv(columns, rows, out)
    return out.getvalue()


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_one_apostrophe_less_gives_every_cell_back(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_bytes(["a", "b"], rows).decode(), newline="")))
    assert read[0] == ["a", "b"]
    assert [tuple(cell.removeprefix("'") for cell in row) for row in read[1:]] == rows


@given(TEXTS)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(csv_bytes(["a"], [[text]]).decode(), newline=""))
    assert cell[:1] not in set("=+-@\t\r\n")


def test_numbers_stay_numbers() -> None:
    assert csv_bytes(["a"], [[-1]]) == b"a\r\n-1\r\n"


def test_a_null_character_is_shown_as_what_it_is_not() -> None:
    assert csv_bytes(["a"], [["x\0"]]).decode() == "a\r\nx\ufffd\r\n"
