"""`kg vocab`: look at the vocabularies, and take over what a build discovered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from kg.cli.terminal import plain
from kg.errors import CheckError, InputError, UsageError
from kg.model import Concept, ConceptId, ConceptKind
from kg.review import Discovery, choose, read_discoveries, read_place
from kg.script import fold
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.lint import Severity, lint
from kg.vocabulary.own import Change, to_concept, write_own
from kg.vocabulary.read import Vocabulary, parse_skos, read_vocabulary
from kg.vocabulary.table import is_table, parse_table

_FILES = click.option(
    "--vocabulary", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="A SKOS file to add."
)
_ALONE = click.option("--no-shipped-vocabulary", is_flag=True, help="Use only the vocabularies given.")


_SHOWN = 20
_OUT = click.argument("output", type=click.Path(path_type=Path), metavar="OUT")


@click.group(
    "vocab",
    epilog="Examples:  kg vocab list  |  kg vocab show GAN  |  kg vocab lint --vocabulary mine.ttl  |  "
    "kg vocab review output  |  kg vocab accept output R-Net --to mine.ttl",
)
def command() -> None:
    """List, look up, check and extend the concepts that are known by name."""


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
    index = LabelIndex(known.concepts.values(), known.ambiguous, generic=known.generic)
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


@command.command("review", epilog="Examples:  kg vocab review output  |  kg vocab review output --all --limit 100")
@_OUT
@click.option("--all", "every", is_flag=True, help="Also show those that are in the graph already.")
@click.option("--limit", type=click.IntRange(min=1), default=_SHOWN, show_default=True, metavar="N", help="Show N.")
def review(*, output: Path, every: bool, limit: int) -> None:
    """Show the concepts that a build discovered but was not sure of, the strongest first, each with its sentence."""
    discoveries = read_discoveries(output)
    waiting = sum(not each.accepted for each in discoveries)
    shown = [each for each in discoveries if every or not each.accepted][:limit]
    for discovery in shown:
        click.echo(plain(_as_passage(discovery)) + "\n")
    click.echo(f"{len(shown)} shown; {waiting} wait, {len(discoveries) - waiting} are in the graph")
    if shown:
        click.echo(f"next: kg vocab accept {plain(str(output))} NAME… --to mine.ttl")


def _as_passage(discovery: Discovery) -> str:
    place = "in the graph" if discovery.accepted else "waits"
    others = f"  (also {', '.join(discovery.others)})" if discovery.others else ""
    head = f"{discovery.name}{others}  {discovery.kind.value}, {place}, {discovery.strength:.1f}"
    start, end = discovery.span.start, discovery.span.end
    sentence = f"{discovery.words[:start]}【{discovery.words[start:end]}】{discovery.words[end:]}"
    reasons = f"{', '.join(discovery.rules)}; in: {discovery.title}"
    return f"{head}\n  {' '.join(sentence.split())}\n  {' '.join(reasons.split())}"


@command.command(
    "accept",
    epilog="Examples:  kg vocab accept output R-Net AoA --to mine.ttl --kind model  |  "
    "kg vocab accept output TeaForN --to mine.ttl --broader 语言模型 --label 'Teacher Forcing with N-grams'",
)
@_OUT
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option(
    "--to", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Your vocabulary, a .ttl file."
)
@click.option("--kind", type=click.Choice([kind.value for kind in ConceptKind]), help="What sort of thing it is.")
@click.option("--broader", multiple=True, metavar="LABEL", help="A known concept that it is a sort of; or its IRI.")
@click.option("--label", multiple=True, metavar="ALT", help="A further name, where one NAME is given.")
@click.option("--base", metavar="IRI", help="Mint its IRI under this address; by default the build's.")
def accept(
    *,
    output: Path,
    names: tuple[str, ...],
    to: Path,
    kind: str | None,
    broader: tuple[str, ...],
    label: tuple[str, ...],
    base: str | None,
) -> None:
    """Write concepts that a build discovered into your own vocabulary: then they are known, and are yours to edit.

    The file is made where there is none; what it holds stays as it is, comments too.
    """
    from kg.rdf.iris import Iris

    if label and len(names) > 1:
        raise UsageError(f"--label is for one concept, not for {len(names)}", remedy="accept them one by one")
    discoveries = read_discoveries(output)
    chosen = {each.concept: each for each in (choose(discoveries, name) for name in names)}
    place = read_place(output)
    iris, above = Iris(base or place.base), _resolve(broader, to)
    concepts = []
    for each in chosen.values():
        concept = to_concept(iris.of(each.concept), (each.name, *each.others, *label), ConceptKind(kind or each.kind))
        found_above = place.broader.get(Iris(place.base).of(each.concept), ())
        concepts.append(replace(concept, broader=above or tuple(map(ConceptId, found_above))))
    _show_change(to, write_own(to, concepts, iris.base))
    click.echo(f"next: kg build POSTS -o {plain(str(output))} --vocabulary {plain(str(to))}")


def _resolve(labels: Sequence[str], own: Path) -> tuple[ConceptId, ...]:
    """Return the concepts that the labels mean, in the shipped vocabulary and the person's own; IRIs are kept."""
    if not labels:
        return ()
    known = _read_with(own)
    index = LabelIndex(known.concepts.values(), known.ambiguous)
    return tuple(sorted({_concept_called(label, known, index) for label in labels}))


