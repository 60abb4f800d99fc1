"""`kg eval`."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.terminal import plain, talk, to_inputs
from kg.evaluation import (
    Edge,
    Evaluation,
    Figures,
    GoldPost,
    LinkEvaluation,
    NameCount,
    Score,
    evaluate,
    evaluate_links,
    read_edges,
    read_gold,
)
from kg.extraction import Extraction

EPILOG = (
    "Examples:  kg eval seeds --gold gold/seeds.jsonl  |  kg eval blog --gold gold/blog.jsonl --top 60  |  "
    "kg eval blog --gold gold/blog.jsonl -f json  |  kg eval blog --gold links.tsv"
)


@click.command("eval", epilog=EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="IN…")
@click.option(
    "--gold",
    required=True,
    type=click.Path(path_type=Path),
    help="Gold as JSON lines, or links from post to post: two columns, or src and dst.",
)
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

    Gold of links scores the citations between posts: an edge counts once, and the rules that follow links are also
    scored alone, since what is cited without a link is not among the links.
    """
    from kg.pipeline import extract
    from kg.settings import read_settings

    edges = read_edges(gold)
    wanted = () if edges else read_gold(gold)
    settings = read_settings(Path.cwd(), os.environ, {"vocabulary": vocabulary or None})
    extraction = extract(to_inputs(inputs), settings)
    for line in _about_links(extraction, edges, format) if edges else _about_gold(extraction, wanted, top, format):
        click.echo(line)


def _about_links(extraction: Extraction, edges: Collection[Edge], wanted_format: str) -> Iterator[str]:
    findings = extraction.findings
    judged = evaluate_links(findings.posts, findings.citations, edges)
    return _json_of_links(judged) if wanted_format == "json" else _text_of_links(judged)


def _about_gold(extraction: Extraction, gold: Sequence[GoldPost], top: int, wanted_format: str) -> Iterator[str]:
    from kg.evaluation.ambiguity import choose_ambiguous

    evaluation = evaluate(extraction.findings, gold)
    if evaluation.stale:
        talk(f"not in the labelled text, so not to be found there: {', '.join(evaluation.stale)}")
    ambiguous = choose_ambiguous(evaluation.names, extraction)
    lines = _json_lines if wanted_format == "json" else _text_lines
    return lines(evaluation, ambiguous[:top], len(extraction.reading.posts), top)


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
    counts = asdict(evaluation)
    value = {name: counts[name] for name in ("posts", "matched", "titles", "dates", "readers")}
    value |= {"read": read} | {name: counts[name] for name in ("concepts", "citations", "strong", "weak")}
    for name, entries in (("missed", evaluation.missed), ("false", evaluation.false)):
        value[name] = [{"words": words, "count": count} for words, count in entries[:top]]
    value |= {"ambiguous": [asdict(each) for each in ambiguous], "citation_errors": evaluation.citation_errors[:top]}
    yield _to_json(value)


def _text_of_links(judged: LinkEvaluation) -> Iterator[str]:
    """Yield the scores, the rules, then every edge that is missed or is not among the links."""
    yield f"posts      {judged.posts} read; {judged.edges} links between them"
    yield _line("citations", judged.citations)
    yield _line("by links", judged.by_link)
    for rule in judged.rules:
        yield f"  {rule.rule}: {rule.right} of {rule.found} among the links"
    yield from (plain(f"not in the input: {edge.source} -> {edge.target}") for edge in judged.not_in_input)
    yield from (plain(f"missed: {edge.source} -> {edge.target}") for edge in judged.missed)
    for each in judged.beyond:
        yield plain(f"beyond the links: {each.edge.source} -> {each.edge.target}: {each.rule}: {each.words}")


def _json_of_links(judged: LinkEvaluation) -> Iterator[str]:
    yield _to_json(asdict(judged))


def _to_json(value: object) -> str:
    """Return indented JSON in which the characters that could move a terminal's cursor are escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(each if plain(each) == each else f"\\u{ord(each):04x}" for each in written)
