"""`claimgraph train`: make a tagger of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

__all__ = ["command"]


@click.command("train")
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIRECTORY")
@click.option("--epochs", type=click.IntRange(1), default=5, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option(
    "--leave-out", "listed", type=click.File(), help="A file with the names of documents to keep for measuring."
)
@click.option(
    "--alone",
    is_flag=True,
    help="Let it find without the rules: better where it learns from many thousand attributions in texts like yours.",
)
def command(  # noqa: PLR0913, PLR0917 one argument a question that the command line asks
    corpora: tuple[Path, ...],
    output: Path,
    epochs: int,
    seed: int,
    listed: TextIO | None,
    alone: bool,  # noqa: FBT001 click gives it so
) -> None:
    """Train an attribution tagger on corpora that you have the right to train on.

    CORPORA are folders with texts and attributions: `text/` and `attributions/` as PolNeAR has them, or `texts/` and
    `annotations/` as in tests/eval/corpus. Name the result in CLAIMGRAPH_TAGGER to use it with `--accuracy best`.
    """
    from claimgraph.extract.tagger.examples import read_examples
    from claimgraph.workflow.train import train

    kept_back = {line.strip() for line in listed or ()}
    train(
        [e for folder in corpora for e in read_examples(folder) if e.name not in kept_back],
        output,
        epochs=epochs,
        seed=seed,
        alone=alone,
        tell=lambda epoch, steps, loss: click.echo(f"epoch {epoch}: {steps} steps, mean loss {loss:.3f}", err=True),
    )
