"""`kg view`."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from kg.cli.terminal import plain, talk
from kg.errors import NothingBuiltError

PAGE = "graph.html"


@click.command("view", epilog="Examples:  kg view output  |  open it by double click just as well: output/graph.html")
@click.argument("output", type=click.Path(path_type=Path), metavar="OUT")
def command(output: Path) -> None:
    """Open the page of the build in OUT in the browser; its path is the answer."""
    page = output / PAGE
    if not page.is_file():
        raise NothingBuiltError(f"{page}: there is no page yet", remedy=f"build one: kg build POSTS -o {output}")
    click.echo(plain(str(page)))
    if not webbrowser.open(page.resolve().as_uri()):
        talk("No browser could be started here: open the file by double click.")
