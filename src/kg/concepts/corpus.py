"""The prose of all posts as one array of characters, for what can only be seen over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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
    labels: Numbers  # how many known labels begin before the place

    def post_at(self, places: Numbers) -> Numbers:
        """Return the index of the post that each place lies in."""
        which: Numbers = np.searchsorted(self.begins, places, side="right") - 1
        return which

    def in_title(self, places: Numbers, length: int) -> Flags:
        """Tell of each place whether that many characters from there on lie in the title of their post."""
        ends = np.array([len(post.title or "") for post in self.posts], dtype=np.int64) + self.begins
        in_title: Flags = places + length <= ends[self.post_at(places)]
        return in_title

    def place_of(self, place: int) -> tuple[PostId, int]:
        """Return the post that a place lies in, and the offset in its text."""
        which = int(np.searchsorted(self.begins, place, side="right")) - 1
        return self.posts[which].id, place - int(self.begins[which])


def to_corpus(posts: Sequence[Post], index: LabelIndex) -> Corpus:
    """Return the texts as one array; the order in which the posts are given makes no difference."""
    ordered = tuple(in_order(posts))
    texts = [blotted(post) for post in ordered]
    begins = np.cumsum([1, *(len(text) + 1 for text in texts)], dtype=np.int64)[: len(texts)]
    whole = BETWEEN + "".join(text + BETWEEN for text in texts)
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    hits = list(_find_labels(whole, index))
    return Corpus(ordered, codes, begins, _cuts(hits, len(codes)), _starts(hits, len(codes)))


def in_order(posts: Iterable[Post]) -> list[Post]:
    """Return the posts, earliest first, those without a date last."""
    return sorted(posts, key=lambda post: (post.published or date.max, post.id))


def blotted(post: Post) -> str:
    """Return the text of a post in which no character of a zone is left; every offset holds."""
    text, pieces, end = post.text, [], 0
    for zone in post.zones:
        pieces += [text[end : zone.span.start], BLOT * len(zone.span)]
        end = zone.span.end
    return "".join([*pieces, text[end:]])


def _find_labels(whole: str, index: LabelIndex) -> Iterator[Span]:
    for start, end, names in index.find(fold(whole)):
        if end - start > 1 and not names[0].ambiguous and edges_hold(whole, start, end):
            yield Span(start, end)


def _cuts(labels: Sequence[Span], size: int) -> Flags:
    """Mark each place that lies between two characters of a label."""
    depth = np.zeros(size + 1, dtype=np.int64)
    np.add.at(depth, [span.start + 1 for span in labels], 1)
    np.subtract.at(depth, [span.end for span in labels], 1)
    cuts: Flags = np.cumsum(depth) > 0
    return cuts


def _starts(labels: Sequence[Span], size: int) -> Numbers:
    """Count for each place the labels that begin before it."""
    started = np.bincount([span.start + 1 for span in labels], minlength=size + 1)
    begun: Numbers = np.cumsum(started[: size + 1], dtype=np.int64)
    return begun
