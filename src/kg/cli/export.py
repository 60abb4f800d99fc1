"""`kg export`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.terminal import talk
from kg.errors import InputError, UsageError


class Form(StrEnum):
    """What a build can be written as."""

    JSONLD = "jsonld"
    OA = "oa"
    RDF12 = "rdf12"
    NQ = "nq.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the options say."""

    output: Path | None
    per_post: Path | None
    triples: bool
    lines: int


@click.command(
    "export",
    epilog="Examples:  kg export output jsonld --per-post snippets  |  kg export output oa -o annotations.jsonld  |  "
    "kg export output rdf12 -o evidence.ttl  |  kg export output nq.gz -o shards --lines 100000",
)
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.argument("form", metavar="FORM", type=click.Choice([form.value for form in Form]))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="nq.gz: a folder; - is stdout.")
@click.option("--per-post", metavar="DIR", type=click.Path(path_type=Path), help="jsonld: a snippet for each post.")
@click.option("--nt", "triples", is_flag=True, help="oa: N-Triples in place of JSON-LD.")
@click.option(
    "--lines", type=click.IntRange(min=1), default=500_000, show_default=True, metavar="N", help="nq.gz: in one shard."
)
def command(out: Path, form: str, output: Path | None, per_post: Path | None, *, triples: bool, lines: int) -> None:
    """Write the build in OUT as FORM.

    jsonld: schema.org for the head of each post's page. oa: Web Annotation, where each name and citation stands.
    rdf12: each edge with its evidence in Turtle 1.2, which readers of RDF 1.1 refuse. nq.gz: all triples, sorted, in
    compressed shards with a manifest.
    """
    from kg.rdf.export.texts import require_build

    require_build(out)
    choices = Choices(output=output, per_post=per_post, triples=triples, lines=lines)
    try:
        _WRITER_OF[Form(form)](out, choices)
    except OSError as error:
        where = error.filename or output or per_post
        raise InputError(where, error.strerror or "cannot be written", remedy="give a place you may write") from error


def _write_snippets(out: Path, choices: Choices) -> None:
    from kg.rdf.export.snippets import INDEX, write_snippets

    if choices.per_post is None:
        raise UsageError(
            "jsonld needs a folder for the snippets",
            remedy=f"kg export {out} jsonld --per-post DIR; all of it as one file is {out / 'graph.jsonld'}",
        )
    number = write_snippets(out, choices.per_post)
    talk(f"{number} snippets in {choices.per_post}; {INDEX} says which post's page each belongs to")


def _write_annotations(out: Path, choices: Choices) -> None:
    from kg.rdf.export.annotations import read_annotations, read_page, to_lines

    _write(to_lines(read_annotations(out)) if choices.triples else read_page(out), choices.output)


def _write_reified(out: Path, choices: Choices) -> None:
    from kg.rdf.export.reified import to_reified

    _write(to_reified(out), choices.output)


def _write_shards(out: Path, choices: Choices) -> None:
    from kg.rdf.export.shards import MANIFEST, write_shards

    if choices.output is None or str(choices.output) == "-":
        raise UsageError("nq.gz is a folder of files", remedy=f"kg export {out} nq.gz -o FOLDER")
    shards = write_shards(out, choices.output, choices.lines)
    lines = sum(shard.lines for shard in shards)
    talk(f"{lines} triples in {len(shards)} shards in {choices.output}; {MANIFEST} has their hashes")


_WRITER_OF = {
    Form.JSONLD: _write_snippets,
    Form.OA: _write_annotations,
    Form.RDF12: _write_reified,
    Form.NQ: _write_shards,
}


def _write(pieces: Iterable[str], output: Path | None) -> None:
    with _open(output) as file:
        file.writelines(piece.encode() for piece in pieces)
    if output is not None and str(output) != "-":
        talk(f"written to {output}")


@contextmanager
def _open(output: Path | None) -> Iterator[BinaryIO]:
    if output is None or str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with output.open("wb") as file:
        yield file
