"""`kg explain`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.terminal import plain
from kg.errors import UsageError
from kg.explanation import REASONS, Explanation, Kinship, Passage, explain, explain_pair

MOST_POSTS = 5  # of those that name two concepts


@click.command(
    "explain",
    epilog="Examples:  kg explain output 信息抽取模型 CNN  |  kg explain output O-GAN GAN"
    "  |  kg explain output LSTM RNN",
)
@click.argument("output", type=click.Path(path_type=Path), metavar="OUT")
@click.argument("post")
@click.argument("concept")
def command(output: Path, post: str, concept: str) -> None:
    """Show the sentences behind an edge, each rule that fired, and each candidate that was rejected.

    POST is a title, an id, or an unmistakable part of one; CONCEPT a label or an id, or what the post cites. Where POST
    is a concept and no post that speaks of the other one, the sentences that relate the two are shown.
    """
    try:
        explanation = explain(output, post, concept)
    except UsageError:
        kinship = explain_pair(output, post, concept)
        if kinship is None:
            raise
        _show_kinship(kinship)
        return
    kinship = None if explanation.passages else explain_pair(output, post, concept)
    if kinship and kinship.statements:
        _show_kinship(kinship)
    else:
        _show(explanation, concept)


def _show(explanation: Explanation, concept: str) -> None:
    if not explanation.passages:
        click.echo(plain(f"{explanation.post}\n  → {concept}: no, none of its words read like that"))
        click.echo(plain(f"    it names: {', '.join(explanation.named) or 'no concept'}"))
        return
    verdict = "yes" if explanation.holds else "no"
    click.echo(plain(f"{explanation.post}\n  → {explanation.name} <{explanation.target}>: {verdict}"))
    for passage in explanation.passages:
        click.echo(plain(_as_lines(passage)))


def _show_kinship(kinship: Kinship) -> None:
    verdict = "yes" if kinship.statements else "no sentence relates them"
    click.echo(plain(f"{kinship.one}\n  → {kinship.other}: {verdict}"))
    for each in kinship.statements:
        click.echo(plain(f"\n  {each.subject} | {each.kind} | {each.object}, in {each.post}{_as_lines(each.passage)}"))
    count, titles = len(kinship.both), "; ".join(kinship.both[:MOST_POSTS])
    naming = "1 post names" if count == 1 else f"{count or 'no'} posts name"
    click.echo(plain(f"\n  {naming} both{': ' if count else ''}{titles}{'; …' if count > MOST_POSTS else ''}"))


def _as_lines(passage: Passage) -> str:
    words = passage.span.of(passage.sentence)
    marked = passage.sentence[: passage.span.start] + f"【{words}】" + passage.sentence[passage.span.end :]
    trust = "" if passage.confidence is None else f", confidence {passage.confidence:.3f}"
    if passage.accepted:
        return f"\n  + at {passage.start}: {passage.rule}{trust}\n    {marked.strip()}"
    reason = REASONS.get(passage.rule, passage.rule)
    return f"\n  - at {passage.start}: rejected, {reason}{trust if passage.confidence else ''}\n    {marked.strip()}"
