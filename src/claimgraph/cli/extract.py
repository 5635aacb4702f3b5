"""`claimgraph extract`: documents in, extraction out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from claimgraph.cli import options
from claimgraph.errors import UnreadableDocument

__all__ = ["command"]


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["jsonl", "trig", "nq"]), default="jsonl", show_default=True)
@click.option(
    "--accuracy",
    type=click.Choice(["fast", "best"]),
    default="fast",
    show_default=True,
    help="best joins a trained tagger: slower, and needs the extra `best`.",
)
@click.option(
    "--pipeline", metavar="NAME", help="An installed spaCy pipeline; by default the English one that comes along."
)
@options.jobs
@options.cluster
def command(  # noqa: PLR0913, PLR0917 one for each option
    paths: tuple[Path, ...], form: str, accuracy: str, pipeline: str | None, jobs: int, cluster: str | None
) -> None:
    """Print what documents say.

    PATH may be a directory, or - for standard input.

    Exit code 1 says that some inputs could not be read; each is named on standard error.
    """
    from claimgraph.cli.progress import bar
    from claimgraph.rdf.serialise import Format, serialise
    from claimgraph.workflow import extract
    from claimgraph.workflow.extracting import spread_over

    skipped: list[UnreadableDocument] = []

    def skip(error: UnreadableDocument) -> None:
        skipped.append(error)
        click.echo(f"claimgraph: {error}", err=True)

    with bar() as progress:
        pairs = extract.extractions(
            paths, skip, accuracy=accuracy, pipeline=pipeline, progress=progress, spread=spread_over(jobs, cluster)
        )
        if form == "jsonl":
            for record in extract.records(pairs):
                click.echo(json.dumps(record, ensure_ascii=False).encode())
        else:
            sys.stdout.buffer.write(serialise(extract.quads(pairs), Format(form)))
    if not any(path == Path("-") or path.exists() for path in paths):
        raise SystemExit(2)
    if skipped:
        raise SystemExit(1)
