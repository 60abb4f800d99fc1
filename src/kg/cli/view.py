"""`kg view`: open the page of a build in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from kg.errors import NothingBuiltError

PAGE = "graph.html"


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
def view(out: Path) -> None:
    """Open the page of the build in OUT; its path is the answer."""
    page = out / PAGE
    if not page.is_file():
        raise NothingBuiltError(f"{page}: there is no page", remedy=f"build one first: kg build POSTS -o {out}")
    click.echo(str(page))
    if not webbrowser.open(page.resolve().as_uri()):
        click.echo("No browser could be started here: open the file by double click.", err=True)
