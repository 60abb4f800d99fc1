"""`kg diff`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import plain, talk

if TYPE_CHECKING:
    from kg.rdf.difference import Change, Sign


@click.command("diff", epilog="Examples:  kg diff output-old output  |  kg diff output-old output -f nq > changes.nq")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("words", "nq")),
    default="words",
    show_default=True,
    help="nq: N-Quads in the graphs urn:kg:added and urn:kg:removed, every triple of them.",
)
def command(old: Path, new: Path, form: str) -> None:
    """Say what NEW has and OLD has not (+), and the other way round (-).

    In words, the dataset's numbers about itself are left out. It ends with 0 whether there are changes or not.
    """
    from kg.rdf.difference import Sign, read_changes, to_quad
    from kg.rdf.words import read_names, to_words

    counts: Counter[Sign] = Counter()
    changes = _count(read_changes(old, new), counts)
    if form == "nq":
        for change in changes:
            click.echo(to_quad(change), nl=False)
    else:
        for sentence in to_words(changes, read_names(old, new)):
            click.echo(plain(sentence))
    talk(f"{counts[Sign.ADDED]} triples added, {counts[Sign.REMOVED]} removed" if counts else "no difference")


def _count(changes: Iterable[Change], counts: Counter[Sign]) -> Iterator[Change]:
    for change in changes:
        counts[change.sign] += 1
        yield change
