"""The texts that evidence stands in, many posts at a time: each is unpacked once, and numpy looks at all of them.

A passage tells nothing of the other posts, so that it stays as it is when they change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kg.concepts.coordination import RULE as COORDINATION
from kg.graph.schema import EdgeKind, Graph, noun_of
from kg.model import Post
from kg.view.columns import Numbering
from kg.view.edges import Edges, Integers, Marks
from kg.view.ordinals import to_ordinals, to_places
from kg.view.skeleton import KEY_BITS, to_keys

SMALLEST: Final = 600_000  # code points of a passage, but for the last
LARGEST: Final = 1_200_000  # code points of a passage, but for its last post
MORE: Final = 200_000  # code points after which the next passage begins, on average, once one is not too small
UNNAMED: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some posts with all marks in them, by post, then by edge; their places count in the post's own text.

    Posts are numbered by their places in `posts`, edges as `kg.view.ordinals` does, for each post anew. The other
    columns, one value a mark, and the posts' texts are all that is shown of them; of `numbers` nothing is.
    """

    posts: tuple[Post, ...]
    marks: Marks
    best: Integers  # confidence of the mark's edge
    concept: Integers  # place in `concepts` of that which the words are a name of, or UNNAMED
    numbers: Integers  # of the posts, on the page
    concepts: Integers  # their numbers on the page

    def text(self) -> str:
        """Unpack the texts, and return them with a line feed behind each."""
        return "\n".join([*(post.text for post in self.posts), ""])

    def shifts(self) -> Integers:
        """Return for each mark where the text of its post begins in `text`."""
        offsets = np.cumsum([0, *(post.length + 1 for post in self.posts)])
        shifts: Integers = offsets[self.marks.post]
        return shifts


def to_passages(graph: Graph, numbering: Numbering) -> Iterator[Passage]:
    """Yield all posts with marks, by id."""
    marks, places = numbering.edges.marks, to_places(numbering.order)
    ordinals = to_ordinals(numbering.edges, places)
    rows = np.lexsort((marks.end, marks.start, ordinals, places[marks.post]))
    to_passage = _Passages(numbering.edges, places, ordinals)
    starts = np.flatnonzero(np.diff(marks.post[rows], prepend=-1))
    numbers = marks.post[rows[starts]]
    posts = (_post_of(graph, numbering.order[number]) for number in numbers.tolist())
    keys = to_keys(numbering.order[number] for number in numbers.tolist())
    begun = 0
    for some in _bunches(posts, keys.tolist()):
        end = begun + len(some)
        last = starts[end] if end < len(starts) else len(rows)
        yield to_passage(some, numbers[begun:end], rows[starts[begun] : last])
        begun = end


def _bunches(posts: Iterator[Post], keys: list[int]) -> Iterator[tuple[Post, ...]]:
    """Yield bunches of posts; where one ends is told by its last post alone, so that edits do not move all ends."""
    bunch: list[Post] = []
    length = 0
    for post, key in zip(posts, keys, strict=True):
        bunch.append(post)
        length += post.length
        is_end = length > SMALLEST and key / 2**KEY_BITS < post.length / MORE
        if is_end or length > LARGEST:
            yield tuple(bunch)
            bunch, length = [], 0
    if bunch:
        yield tuple(bunch)


def _post_of(graph: Graph, node: str) -> Post:
    noun = noun_of(graph, node)
    if not isinstance(noun, Post):
        raise TypeError(f"evidence in {node!r}, which is no post")
    return noun


class _Passages:
    """What passages are made from."""

    def __init__(self, edges: Edges, places: Integers, ordinals: Integers) -> None:
        self._edges, self._places, self._ordinals = edges, places, ordinals
        self._naming = edges.are(EdgeKind.MENTIONS)
        self._shared = edges.rules.index(COORDINATION) if COORDINATION in edges.rules else None

    def __call__(self, posts: tuple[Post, ...], numbers: Integers, rows: Integers) -> Passage:
        """Words that concepts share, as 梯度消失/爆炸, are the name of none."""
        marks = self._edges.marks.of(rows)
        names = self._naming[marks.edge] & (marks.rule != self._shared)
        target = self._edges.target[marks.edge]
        concepts = np.unique(target[names])
        concepts = concepts[np.argsort(self._places[concepts])]
        place_of = np.full(len(self._places), UNNAMED, dtype=np.int32)
        place_of[concepts] = np.arange(len(concepts))
        own = np.cumsum(np.diff(marks.post, prepend=marks.post[0]) != 0)
        return Passage(
            posts=posts,
            marks=replace(marks, post=own.astype(np.int32), edge=self._ordinals[rows].astype(np.int32)),
            best=self._edges.confidence[marks.edge],
            concept=np.where(names, place_of[target], UNNAMED),
            numbers=numbers,
            concepts=concepts,
        )
