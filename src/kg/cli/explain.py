"""`kg explain`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.terminal import plain
from kg.explanation import REASONS, Passage, explain


@click.command("explain", epilog="Examples:  kg explain output 信息抽取模型 CNN  |  kg explain output O-GAN GAN")
@click.argument("output", type=click.Path(path_type=Path), metavar="OUT")
@click.argument("post")
@click.argument("concept")
def command(output: Path, post: str, concept: str) -> None:
    """Show the sentences behind an edge, each rule that fired, and each candidate that was rejected.

    POST is a title, an id, or an unmistakable part of one; CONCEPT a label or an id, or what the post cites.
    """
    explanation = explain(output, post, concept)
    if not explanation.passages:
        click.echo(plain(f"{explanation.post}\n  → {concept}: no, none of its words read like that"))
        click.echo(plain(f"    it names: {', '.join(explanation.named) or 'no concept'}"))
        return
    verdict = "yes" if explanation.holds else "no"
    click.echo(plain(f"{explanation.post}\n  → {explanation.name} <{explanation.target}>: {verdict}"))
    for passage in explanation.passages:
        click.echo(plain(_as_lines(passage)))


def _as_lines(passage: Passage) -> str:
    words = passage.span.of(passage.sentence)
    marked = passage.sentence[: passage.span.start] + f"【{words}】" + passage.sentence[passage.span.end :]
    trust = "" if passage.confidence is None else f", confidence {passage.confidence:.3f}"
    if passage.accepted:
        return f"\n  + at {passage.start}: {passage.rule}{trust}\n    {marked.strip()}"
    reason = REASONS.get(passage.rule, passage.rule)
    return f"\n  - at {passage.start}: rejected, {reason}{trust if passage.confidence else ''}\n    {marked.strip()}"
