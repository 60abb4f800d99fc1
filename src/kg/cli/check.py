"""`kg check`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.terminal import plain, talk
from kg.errors import CheckError


@click.command("check", epilog="Examples:  kg check output")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
def command(out: Path) -> None:
    """Check a build: shapes, SKOS integrity, offsets, links; one line a finding."""
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
    click.echo(f"no finding in {plain(str(out))}: shapes, SKOS integrity, offsets, links, order; the files agree")
