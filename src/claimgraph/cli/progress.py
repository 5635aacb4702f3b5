"""A progress bar on a terminal; silence anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from claimgraph.workflow.progress import Progress

__all__ = ["bar"]


@contextmanager
def bar() -> Iterator[Progress]:
    """A function to call with (step, done, total); it redraws one line of standard error."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    width, last = 24, ""

    def show(step: str, done: int, total: int) -> None:
        nonlocal last
        filled = width * done // total if total else width
        line = f"\r{step:<22} {'█' * filled}{'░' * (width - filled)} {done:,}/{total:,}\033[K"
        if line != last:
            click.echo(line, nl=False, err=True)
            last = line

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)
