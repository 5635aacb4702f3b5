"""The tagger that comes with the package: it loads, it is joined to the rules, and it is what its card says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from claimgraph.extract import extract
from claimgraph.extract.joining import attributions
from claimgraph.extract.parse import parse
from claimgraph.extract.tagger.tagged import HANDLE, trained
from claimgraph.model import ClaimKind, Document
from claimgraph.model.identifiers import digest
from claimgraph.resources import weights

FOLDER = weights() / "attribution.tagger.v1"
TEXT = (
    "The regulator accused Acme Labs of training its model on stolen records. Acme Labs denied the accusation. "
    "In the view of the union, the firm had every reason to hide the records."
)


@pytest.fixture(autouse=True)
def _nothing_else_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMGRAPH_TAGGER", raising=False)


def document(text: str) -> Document:
    version = digest(text, length=64)
    return Document("a.txt", version, version, text)


def test_the_best_accuracy_works_without_naming_a_model() -> None:
    (found,) = extract([document(TEXT)], accuracy="best")
    first = min(found.assertions, key=lambda a: a.content[0].start)
    kinds = {c.id: c.kind for c in found.claims}
    assert kinds[first.claim] is ClaimKind.ALLEGATION
    assert all(0 <= s.start < s.end <= len(TEXT) for a in found.assertions for s in a.content)


def test_what_the_tagger_adds_says_so() -> None:
    (alone,) = extract([document(TEXT)], handle="attribution.tagger.v1")
    assert "attribution.tagger.v1" in alone.handles


def test_the_documents_come_in_any_company_and_read_the_same() -> None:
    texts = [TEXT, TEXT[:72], TEXT * 12]
    alone = [next(extract([document(t)], accuracy="best")) for t in texts]
    together = list(extract([document(t) for t in texts], accuracy="best"))
    assert alone == together


def test_the_card_names_the_licences_of_what_it_was_made_from() -> None:
    about = json.loads((FOLDER / "about.json").read_text(encoding="utf-8"))
    assert {"encoder", "epochs", "seed"} <= about.keys()
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in card
    assert "Apache-2.0" in card


def test_a_tagger_that_is_made_to_stand_alone_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "alone"
    shutil.copytree(FOLDER, folder)
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    (folder / "about.json").write_text(json.dumps(about | {"alone": True}), encoding="utf-8")
    (doc,) = parse(["Holt Systems said that the files had been copied."])
    beside = {a.handle for a in attributions(doc)}
    monkeypatch.setenv("CLAIMGRAPH_TAGGER", str(folder))
    trained.cache_clear()
    try:
        alone = {a.handle for a in attributions(doc)}
    finally:
        trained.cache_clear()
    assert beside == {"attribution.rules.v1"}
    assert alone == {HANDLE}
