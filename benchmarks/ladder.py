"""Score a ladder of baselines and kg itself over the same gold and the same shipped vocabulary.

    python benchmarks/ladder.py GOLD=FOLDER [GOLD=FOLDER …]

Concepts of a post, each once (C2KB), as `kg eval` scores them. Baselines see only the judged opening of each post; kg
reads the whole folder, as it does in a build. The interval is a 95 % bootstrap over posts, macro F1 the mean of them.
The last table has each system's F1 on each gold, and on all of them pooled.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from baselines import Baseline, baselines_of

from kg.evaluation import GoldPost, Score, evaluate, match_post, read_gold
from kg.graph.assemble import Findings
from kg.model import Mention, Post
from kg.pipeline import extract
from kg.settings import Settings
from kg.vocabulary.read import read_vocabulary


@dataclass(frozen=True)
class Labelled:
    """Posts of one folder that a person labelled, and what kg finds in them."""

    name: str
    gold: tuple[GoldPost, ...]
    posts: tuple[Post, ...]  # the post of each gold line
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    score: Score
    macro: float


def read_labelled(gold_path: Path, folder: Path) -> Labelled:
    """Read the gold and the posts it is about, and link the whole folder with kg."""
    findings = extract([folder], Settings()).findings
    posts = [post for post in findings.posts if not post.is_stub]
    pairs = [(gold, post) for gold in read_gold(gold_path) if (post := match_post(gold, posts)) is not None]
    mentions = tuple(mention for mention in findings.mentions)
    return Labelled(gold_path.stem, tuple(gold for gold, _ in pairs), tuple(post for _, post in pairs), mentions)


def opening_of(post: Post, gold: GoldPost) -> Post:
    """Return the post up to where the labels end; offsets stay."""
    if gold.opening is None:
        return post
    length = max(0, gold.opening - len(post.title or "") - 1)
    return replace(post, body=post.body[:length], zones=tuple(z for z in post.zones if z.span.start < gold.opening))


def score(name: str, gold: Sequence[GoldPost], posts: Sequence[Post], mentions: Iterable[Mention]) -> Row:
    """Score mentions over all posts, and post by post."""
    found = Findings(
        posts=tuple(posts),
        concepts={},
        works=(),
        series=(),
        mentions=tuple(mentions),
        citations=(),
        definitions=(),
    )
    single = [
        evaluate(replace(found, posts=(post,)), [each]).concepts.f1 for each, post in zip(gold, posts, strict=True)
    ]
    return Row(name, evaluate(found, gold).concepts, sum(single) / len(single))


def rows_of(labelled: Labelled, ladder: Sequence[Baseline]) -> Iterable[Row]:
    """Yield a line for each baseline, then one for kg."""
    openings = [opening_of(post, gold) for gold, post in zip(labelled.gold, labelled.posts, strict=True)]
    for baseline in ladder:
        mentions = [mention for opening in openings for mention in baseline.find(opening)]
        yield score(baseline.name, labelled.gold, openings, mentions)
    yield score("**kg**", labelled.gold, labelled.posts, labelled.mentions)


def to_table(labelled: Labelled, rows: Iterable[Row]) -> str:
    """Return the rows as Markdown."""
    wanted = sum(len(each.required) for each in labelled.gold)
    lines = [
        f"{labelled.name}: {len(labelled.gold)} posts, {wanted} names wanted",
        "",
        "| | precision | recall | F1 [95 %] | macro F1 |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        of = row.score
        interval = f"{of.f1:.3f} [{of.low:.3f}, {of.high:.3f}]"
        lines.append(f"| {row.name} | {of.precision:.3f} | {of.recall:.3f} | {interval} | {row.macro:.3f} |")
    return "\n".join([*lines, ""])


def to_summary(rows_by_gold: Mapping[str, Sequence[Row]]) -> str:
    """Return F1 by system and gold as Markdown, the last column pooled over all posts."""
    lines = [f"| F1 | {' | '.join(rows_by_gold)} | all |", "|---" * (len(rows_by_gold) + 2) + "|"]
    for rows in zip(*rows_by_gold.values(), strict=True):
        each = " | ".join(f"{row.score.f1:.3f}" for row in rows)
        lines.append(f"| {rows[0].name} | {each} | {pooled([row.score for row in rows]):.3f} |")
    return "\n".join(lines)


def pooled(scores: Iterable[Score]) -> float:
    """Return F1 over the posts of all gold together."""
    scores = list(scores)
    precision = sum(each.precision * each.found for each in scores) / max(1, sum(each.found for each in scores))
    recall = sum(each.recall * each.wanted for each in scores) / max(1, sum(each.wanted for each in scores))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    """Print one table for each pair of gold and folder, then the summary."""
    pairs = [tuple(map(Path, word.split("=", 1))) for word in sys.argv[1:]]
    ladder = list(baselines_of(read_vocabulary()))
    if not any("spaCy" in baseline.name for baseline in ladder):
        print("spaCy is not installed here (benchmarks/requirements.txt) and is left out.\n")
    rows_by_gold: dict[str, list[Row]] = {}
    for gold, folder in pairs:
        labelled = read_labelled(gold, folder)
        rows_by_gold[labelled.name] = list(rows_of(labelled, ladder))
        print(to_table(labelled, rows_by_gold[labelled.name]))
    print(to_summary(rows_by_gold))


if __name__ == "__main__":
    main()
