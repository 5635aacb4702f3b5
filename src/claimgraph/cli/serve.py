"""`claimgraph serve`: the explorer and a SPARQL endpoint on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8137, show_default=True, help="0 takes a free one.")
@options.workspace
def command(port: int, root: Path) -> None:
    """Show the workspace in the browser, and answer SPARQL, on 127.0.0.1.

    Reading only. Ctrl-C ends it.
    """
    from claimgraph.web.app import App
    from claimgraph.web.server import HOST, listen
    from claimgraph.workflow.stores import reading

    reading(root).close()  # a workspace that cannot be read is told now, not to the first who asks
    with listen(App(root), port) as server:
        address = f"http://{HOST}:{server.server_port}"
        click.echo(f"{address} shows it, {address}/sparql answers queries; Ctrl-C ends", err=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("ended", err=True)
