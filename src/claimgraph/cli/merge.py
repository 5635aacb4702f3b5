"""`claimgraph merge`: another governance dataset into its own graph."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("merge")
@click.argument("dataset", required=False)
@click.argument("files", nargs=-1)
@click.option("--mapping", type=click.Path(path_type=Path), help="For csv: the TOML file that says what columns mean.")
@click.option("--construct", type=click.Path(path_type=Path), help="For rdf: a SPARQL CONSTRUCT that maps it.")
@click.option("--name", default="", help="For rdf: the dataset's name; by default the file's or the host's.")
@click.option("--licence", default="", help="For rdf: the IRI of the licence.")
@click.option("--remove", metavar="NAME", help="Take a dataset out of the workspace.")
@options.workspace
def command(  # noqa: PLR0913, PLR0917 one argument an option
    dataset: str | None,
    files: tuple[str, ...],
    mapping: Path | None,
    construct: Path | None,
    name: str,
    licence: str,
    remove: str | None,
    root: Path,
) -> None:
    """Put another governance dataset into its own graph; without one, list those that are known.

    DATASET is one of the list, csv for a CSV of your own with --mapping, rdf for any RDF file, or the
    address of one or of a SPARQL endpoint (fetched or asked now and not again), or sssom for mappings
    that go among the decisions. What cannot be merged is told of in one line each, and the rest goes on; exit code 1.
    """
    from claimgraph.cli.progress import bar
    from claimgraph.workflow import merge

    if remove is not None:
        with bar() as progress:
            merge.remove(root, remove, progress)
        click.echo(f"{remove} removed")
        return
    if dataset is None:
        for one in merge.listed():
            click.echo(f"{one.name:<18} {one.title}\n{'':<18} {one.licence}")
        return
    with bar() as progress:
        if dataset == merge.SSSOM:
            click.echo(
                f"{merge.merge_decisions(root, [Path(f) for f in files], progress)} judgements are among the decisions"
            )
            return
        arrival = merge.merge(
            root,
            dataset,
            files,
            mapping=mapping or construct,
            as_name=name,
            licence=licence,
            progress=progress,
        )
    told = list(arrival.messages())
    for error in told:
        click.echo(f"claimgraph: {error}", err=True)
    for table, counts in arrival.counts.items():
        shown = ", ".join(f"{count:,} {sort}" for sort, count in counts.items() if count)
        click.echo(f"{arrival.dataset} {table}: {shown or 'nothing'}")
    if not arrival.counts:
        click.echo(f"{arrival.dataset}: as it was")
    if told:
        raise SystemExit(1)
