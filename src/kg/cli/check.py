"""`kg check`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.terminal import plain, talk
from kg.errors import CheckError, InputError, NothingBuiltError

REPORT = "report.json"
LONGEST_WORDS = 60  # characters of a link's words that are shown


@click.command("check", epilog="Examples:  kg check output  |  kg check output --links")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--links", is_flag=True, help="Show the posts' links that lead nowhere instead, one line each.")
def command(*, out: Path, links: bool) -> None:
    """Check a build: shapes, SKOS integrity, offsets, links; one line a finding."""
    if links:
        _check_links(out)
        return
    from kg.rdf.check import Level, check_build

    findings = check_build(out)
    for note in (each for each in findings if each.level is Level.NOTE):
        talk(str(note))
    faults = [each for each in findings if each.level is Level.FAULT]
    for fault in faults:
        click.echo(plain(" ".join(str(fault).split())))
    if faults:
        raise CheckError(
            f"{len(faults)} finding{'s' if len(faults) > 1 else ''} in {out}",
            remedy="build again; if they stay, the vocabulary or kg is wrong",
        )
    click.echo(
        f"no finding in {plain(str(out))}: shapes, SKOS integrity, offsets, links, order, checksums; the files agree"
    )


def _check_links(out: Path) -> None:
    """Show the dangling links that the build's report tells."""
    dangling = list(_read_dangling(out))
    for each in dangling:
        click.echo(plain(" ".join(_to_line(each).split())))
    if dangling:
        raise CheckError(
            f"{len(dangling)} link{'s lead' if len(dangling) > 1 else ' leads'} nowhere in {out}",
            remedy="mend them in the posts, or add the posts that they lead to, and build again",
        )
    click.echo(f"every link inside the blog leads to a post of {plain(str(out))}")


def _read_dangling(out: Path) -> Iterator[Mapping[str, Any]]:
    path = out / REPORT
    if not path.is_file():
        raise NothingBuiltError(f"{out} holds no build", remedy=f"make one: kg build POSTS -o {out}")
    try:
        yield from json.loads(path.read_text(encoding="utf-8"))["dangling_links"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(path, "does not tell the dangling links", remedy="build again") from error


def _to_line(link: Mapping[str, Any]) -> str:
    """Return one line: file, characters of the post's text, words, target, what is missing, what may be meant."""
    words = link["words"] if len(link["words"]) <= LONGEST_WORDS else link["words"][:LONGEST_WORDS] + "…"
    where = f"{link['path']}:{link['line']}: {link['post']}#char={link['start']},{link['end']}"
    meant = f"; did you mean {link['nearest']} “{link['nearest_title'] or ''}”?" if link["nearest"] else ""
    return f"{where}: “{words}” leads to {link['target']}, {_WHY[link['missing']]}{meant}"


_WHY = {
    "post": "a post that is not in the input",
    "page": "no post of the input",
    "local address": "an address on the author's own machine",
    "key": "a key that no bibliography of the input has",
}
