"""`kg eval`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.terminal import plain, to_inputs
from kg.evaluation import Evaluation, Score, evaluate, read_gold


@click.command("eval", epilog="Example:  kg eval seeds --gold gold/seeds.jsonl")
@click.argument("inputs", nargs=-1, required=True, metavar="IN…")
@click.option("--gold", required=True, type=click.Path(path_type=Path), help="Gold as JSON lines.")
@click.option("--vocabulary", multiple=True, metavar="FILE", help="A SKOS file to add; may be given again.")
@click.option("--most", default=20, show_default=True, help="How many misses and false links to list.")
def command(inputs: tuple[str, ...], gold: Path, vocabulary: tuple[str, ...], most: int) -> None:
    """Score the posts, concepts and citations that kg finds in IN against gold."""
    from kg.pipeline import extract
    from kg.settings import read_settings

    wanted = read_gold(gold)
    settings = read_settings(Path.cwd(), os.environ, {"vocabulary": vocabulary or None})
    extraction = extract(to_inputs(inputs), settings)
    _show(evaluate(extraction.findings, wanted), len(extraction.reading.posts), most)


def _show(evaluation: Evaluation, read: int, most: int) -> None:
    click.echo(
        f"posts      {evaluation.matched} of {evaluation.posts} found ({read} read); "
        f"exact: {evaluation.titles} titles, {evaluation.dates} dates, {evaluation.readers} reader counts"
    )
    click.echo(_line("concepts", evaluation.concepts))
    click.echo(_line("citations", evaluation.citations))
    for title, entries in (("missed", evaluation.missed), ("false", evaluation.false)):
        if entries:
            listed = ", ".join(f"{words} ×{count}" if count > 1 else words for words, count in entries[:most])
            click.echo(plain(f"{title}: {listed}"))
    for error in evaluation.citation_errors[:most]:
        click.echo(plain(f"citation {error}"))


def _line(name: str, score: Score) -> str:
    return (
        f"{name:<10} precision {score.precision:.3f}  recall {score.recall:.3f}  "
        f"F1 {score.f1:.3f} [{score.low:.3f}, {score.high:.3f}]  ({score.found} found, {score.wanted} wanted)"
    )
