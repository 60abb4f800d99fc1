"""`kg vocab`: look at the vocabularies."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.terminal import plain
from kg.errors import CheckError, UsageError
from kg.model import Concept
from kg.script import fold
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.lint import Severity, lint
from kg.vocabulary.read import Vocabulary, read_vocabulary

_FILES = click.option(
    "--vocabulary", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="A SKOS file to add."
)
_ALONE = click.option("--no-shipped-vocabulary", is_flag=True, help="Use only the vocabularies given.")


@click.group("vocab", epilog="Examples:  kg vocab list  |  kg vocab show GAN  |  kg vocab lint --vocabulary mine.ttl")
def command() -> None:
    """List, look up and check the concepts that are known by name."""


@command.command("list")
@_FILES
@_ALONE
def list_(*, vocabulary: tuple[Path, ...], no_shipped_vocabulary: bool) -> None:
    """List every concept: kind, name, IRI."""
    for concept in _read(vocabulary, alone=no_shipped_vocabulary).concepts.values():
        click.echo(plain(f"{concept.kind.value:<10} {concept.name}  <{concept.id}>"))


@command.command("show")
@click.argument("label")
@_FILES
@_ALONE
def show(*, label: str, vocabulary: tuple[Path, ...], no_shipped_vocabulary: bool) -> None:
    """Show the concepts that bear a label, in any of its forms."""
    known = _read(vocabulary, alone=no_shipped_vocabulary)
    index = LabelIndex(known.concepts.values(), known.ambiguous)
    names = index.names_written(fold(label))
    if not names:
        raise UsageError(f"no concept is called {label!r}", remedy="`kg vocab list` shows all of them")
    for name in names:
        doubt = "  (ambiguous: needs evidence)" if name.ambiguous else ""
        click.echo(plain(_as_lines(known.concepts[name.concept]) + doubt))


def _as_lines(concept: Concept) -> str:
    lines = [f"{concept.name}  <{concept.id}>  {concept.kind.value}"]
    lines += [f"  {text.language}: {text.characters}" for text in concept.labels]
    lines += [f"  broader: {broader}" for broader in concept.broader]
    lines += [f"  related: {related}" for related in concept.related]
    lines += [f"  {text.characters}" for text in concept.definition]
    return "\n".join(lines)


@command.command("lint")
@_FILES
@_ALONE
@click.option("--notes/--no-notes", default=True, help="Also report what is only worth a look.")
def lint_(*, vocabulary: tuple[Path, ...], no_shipped_vocabulary: bool, notes: bool) -> None:
    """Check that no label is shared, nothing is broader than itself, and everything pointed to is there."""
    known = _read(vocabulary, alone=no_shipped_vocabulary)
    flaws = lint(known)
    errors = [flaw for flaw in flaws if flaw.severity is Severity.ERROR]
    for flaw in flaws if notes else errors:
        click.echo(plain(f"{flaw.severity.value}: {flaw.concept} {flaw.message}"))
    if errors:
        raise CheckError(f"{len(errors)} errors in {len(known.concepts)} concepts", remedy="correct the lines above")
    click.echo(f"{len(known.concepts)} concepts, no error, {len(flaws)} notes")


def _read(vocabulary: tuple[Path, ...], *, alone: bool) -> Vocabulary:
    return read_vocabulary(vocabulary, shipped=not alone)
