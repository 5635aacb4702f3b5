"""`claimgraph merge`: twice is once, a new file replaces the old one, removing and failing leave no trace."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.assess import Facts
from claimgraph.cli import main
from claimgraph.merge import dataset_names
from claimgraph.model import Affiliation
from claimgraph.rdf.parse import parse
from claimgraph.resolve import Identity
from claimgraph.workflow.cache import Cache, open_cache
from claimgraph.workflow.corpus import problem_in
from claimgraph.workflow.merge import merge as workflow_merge
from claimgraph.workflow.workspace import open_workspace
from tests.bench.giant import entities
from tests.unit.merge.files import AGORA, AIID, BILL_NEW

MAPPING = """
[dataset]
name = "ties"
title = "Ties"
homepage = "https://ties.example/"
licence = "https://creativecommons.org/licenses/by/4.0/"
publisher = "Ties"

[[table]]
name = "ties"
key = ["{who}", "{whom}"]
[table.columns]
who = {}
whom = {}
[[table.affiliations]]
actor = "{who}"
other = "{whom}"
relation = "fundedBy"
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], env={"COLUMNS": "200"})


def merge(*arguments: str | Path) -> str:
    shown = run("merge", *arguments)
    assert shown.exit_code == 0, shown.output
    return shown.output


def dump(workspace: Path) -> str:
    return run("export", "-o", "-", "--format", "nq", "-w", workspace).stdout


