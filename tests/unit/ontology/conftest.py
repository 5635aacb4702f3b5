"""The ontology's files, parsed once."""

from __future__ import annotations

import pytest
import rdflib

from claimgraph.resources import ontology


def load(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ontology() / name)
    return graph


@pytest.fixture(scope="session")
def terms() -> rdflib.Graph:
    return load("claimgraph.ttl")


@pytest.fixture(scope="session")
def conducts() -> rdflib.Graph:
    return load("conducts.ttl")


@pytest.fixture(scope="session")
def alignments() -> rdflib.Graph:
    return load("alignments.ttl")


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    return load("shapes.ttl")
