"""`claimgraph build`: make or update a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.jobs
@options.cluster
@click.option(
    "--endpoint",
    metavar="URL",
    help="Keep the graph in this SPARQL 1.1 endpoint from now on (a line in claimgraph.toml). Credentials come from "
    "CLAIMGRAPH_ENDPOINT_USER and CLAIMGRAPH_ENDPOINT_PASSWORD.",
)
@options.workspace
def command(paths: tuple[Path, ...], jobs: int, cluster: str | None, endpoint: str | None, root: Path) -> None:
    """Make or update a workspace: read its documents, extract, resolve, load, assess.

    PATH adds documents or directories to the workspace. Only what changed is done; a build that was killed goes on
    where it stopped.
    """
    from claimgraph.cli.progress import bar
    from claimgraph.model import Verdict
    from claimgraph.workflow.build import build
    from claimgraph.workflow.extracting import spread_over

    with bar() as progress:
        report = build(root, paths, progress, spread_over(jobs, cluster), endpoint)
    for error in report.skipped:
        click.echo(f"claimgraph: {error}", err=True)
    lacking, open_ = report.verdicts[Verdict.LACKS], report.verdicts[Verdict.UNDETERMINED]
    click.echo(
        f"{report.documents} documents ({report.changed} changed), "
        f"{report.claims} claims assessed: {lacking} lack independent evidence, {open_} undetermined"
    )
    if report.skipped:
        raise SystemExit(1)
