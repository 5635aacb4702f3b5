"""What the terminal's table shows can be typed back."""

from pathlib import Path

import pytest

from claimgraph import ClaimGraph
from claimgraph.errors import BadParameter
from claimgraph.query import as_table


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> ClaimGraph:
    root: Path = tmp_path_factory.mktemp("short")
    (root / "documents").mkdir()
    (root / "documents" / "a.txt").write_text("Zenith Labs accused Acme Corporation of copying its models.\n", "utf-8")
    made = ClaimGraph(root)
    made.build(root / "documents")
    return made


def test_a_short_id_names_what_the_table_showed(graph: ClaimGraph) -> None:
    shown = as_table(graph.ask("lacks-independent-evidence"), 200)
    short = next(word for word in shown.split() if word.startswith("claim/"))
    assert "https://" not in shown
    asked = graph.ask("who-alleges-what-against-whom", asserter="actor/zenith-labs")
    assert [str(row[asked.columns.index("claim")]) for row in asked.rows] == [
        f"<https://w3id.org/claimgraph/id/{short}>"
    ]


def test_details_stay_out_of_the_table_and_are_named_below_it(graph: ClaimGraph) -> None:
    header, *_, foot = as_table(graph.ask("who-alleges-what-against-whom"), 200).splitlines()
    assert "document" not in header
    assert "document" in foot


def test_a_short_id_that_nothing_has_is_refused(graph: ClaimGraph) -> None:
    with pytest.raises(BadParameter, match="nothing is known"):
        graph.ask("evidence-for-claim", claim="claim/0000")