def _read_with(own: Path) -> Vocabulary:
    """Read the shipped vocabulary and a person's own, if there is one and anything is in it."""
    filled = own.is_file() and any(parse_skos(own.read_bytes(), str(own)))
    return read_vocabulary([own] if filled else [])


def _concept_called(label: str, known: Vocabulary, index: LabelIndex) -> ConceptId:
    if label in known.concepts:
        return ConceptId(label)
    names = sorted({name.concept for name in index.names_written(fold(label))})
    if not names:
        raise UsageError(f"no known concept is called {label!r}", remedy="`kg vocab list` shows all of them")
    if len(names) > 1:
        raise UsageError(f"several concepts are called {label!r}", remedy=f"give an IRI: {' or '.join(names)}")
    return names[0]


@command.command(
    "import", epilog="Examples:  kg vocab import terms.tsv -o mine.ttl  |  kg vocab import thesaurus.rdf -o mine.ttl"
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "-o", "--to", required=True, type=click.Path(path_type=Path), metavar="TTL", help="The .ttl file to add to."
)
@click.option("--base", default="https://example.org/kg/", metavar="IRI", help="Mint IRIs under this address.")
def import_(*, file: Path, to: Path, base: str) -> None:
    """Add the concepts of a file to a vocabulary of your own: SKOS in any RDF format, or a table.

    A line of a table (.tsv) is a concept: its name, then its further names, with tabs between.
    """
    from kg.rdf.iris import Iris

    iris = Iris(base)
    _show_change(to, write_own(to, _read_concepts(file, iris.base), iris.base))
    click.echo(f"next: kg vocab lint --vocabulary {plain(str(to))}")


def _read_concepts(file: Path, base: str) -> list[Concept]:
    if not is_table(file.name):
        return list(read_vocabulary([file], shipped=False).concepts.values())
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(file, f"cannot be read: {error.strerror}", remedy="check the path") from error
    return list(parse_table(content, str(file), base))


def _show_change(file: Path, change: Change) -> None:
    for what, concepts in (("added", change.added), ("extended", change.widened), ("unchanged", change.unchanged)):
        for concept in concepts[:_SHOWN]:
            click.echo(plain(f"{what:<9} <{concept}>"))
        if len(concepts) > _SHOWN:
            click.echo(f"{what:<9} … and {len(concepts) - _SHOWN} more")
    click.echo(f"{len(change.added)} added, {len(change.widened)} extended in {plain(str(file))}")


def _read(vocabulary: tuple[Path, ...], *, alone: bool) -> Vocabulary:
    return read_vocabulary(vocabulary, shipped=not alone)
