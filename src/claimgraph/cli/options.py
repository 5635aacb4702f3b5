"""Options that several commands share, with one spelling and one help text each."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["cluster", "endpoint", "jobs", "table_format", "workspace"]

workspace = click.option(
    "-w",
    "--workspace",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The workspace's directory; by default the current one.",
)
endpoint = click.option(
    "--endpoint",
    metavar="URL",
    help="A SPARQL 1.1 endpoint to ask instead of a workspace. Credentials come from CLAIMGRAPH_ENDPOINT_USER and "
    "CLAIMGRAPH_ENDPOINT_PASSWORD.",
)
jobs = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes extract; the results are the same. Each loads the pipeline.",
)
cluster = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let the workers of a Dask scheduler extract, such as 127.0.0.1:8786; the results are the same. Needs the "
    "extra `cluster`.",
)
table_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="json is SPARQL 1.1 Query Results JSON.",
)