@pytest.fixture
def aiid(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.csv"
    path.write_text(AIID, encoding="utf-8")
    return path


def test_without_a_dataset_they_are_listed() -> None:
    shown = merge()
    assert all(name in shown for name in dataset_names())


def test_twice_is_once_and_removed_is_never(aiid: Path, tmp_path: Path) -> None:
    at = tmp_path / "w"
    bill = tmp_path / "bill.xml"
    bill.write_text(BILL_NEW, encoding="utf-8")
    merge("bill-status", bill, "-w", at)
    before = dump(at)
    assert "1 rows" in merge("aiid", aiid, "-w", at)
    once = dump(at)
    assert "as it was" in merge("aiid", aiid, "-w", at)
    assert dump(at) == once != before
    merge("--remove", "aiid", "-w", at)
    assert dump(at) == before
    merge("--remove", "bill-status", "-w", at)
    assert not (at / "datasets.toml").exists()


def test_quads_that_rows_share_are_counted_once(tmp_path: Path) -> None:
    twice = tmp_path / "incidents.csv"
    twice.write_text(AIID + AIID.splitlines()[1].replace(",4,", ",5,") + "\n", encoding="utf-8")
    at = tmp_path / "w"
    arrival = workflow_merge(at, "aiid", [twice])
    inside = [line for line in dump(at).splitlines() if "graph/dataset/aiid" in line.rpartition(" <")[2]]
    assert arrival.quads == len(inside) > 0


def test_ties_are_kept_row_by_row_and_wait_for_a_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []

    def noted(self: Cache, dataset: str, ties: Iterable[Affiliation], facts: Iterable[Facts]) -> None:
        ties = list(ties)
        kept.append(len(ties))
        add(self, dataset, ties, facts)

    add = Cache.add_merged
    monkeypatch.setattr(Cache, "add_merged", noted)
    file = tmp_path / "owners.jsonl"
    file.write_text("".join(f"{json.dumps(e)}\n" for e in islice(entities(), 30)), encoding="utf-8")
    workflow_merge(tmp_path / "w", "followthemoney", [file])
    assert (sum(kept), max(kept)) == (10, 1)
    with open_cache(open_workspace(tmp_path / "w").cache) as cache:
        assert len(list(cache.merged_ties())) == 10
        assert not problem_in(cache, "", Identity({}, {})).actors  # of whom nothing is claimed


def test_a_lost_store_is_made_again(aiid: Path, tmp_path: Path) -> None:
    at = tmp_path / "w"
    merge("aiid", aiid, "-w", at)
    before = dump(at)
    for path in sorted((at / ".claimgraph").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert run("build", "-w", at).exit_code == 0
    assert dump(at) == before


def test_a_new_export_takes_the_place_of_the_old_one(aiid: Path, tmp_path: Path) -> None:
    at, newer = tmp_path / "w", tmp_path / "newer.csv"
    newer.write_text(AIID.replace("ObjectId(0),4,", "ObjectId(1),5,"), encoding="utf-8")
    merge("aiid", aiid, "-w", at)
    merge("aiid", newer, "-w", at)
    replaced = dump(at)
    assert "cite/4/" not in replaced
    merge("aiid", newer, "-w", tmp_path / "fresh")
    assert dump(tmp_path / "fresh") == replaced


def test_another_bill_stands_beside_the_first(tmp_path: Path) -> None:
    for number in ("1", "2"):
        path = tmp_path / f"{number}.xml"
        path.write_text(BILL_NEW.replace("6658", number), encoding="utf-8")
        merge("bill-status", path, "-w", tmp_path / "w")
    graph = dump(tmp_path / "w")
    assert "us-bill-117-hr-1>" in graph
    assert "us-bill-117-hr-2>" in graph


def test_the_graph_says_under_which_terms_and_from_where(aiid: Path, tmp_path: Path) -> None:
    merge("aiid", aiid, "-w", tmp_path / "w")
    graph = "https://w3id.org/claimgraph/id/graph/dataset/aiid"
    quads = parse(dump(tmp_path / "w").encode(), "x.nq")
    said = {q.predicate.value.rpartition("/")[2]: q.object for q in quads if str(q.subject) == f"<{graph}>"}
    assert str(said["license"]) == "<https://creativecommons.org/licenses/by-sa/4.0/>"
    assert str(said["source"]) == "<https://incidentdatabase.ai/>"


def test_what_is_merged_keeps_the_shapes_and_checks(aiid: Path, tmp_path: Path) -> None:
    at, laws, bill = tmp_path / "w", tmp_path / "documents.csv", tmp_path / "bill.xml"
    laws.write_text(AGORA, encoding="utf-8")
    bill.write_text(BILL_NEW, encoding="utf-8")
    for name, path in (("aiid", aiid), ("agora", laws), ("bill-status", bill)):
        merge(name, path, "-w", at)
    shown = run("validate", "-w", at)
    assert shown.output == "nothing to mend\n"


def test_what_cannot_be_merged_is_told_of_and_changes_nothing(aiid: Path, tmp_path: Path) -> None:
    at, broken = tmp_path / "w", tmp_path / "broken.csv"
    merge("aiid", aiid, "-w", at)
    before = dump(at)
    broken.write_text(AIID.splitlines()[0] + "\nonly,three,cells\n", encoding="utf-8")
    shown = run("merge", "aiid", broken, "-w", at)
    assert shown.exit_code == 2
    assert "fewer than 1" in shown.output
    assert dump(at) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere", "x.csv"], "is no dataset; known are"),
        (["aiid"], "needs a file"),
        (["aiid", "gone.csv"], "cannot be read"),
        (["csv", "x.csv"], "needs --mapping"),
        (["--remove", "aiid"], "is no dataset of this workspace; it holds none"),
        (["rdf", "gone.ttl"], "cannot be read"),
        (["sssom", "gone.tsv"], "cannot be read"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    run("merge", "csv", "-w", tmp_path)
    (tmp_path / "claimgraph.toml").write_text("documents = []\n", encoding="utf-8")
    shown = run("merge", *arguments, "-w", tmp_path)
    assert shown.exit_code == 2
    assert said in shown.output
    assert len(shown.output.splitlines()) == 1


def test_some_broken_rows_are_exit_code_1(aiid: Path, tmp_path: Path) -> None:
    with aiid.open("a", encoding="utf-8") as stream:
        stream.write("x,5,no day,[],[],[],[],words,title\n")
    shown = run("merge", "aiid", aiid, "-w", tmp_path / "w")
    assert shown.exit_code == 1
    assert "row 3: holds 'no day' in 'date', which is no date" in shown.output
    assert "1 rows, 1 refused" in shown.output


def test_a_csv_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "ties.csv").write_text("who,whom\nZenith University,Acme Labs\n", encoding="utf-8")
    shown = merge("csv", tmp_path / "ties.csv", "--mapping", tmp_path / "m.toml", "-w", tmp_path / "w")
    assert shown == "ties ties: 1 rows, 2 actors, 1 affiliations\n"
    assert "graph/dataset/ties" in dump(tmp_path / "w")


def test_any_rdf_as_it_is_or_by_a_query(tmp_path: Path) -> None:
    (tmp_path / "firms.ttl").write_text(
        "<http://f.example/a> <http://f.example/ownedBy> <http://f.example/b> .", "utf-8"
    )
    (tmp_path / "q.rq").write_text(
        "PREFIX cg: <https://w3id.org/claimgraph/ontology#> "
        "CONSTRUCT { ?a cg:controlledBy ?b } WHERE { ?a <http://f.example/ownedBy> ?b }",
        encoding="utf-8",
    )
    at = tmp_path / "w"
    assert merge("rdf", tmp_path / "firms.ttl", "-w", at) == "firms firms.ttl: 1 triples\n"
    assert "<http://f.example/ownedBy>" in dump(at)
    assert str(tmp_path) not in dump(at)
    assert "license" not in dump(at)
    shown = merge("rdf", tmp_path / "firms.ttl", "--construct", tmp_path / "q.rq", "-w", at)
    assert shown == "firms firms.ttl: 1 triples, 1 affiliations\n"
    assert "<http://f.example/ownedBy>" not in dump(at)
    (tmp_path / "ask.rq").write_text("SELECT ?a WHERE { ?a ?b ?c }", encoding="utf-8")
    refused = run("merge", "rdf", tmp_path / "firms.ttl", "--construct", tmp_path / "ask.rq", "-w", at)
    assert refused.exit_code == 2
    assert "must be a CONSTRUCT" in refused.output


def test_sssom_goes_among_the_decisions(tmp_path: Path) -> None:
    path = tmp_path / "who.tsv"
    path.write_text("subject_id\tpredicate_id\tobject_id\ncgid:actor/x\tskos:exactMatch\tcgid:actor/twitter\n", "utf-8")
    assert merge("sssom", path, "-w", tmp_path / "w").startswith("1 judgements")
    assert (tmp_path / "w" / "decisions" / "who.sssom.tsv").exists()


def test_decisions_take_no_others_place(tmp_path: Path) -> None:
    path, other, at = tmp_path / "who.tsv", tmp_path / "b" / "who.sssom.tsv", tmp_path / "w"
    path.write_text("subject_id\tpredicate_id\tobject_id\ncgid:actor/x\tskos:exactMatch\tcgid:actor/twitter\n", "utf-8")
    other.parent.mkdir()
    other.write_text("subject_id\tpredicate_id\tobject_id\ncgid:actor/y\tskos:exactMatch\tcgid:actor/z\n", "utf-8")
    together = run("merge", "sssom", path, other, "-w", at)
    assert together.exit_code != 0
    assert "other decisions are kept as decisions/who.sssom.tsv" in together.output
    merge("sssom", path, "-w", at)
    merge("sssom", path, "-w", at)  # the same again is the same once
    refused = run("merge", "sssom", other, "-w", at)
    assert refused.exit_code != 0
    assert "rename the file" in refused.output
    assert (at / "decisions" / "who.sssom.tsv").read_bytes() == path.read_bytes()


def test_a_decision_joins_a_merged_actor(aiid: Path, tmp_path: Path) -> None:
    at, path = tmp_path / "w", tmp_path / "who.sssom.tsv"
    path.write_text(
        "subject_id\tpredicate_id\tobject_id\ncgid:actor/acme\tskos:exactMatch\tcgid:actor/acme-labs\n", "utf-8"
    )
    merge("aiid", aiid, "-w", at)
    before = dump(at)
    merge("sssom", path, "-w", at)
    merged = [line for line in dump(at).splitlines() if "graph/dataset/aiid> ." in line]
    assert any("#accuses> <https://w3id.org/claimgraph/id/actor/acme>" in line for line in merged)
    assert not [line for line in merged if "actor/acme-labs>" in line]
    (at / "decisions" / "who.sssom.tsv").unlink()
    assert run("build", "-w", at).exit_code == 0
    assert dump(at) == before
