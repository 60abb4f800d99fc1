"""Measure how fast names are found, beside the bare automaton and jieba.

    python benchmarks/speed.py FOLDER [FOLDER …]

The text is the posts of the folders, one at a time, up to `SIZE`; each figure is CPU time of this process, the best of
three. Reading the posts and the vocabulary is not counted. Compare ratios: absolute figures are the machine's.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs
from baselines import forms_of

from kg.concepts import cuts
from kg.concepts.candidates import find_candidates
from kg.concepts.find import find_mentions
from kg.model import Post
from kg.pipeline import to_lexicon
from kg.posts.read import read_posts
from kg.script import fold
from kg.vocabulary.read import Vocabulary, read_vocabulary

SIZE = 8_000_000  # bytes of UTF-8 at most
CUT_SIZE = 1_000_000  # bytes for jieba, which is slow
ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """What one way of finding names did with the text."""

    name: str
    rate: float  # MB/s
    found: int


def texts_of(folders: Sequence[Path], size: int) -> list[Post]:
    """Return whole posts up to a size in bytes, in turn from each folder so that the languages mix."""
    queues = [list(read_posts([folder]).posts) for folder in folders]
    chosen: list[Post] = []
    total = 0
    for turn in range(max(map(len, queues))):
        for queue in queues:
            if turn < len(queue) and total < size:
                chosen.append(queue[turn])
                total += bytes_of([queue[turn]])
    return chosen


def bytes_of(posts: Sequence[Post]) -> int:
    """Return how many bytes of UTF-8 the posts have."""
    return sum(len(post.text.encode("utf-8", "replace")) for post in posts)


def measure(name: str, count: Callable[[Post], int], posts: Sequence[Post]) -> Figure:
    """Return the best of some rounds; `count` says how many were found in a post."""
    best, found = float("inf"), 0
    for _ in range(ROUNDS):
        cuts.word_edges.cache_clear()
        start = time.process_time()
        found = sum(map(count, posts))
        best = min(best, time.process_time() - start)
    return Figure(name, bytes_of(posts) / 1e6 / best, found)


def figures_of(posts: Sequence[Post], vocabulary: Vocabulary) -> list[Figure]:
    """Measure each way on the same posts; jieba on the first of them."""
    lexicon = to_lexicon((), vocabulary)
    index = lexicon.index
    automaton = ahocorasick_rs.AhoCorasick(list(forms_of(vocabulary)), store_patterns=False)
    folded = {post.id: fold(post.text) for post in posts}
    cut = cuts.tokenizer().cut
    find_mentions(posts[0], lexicon)
    part = [post for at, post in enumerate(posts) if bytes_of(posts[: at + 1]) <= CUT_SIZE]
    return [
        measure(
            "raw automaton, overlapping, on folded text",
            lambda post: len(automaton.find_matches_as_indexes(folded[post.id], overlapping=True)),
            posts,
        ),
        measure("folding", lambda post: len(fold(post.text)), posts),
        measure("index: hits outside longer words", lambda post: sum(1 for _ in index.find(folded[post.id])), posts),
        measure("guarded finder (`find_candidates`)", lambda post: sum(1 for _ in find_candidates(post, index)), posts),
        measure("mention finder (`find_mentions`)", lambda post: len(find_mentions(post, lexicon).mentions), posts),
        measure("`jieba.cut`", lambda post: sum(1 for _ in cut(post.text)), part),
    ]


def main() -> None:
    """Print the figures as a Markdown table."""
    posts = texts_of([Path(word) for word in sys.argv[1:]], SIZE)
    vocabulary = read_vocabulary()
    figures = figures_of(posts, vocabulary)
    raw, words = figures[0].rate, figures[-1].rate
    labels = len(forms_of(vocabulary))
    print(
        f"{bytes_of(posts) / 1e6:.2f} MB in {len(posts)} posts; {labels} forms of {len(vocabulary.concepts)} concepts\n"
    )
    print("| | MB/s | × raw | × jieba | found |\n|---|---|---|---|---|")
    for each in figures:
        print(f"| {each.name} | {each.rate:.2f} | {each.rate / raw:.2f} | {each.rate / words:.1f} | {each.found} |")


if __name__ == "__main__":
    main()
