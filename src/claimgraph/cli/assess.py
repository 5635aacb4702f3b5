"""`claimgraph assess`: assess what an endpoint holds, where no workspace lies beside it."""

from __future__ import annotations

import click

from claimgraph.model.identifiers import DEFAULT_BASE

__all__ = ["command"]


@click.command("assess")
@click.option(
    "--endpoint",
    metavar="URL",
    required=True,
    help="The SPARQL 1.1 endpoint to read from and write to. Credentials come from CLAIMGRAPH_ENDPOINT_USER and "
    "CLAIMGRAPH_ENDPOINT_PASSWORD.",
)
@click.option(
    "--base", metavar="IRI", default=DEFAULT_BASE, show_default=True, help="What the ids of the graph are relative to."
)
def command(endpoint: str, base: str) -> None:
    """Assess a graph at an endpoint that others wrote by our ontology.

    Reads every graph but those of assessments, and writes a graph of assessments for each policy. A workspace's own
    graph is assessed by `claimgraph build`, which knows more than the graph says.
    """
    from claimgraph.assess import DEFAULT
    from claimgraph.cli.progress import bar
    from claimgraph.model import Verdict
    from claimgraph.workflow.assess_store import assess_endpoint

    with bar() as progress:
        found = assess_endpoint(endpoint, base, progress)
    verdicts = [a.verdict for a in found[DEFAULT]]
    click.echo(
        f"{len(verdicts)} claims assessed: {verdicts.count(Verdict.LACKS)} lack independent evidence, "
        f"{verdicts.count(Verdict.UNDETERMINED)} undetermined"
    )
