"""The front door for Python: a claim graph in a directory, with the steps of the command line as methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Document, Extraction

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from claimgraph.query import Answer
    from claimgraph.workflow.build import Report
    from claimgraph.workflow.explain import Explained
    from claimgraph.workflow.merge import Arrival
    from claimgraph.workflow.what_if import WhatIf

__all__ = ["ClaimGraph", "extractions"]

Pathish = str | PathLike[str]


class ClaimGraph:
    """A workspace: documents, decisions, and the graph built from them.

    Args:
        root: the workspace's directory; `build` makes it.
        endpoint: a SPARQL 1.1 endpoint to read from instead; `build` keeps the graph there from then on.

    Nothing is read before a method needs it, and each call opens and closes the store by itself.
    """

    def __init__(self, root: Pathish = ".", *, endpoint: str | None = None) -> None:
        self.root = Path(root)
        self.endpoint = endpoint

    def build(self, *paths: Pathish, jobs: int = 1, cluster: str | None = None) -> Report:
        """Bring the graph up to date, adding paths to its documents; see `workflow.build.build`.

        Args:
            paths: documents or directories to add.
            jobs: how many processes extract.
            cluster: the address of a Dask scheduler whose workers extract instead.
        """
        from claimgraph.workflow.build import build  # noqa: PLC0415 spaCy is only paid for by who builds
        from claimgraph.workflow.extracting import spread_over  # noqa: PLC0415

        return build(
            self.root, tuple(Path(p) for p in paths), spread=spread_over(jobs, cluster), endpoint=self.endpoint
        )

    def ask(self, question: str, **parameters: str) -> Answer:
        """Answer a question of the catalogue; see `query.answer`."""
        from claimgraph.query import answer  # noqa: PLC0415 the same for pyoxigraph
        from claimgraph.workflow.stores import reading  # noqa: PLC0415

        with reading(self.root, self.endpoint) as store:
            return answer(store, question, parameters)

    def query(self, sparql: str) -> Answer:
        """Answer any SPARQL 1.1 query; see `query.run`."""
        from claimgraph.query import run  # noqa: PLC0415
        from claimgraph.workflow.stores import reading  # noqa: PLC0415

        with reading(self.root, self.endpoint) as store:
            return run(store, sparql)

    def explain(self, claim: str, *, policy: str = "default") -> Explained:
        """What one claim rests on; see `workflow.explain.explain`."""
        from claimgraph.workflow.explain import explain  # noqa: PLC0415

        return explain(self.root, claim, policy)

    def what_if(
        self,
        *,
        retract: Sequence[str] = (),
        assume: Sequence[tuple[str, str]] = (),
        split: Sequence[str] = (),
        policy: str = "default",
    ) -> WhatIf:
        """Which verdicts would change; the graph stays as it is. See `workflow.what_if.what_if`."""
        from claimgraph.workflow.what_if import what_if  # noqa: PLC0415

        return what_if(self.root, retract=retract, assume=assume, split=split, policy=policy)

    def merge(self, dataset: str, *files: Pathish) -> Arrival:
        """Put files of another governance dataset into its own graph; see `workflow.merge.merge`."""
        from claimgraph.workflow.merge import merge  # noqa: PLC0415

        return merge(self.root, dataset, [Path(f) for f in files])

    def graph(self) -> nx.MultiDiGraph[str]:
        """The graph in networkx; see `viz.graph`."""
        from claimgraph.viz import graph  # noqa: PLC0415
        from claimgraph.workflow.stores import reading  # noqa: PLC0415

        with reading(self.root, self.endpoint) as store:
            return graph(store.quads())

    def rdf(self) -> rdflib.Dataset:
        """The graph in rdflib, in memory."""
        from claimgraph.rdf.graph import to_rdflib  # noqa: PLC0415
        from claimgraph.workflow.stores import reading  # noqa: PLC0415

        with reading(self.root, self.endpoint) as store:
            return to_rdflib(store.quads())

    def view(self, output: Pathish, *, claim: str | None = None, title: str = "Claim graph") -> None:
        """Write the interactive page; see `workflow.view.view`."""
        from claimgraph.workflow.view import view  # noqa: PLC0415

        view(Path(output), self.root, self.endpoint, focus=claim, title=title)

    def export(self, output: Pathish, form: str | None = None) -> None:
        """Write the graph in a format that the file's name tells; see `workflow.export.export`."""
        from claimgraph.workflow.export import export  # noqa: PLC0415

        export(Path(output), self.root, self.endpoint, form)

    def validate(self) -> list[str]:
        """What the shapes and checks find; empty when all is well."""
        from claimgraph.workflow.validate import validate  # noqa: PLC0415

        return validate(self.root, self.endpoint)


def extractions(
    paths: Iterable[Pathish], *, accuracy: str = "fast", pipeline: str | None = None
) -> Iterator[tuple[Document, Extraction]]:
    """Each document under the paths with what is in it, as they come; no workspace needed.

    Raises:
        UnreadableDocument: at the first document that cannot be read.
        MissingModel: the spaCy pipeline is not installed.
    """
    from claimgraph.workflow.extract import extractions as run  # noqa: PLC0415

    return run([Path(p) for p in paths], _raise, accuracy=accuracy, pipeline=pipeline)


def _raise(error: UnreadableDocument) -> None:
    raise error
