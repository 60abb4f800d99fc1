"""`kg eval`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.terminal import plain, talk, to_inputs
from kg.evaluation import Evaluation, Figures, NameCount, Score, evaluate, read_gold

EPILOG = (
    "Examples:  kg eval seeds --gold gold/seeds.jsonl  |  kg eval blog --gold gold/blog.jsonl --top 60  |  "
    "kg eval blog --gold gold/blog.jsonl -f json"
)


@click.command("eval", epilog=EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="IN…")
@click.option("--gold", required=True, type=click.Path(path_type=Path), help="Gold as JSON lines.")
@click.option("--vocabulary", multiple=True, metavar="FILE", help="A SKOS file to add; may be given again.")
@click.option("--top", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="Length of lists.")
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", show_default=True)
def command(
    *,
    inputs: tuple[str, ...],
    gold: Path,
    vocabulary: tuple[str, ...],
    top: int,
    format: str,  # noqa: A002 - the option's name
) -> None:
    """Score the posts, concepts and citations that kg finds in IN against gold.

    The concepts of a post, each once, are C2KB; every place that names one is A2KB, strong with the same offsets, weak
    with overlapping ones. Macro is the mean over the posts. Brackets hold the 95 % interval of F1, by bootstrap over
    posts. Where gold marks no spans, the places are derived from the surfaces it lists.
    """
    from kg.evaluation.ambiguity import choose_ambiguous
    from kg.pipeline import extract
    from kg.settings import read_settings

    wanted = read_gold(gold)
    settings = read_settings(Path.cwd(), os.environ, {"vocabulary": vocabulary or None})
    extraction = extract(to_inputs(inputs), settings)
    evaluation = evaluate(extraction.findings, wanted)
    if evaluation.stale:
        talk(f"not in the labelled text, so not to be found there: {', '.join(evaluation.stale)}")
    ambiguous = choose_ambiguous(evaluation.names, extraction)
    lines = _json_lines if format == "json" else _text_lines
    for line in lines(evaluation, ambiguous[:top], len(extraction.reading.posts), top):
        click.echo(line)


def _text_lines(evaluation: Evaluation, ambiguous: Sequence[NameCount], read: int, top: int) -> Iterator[str]:
    yield (
        f"posts      {evaluation.matched} of {evaluation.posts} found ({read} read); "
        f"exact: {evaluation.titles} titles, {evaluation.dates} dates, {evaluation.readers} reader counts"
    )
    yield _line("concepts", evaluation.concepts)
    yield _line("citations", evaluation.citations)
    for title, entries in (("missed", evaluation.missed), ("false", evaluation.false)):
        if entries[:top]:
            listed = ", ".join(f"{words} ×{count}" if count > 1 else words for words, count in entries[:top])
            yield plain(f"{title}: {listed}")
    for error in evaluation.citation_errors[:top]:
        yield plain(f"citation {error}")
    if ambiguous:
        counts = ", ".join(f"{each.name} {each.right}/{each.wrong}/{each.missed}" for each in ambiguous)
        yield plain(f"ambiguous names, right/wrong/missed: {counts}")
    yield from _table(evaluation)


def _line(name: str, score: Score) -> str:
    return f"{name:<10} {_figures(score)}  ({score.found} found, {score.wanted} wanted)"


def _figures(figures: Figures) -> str:
    return (
        f"precision {figures.precision:.3f}  recall {figures.recall:.3f}  "
        f"F1 {figures.f1:.3f} [{figures.low:.3f}, {figures.high:.3f}]"
    )


def _table(evaluation: Evaluation) -> Iterator[str]:
    scores = {"C2KB": evaluation.concepts, "A2KB strong": evaluation.strong, "A2KB weak": evaluation.weak}
    for name, score in scores.items():
        yield f"{name:<12} micro  {_figures(score)}  ({score.found} found, {score.wanted} wanted)"
        yield f"{name:<12} macro  {_figures(score.macro)}"


def _json_lines(evaluation: Evaluation, ambiguous: Sequence[NameCount], read: int, top: int) -> Iterator[str]:
    """Yield one JSON value; the characters that could move a terminal's cursor are escaped in it."""
    counts = asdict(evaluation)
    value = {name: counts[name] for name in ("posts", "matched", "titles", "dates", "readers")}
    value |= {"read": read} | {name: counts[name] for name in ("concepts", "citations", "strong", "weak")}
    for name, entries in (("missed", evaluation.missed), ("false", evaluation.false)):
        value[name] = [{"words": words, "count": count} for words, count in entries[:top]]
    value |= {"ambiguous": [asdict(each) for each in ambiguous], "citation_errors": evaluation.citation_errors[:top]}
    written = json.dumps(value, ensure_ascii=False, indent=2)
    yield "".join(each if plain(each) == each else f"\\u{ord(each):04x}" for each in written)
