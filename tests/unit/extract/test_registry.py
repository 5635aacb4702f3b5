"""Handles, and what asking for an unknown one says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claimgraph.errors import MissingModel, UnknownExtractor
from claimgraph.extract import extract, extractor, handles
from claimgraph.model import Document


def test_the_rules_are_installed_and_say_their_version() -> None:
    assert "attribution.rules.v1" in handles()
    assert extractor("attribution.rules.v1").handle == "attribution.rules.v1"


def test_an_unknown_handle_lists_the_known() -> None:
    with pytest.raises(UnknownExtractor, match=r"attribution\.rules\.v1"):
        extractor("attribution.rules.v0")


def test_an_unknown_accuracy_is_refused() -> None:
    with pytest.raises(UnknownExtractor, match="fast"):
        extract([], accuracy="divine")


def test_a_missing_pipeline_is_named() -> None:
    with pytest.raises(MissingModel, match="xx_none_such"):
        list(extract([Document("a", "0", "0", "Text.")], pipeline="xx_none_such"))


def test_documents_are_read_as_they_are_asked_for() -> None:
    read: list[str] = []

    def endless() -> object:
        n = 0
        while True:
            read.append(str(n))
            yield Document(str(n), str(n), str(n), f"Acme said that number {n} was stolen.")
            n += 1

    found = extract(endless())  # type: ignore[arg-type]  # a generator that a test does not need to type
    next(found)
    assert len(read) < 1000


def test_importing_the_package_loads_no_language_model() -> None:
    code = "import sys, claimgraph.extract; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
