"""The texts that evidence stands in, many posts at a time: each is unpacked once, and numpy looks at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from kg.concepts.coordination import RULE as COORDINATION
from kg.graph.schema import EdgeKind, Graph, noun_of
from kg.model import Post
from kg.view.columns import Numbering
from kg.view.edges import Edges, Flags, Integers, Marks

LARGEST: Final = 800_000  # code points of a passage, but for its last post
UNNAMED: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some posts with all marks in them, by post, then by edge; their places count in the post's own text.

    The other columns, one value a mark, and the posts' texts are all that is shown of them.
    """

    posts: tuple[Post, ...]
    marks: Marks
    best: Integers  # confidence of the mark's edge
    concept: Integers  # number of the concept that the words are a name of, or UNNAMED

    def text(self) -> str:
        """Unpack the texts, and return them with a line feed behind each."""
        return "\n".join([*(post.text for post in self.posts), ""])

    def shifts(self) -> Integers:
        """Return for each mark where the text of its post begins in `text`."""
        offsets = np.cumsum([0, *(post.length + 1 for post in self.posts)])
        shifts: Integers = offsets[np.unique(self.marks.post, return_inverse=True)[1].reshape(-1)]
        return shifts


def to_passages(graph: Graph, numbering: Numbering) -> Iterator[Passage]:
    """Yield all posts with marks, in their order."""
    edges, marks = numbering.edges, numbering.edges.marks
    naming = edges.are(EdgeKind.MENTIONS)
    rows = np.lexsort((marks.end, marks.start, marks.edge, marks.post))
    numbers, counts = np.unique(marks.post, return_counts=True)
    posts: list[Post] = []
    begun = length = 0
    for number, end in zip(numbers.tolist(), np.cumsum(counts).tolist(), strict=True):
        posts.append(_post_of(graph, numbering.order[number]))
        length += posts[-1].length
        if length > LARGEST or end == len(rows):
            yield _to_passage(edges, tuple(posts), marks.of(rows[begun:end]), naming)
            posts, begun, length = [], end, 0


def _post_of(graph: Graph, node: str) -> Post:
    noun = noun_of(graph, node)
    if not isinstance(noun, Post):
        raise TypeError(f"evidence in {node!r}, which is no post")
    return noun


def _to_passage(edges: Edges, posts: tuple[Post, ...], marks: Marks, naming: Flags) -> Passage:
    """Words that concepts share, as 梯度消失/爆炸, are the name of none."""
    names = naming[marks.edge]
    if COORDINATION in edges.rules:
        names &= marks.rule != edges.rules.index(COORDINATION)
    return Passage(
        posts=posts,
        marks=marks,
        best=edges.confidence[marks.edge],
        concept=np.where(names, edges.target[marks.edge], UNNAMED),
    )
