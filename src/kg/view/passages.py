"""The texts that evidence stands in, many posts at a time: each is unpacked once, and numpy looks at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kg.graph.schema import Graph, noun_of
from kg.model import Post
from kg.view.edges import Integers, Marks

LARGEST: Final = 800_000  # code points of a passage, but for its last post


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The texts of some posts, a line feed behind each, with all marks in them: by post, then by edge."""

    text: str
    marks: Marks  # their places count from the start of `text`


def to_passages(graph: Graph, order: list[str], marks: Marks) -> Iterator[Passage]:
    """Yield the texts of all posts with marks, in the posts' order; a mark's post is its place in `order`."""
    marks = marks.of(np.argsort(marks.post, kind="stable"))
    posts, firsts = np.unique(marks.post, return_index=True)
    texts: list[str] = []
    begun, length = 0, 0
    for post, first in zip(posts.tolist(), firsts.tolist(), strict=True):
        if length > LARGEST:
            yield _to_passage(texts, marks.of(np.arange(begun, first)))
            texts, begun, length = [], first, 0
        noun = noun_of(graph, order[post])
        texts.append(noun.text if isinstance(noun, Post) else "")
        length += len(texts[-1])
    if texts:
        yield _to_passage(texts, marks.of(np.arange(begun, len(marks))))


def _to_passage(texts: list[str], marks: Marks) -> Passage:
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    shift: Integers = offsets[np.unique(marks.post, return_inverse=True)[1].reshape(-1)]
    moved = replace(marks, start=marks.start + shift, end=marks.end + shift)
    return Passage(text="\n".join([*texts, ""]), marks=moved)
