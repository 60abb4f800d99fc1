"""`kg view`."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from urllib.parse import quote

import click

from kg.cli.terminal import plain, talk
from kg.errors import InputError, NothingBuiltError
from kg.view import PAGE_AROUND

PAGE = "graph.html"


@click.command(
    "view",
    epilog="Examples:  kg view output  |  kg view output --around GAN --depth 2  |  "
    "open it by double click just as well: output/graph.html",
)
@click.argument("output", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--around", metavar="NAME", help="Make a page of what lies around a post or concept: title, label or id.")
@click.option("--depth", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps away from it.")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"Where that page goes.  [default: OUT/{PAGE_AROUND}]",
)
def command(output: Path, around: str | None, depth: int, path: Path | None) -> None:
    """Open the page of the build in OUT in the browser; its path is the answer."""
    page, place = output / PAGE, ""
    if around is not None:
        page = path or output / PAGE_AROUND
        place = "#node=" + quote(_write_around(output, around, depth, page), safe="/:")
    if not page.is_file():
        raise NothingBuiltError(f"{page}: there is no page yet", remedy=f"build one: kg build POSTS -o {output}")
    click.echo(plain(str(page)))
    if not webbrowser.open(page.resolve().as_uri() + place):
        talk("No browser could be started here: open the file by double click.")


def _write_around(output: Path, words: str, depth: int, page: Path) -> str:
    """Write the page; return the id of what it is about."""
    from kg.surroundings import read_surroundings
    from kg.view.page import write_page

    middle, graph = read_surroundings(output, words, depth=depth)
    try:
        write_page(graph, page)
    except OSError as error:
        raise InputError(page, f"cannot be written: {error.strerror}", remedy="give another FILE with -o") from error
    talk(f"{len(graph)} nodes at most {depth} {'step' if depth == 1 else 'steps'} from {middle}")
    return middle
