"""The prose of all posts as one array of characters, for what can only be seen over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.boundaries import edges_hold
from kg.model import Post, PostId, Span
from kg.script import fold
from kg.vocabulary.index import LabelIndex

Numbers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

BLOT = "\N{OBJECT REPLACEMENT CHARACTER}"
BETWEEN = "\0"  # stands around every post, so that each place has two neighbours


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts of some posts, one behind the other, zones blotted out. Places count code points of `codes`."""

    posts: tuple[Post, ...]  # earliest first
    codes: Numbers  # the code point at each place
    begins: Numbers  # the place at which each post's text begins
    cuts: Flags  # whether a known label stands across the left edge of the place

    def post_at(self, places: Numbers) -> Numbers:
        """Return the index of the post that each place lies in."""
        return np.searchsorted(self.begins, places, side="right") - 1

    def in_title(self, places: Numbers, length: int) -> Flags:
        """Tell of each place whether that many characters from there on lie in the title of their post."""
        ends = np.array([len(post.title or "") for post in self.posts], dtype=np.int64) + self.begins
        return places + length <= ends[self.post_at(places)]

    def place_of(self, place: int) -> tuple[PostId, int]:
        """Return the post that a place lies in, and the offset in its text."""
        which = int(np.searchsorted(self.begins, place, side="right")) - 1
        return self.posts[which].id, place - int(self.begins[which])


def to_corpus(posts: Sequence[Post], index: LabelIndex) -> Corpus:
    """Return the texts as one array; the order in which the posts are given makes no difference."""
    ordered = tuple(sorted(posts, key=lambda post: (post.published is None, post.published, post.id)))
    texts = [_blotted(post) for post in ordered]
    begins = np.cumsum([1, *(len(text) + 1 for text in texts)], dtype=np.int64)[: len(texts)]
    whole = BETWEEN + "".join(text + BETWEEN for text in texts)
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    return Corpus(ordered, codes, begins, _cuts(whole, index))


def _blotted(post: Post) -> str:
    text, pieces, end = post.text, [], 0
    for zone in post.zones:
        pieces += [text[end : zone.span.start], BLOT * len(zone.span)]
        end = zone.span.end
    return "".join([*pieces, text[end:]])


def _cuts(whole: str, index: LabelIndex) -> Flags:
    """Mark each place that lies between two characters of an unambiguous label."""
    opened, closed = [0], [0]
    for hit in index.find(fold(whole)):
        if len(hit.span) > 1 and not hit.names[0].ambiguous and edges_hold(whole, hit.span):
            opened.append(hit.span.start + 1)
            closed.append(hit.span.end)
    depth = np.zeros(len(whole) + 1, dtype=np.int64)
    np.add.at(depth, opened, 1)
    np.subtract.at(depth, closed, 1)
    return np.cumsum(depth) > 0
