"""`kg build`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.terminal import in_one_line, plain, talk, to_inputs
from kg.extraction import Extraction
from kg.model import Problem

SHOWN_PROBLEMS = 20


@click.command(
    "build",
    epilog="Examples:  kg build seeds -o output  |  kg build blog/ export.xml -o out --vocabulary mine.ttl",
)
@click.argument("inputs", nargs=-1, required=True, metavar="IN…")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT", help="Folder to write.")
@click.option("--base", metavar="IRI", help="Mint IRIs under this address.")
@click.option("--title", help="Title of the data set and of the page.")
@click.option("--site", metavar="HOST", help="The blog's own host, where the posts do not say it.")
@click.option(
    "--vocabulary",
    multiple=True,
    metavar="FILE",
    help="A SKOS file in any RDF format, to add to the shipped vocabulary; may be given again.",
)
@click.option("--no-shipped-vocabulary", is_flag=True, help="Use only the vocabularies given.")
@click.option(
    "-j",
    "--processes",
    type=click.IntRange(min=0),
    metavar="N",
    help="Work in N processes (0: one for each processor); the files are the same. Default: 1.",
)
@click.option("--no-cache", is_flag=True, help="Work everything out anew; the files are the same.")
def command(
    *,
    inputs: tuple[str, ...],
    output: Path,
    base: str | None,
    title: str | None,
    site: str | None,
    vocabulary: tuple[str, ...],
    no_shipped_vocabulary: bool,
    processes: int | None,
    no_cache: bool,
) -> None:
    """Read posts from files and folders (`-` is standard input) and write the graph into OUT."""
    from kg.cache.kept import Memory
    from kg.cache.place import open_memory
    from kg.memory import settle
    from kg.pipeline import build
    from kg.settings import read_settings

    flags = {
        "base": base,
        "title": title,
        "site": site,
        "vocabulary": vocabulary or None,
        "shipped": False if no_shipped_vocabulary else None,
        "processes": processes,
        "cache": False if no_cache else None,
    }
    settings = read_settings(Path.cwd(), os.environ, flags)
    settle()
    with open_memory(output, os.environ) if settings.cache else Memory() as memory:
        extraction = build(to_inputs(inputs), output, settings, memory)
    if memory.trouble:
        talk(f"everything was worked out anew, since the cache cannot be used: {memory.trouble}")
    _show_problems(extraction.reading.problems)
    _show_summary(extraction, output)


def _show_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:SHOWN_PROBLEMS]:
        talk(in_one_line(f"{problem.path}:{problem.line}: {problem.message} ({problem.remedy})"))
    if len(problems) > SHOWN_PROBLEMS:
        talk(f"… and {len(problems) - SHOWN_PROBLEMS} more problems; report.json has them all")


def _show_summary(extraction: Extraction, output: Path) -> None:
    findings = extraction.findings
    named = len({concept for linking in extraction.linkings for concept in linking.concepts})
    click.echo(
        f"{len(extraction.reading.posts)} posts, {named} concepts in {len(findings.mentions)} mentions, "
        f"{len(findings.citations)} citations, {len(extraction.reading.problems)} problems"
    )
    click.echo(f"written to {plain(str(output))}: graph.html is the page, graph.ttl the graph, report.json the report")
    click.echo(f"next: kg view {plain(str(output))}  |  kg query {plain(str(output))} --list")
