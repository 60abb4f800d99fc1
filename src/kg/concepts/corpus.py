"""The prose of all posts as one array of characters, for what can only be seen over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.boundaries import edges_hold
from kg.model import Post, PostId, Span
from kg.script import fold
from kg.vocabulary.index import LabelIndex

Numbers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.int32]  # where there is one for each character of a corpus
Flags: TypeAlias = NDArray[np.bool_]

BLOT = "\N{OBJECT REPLACEMENT CHARACTER}"
BETWEEN = "\0"  # stands around every post, so that each place has two neighbours


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts of some posts, one behind the other, zones blotted out. Places count code points of `codes`."""

    posts: tuple[Post, ...]  # earliest first
    codes: Codes  # the code point at each place
    begins: Numbers  # the place at which each post's text begins
    cuts: Flags  # whether a known label stands across the left edge of the place
    labels: Codes  # how many known labels begin before the place

    def post_at(self, places: Codes) -> Codes:
        """Return the index of the post that each place lies in; the places ascend."""
        starts = np.searchsorted(places, self.begins)
        sizes = np.diff(starts, append=len(places))
        return np.repeat(np.arange(len(self.posts), dtype=np.int32), sizes)

    def in_title(self, places: Codes, length: int) -> Flags:
        """Tell of each place whether that many characters from there on lie in the title; the places ascend."""
        ends = np.array([len(post.title or "") for post in self.posts], dtype=np.int64) + self.begins
        in_title: Flags = places + length <= ends[self.post_at(places)]
        return in_title

    def place_of(self, place: int) -> tuple[PostId, int]:
        """Return the post that a place lies in, and the offset in its text."""
        which = int(np.searchsorted(self.begins, place, side="right")) - 1
        return self.posts[which].id, place - int(self.begins[which])


def to_corpus(posts: Sequence[Post], index: LabelIndex, labels: Mapping[PostId, Sequence[int]] | None = None) -> Corpus:
    """Return the texts as one array; the order in which the posts are given makes no difference.

    `labels` are the starts and ends, by turns, of the known labels in each post, where they were found before.
    """
    ordered = tuple(in_order(posts))
    sizes = [len(post.text) + 1 for post in ordered]
    begins = np.cumsum([1, *sizes], dtype=np.int64)[: len(sizes)]
    found = [labels[post.id] if labels is not None else _places_of_labels(post, index) for post in ordered]
    edges = np.fromiter(chain.from_iterable(found), dtype=np.int64)
    edges += np.repeat(begins, [len(each) for each in found])
    size = 1 + sum(sizes)
    return Corpus(ordered, _codes(ordered, size), begins, _cuts(edges, size), _starts(edges, size))


def _codes(posts: Iterable[Post], size: int) -> Codes:
    codes = np.empty(size, dtype=np.int32)
    codes[0], at = ord(BETWEEN), 1
    for post in posts:
        text = blotted(post) + BETWEEN
        codes[at : at + len(text)] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.int32)
        at += len(text)
    return codes


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


def _places_of_labels(post: Post, index: LabelIndex) -> list[int]:
    return [place for span in find_labels(blotted(post), index) for place in (span.start, span.end)]


def find_labels(text: str, index: LabelIndex) -> Iterator[Span]:
    """Yield where unambiguous labels of two characters and more stand whole in a text."""
    for start, end, names in index.find(fold(text)):
        if end - start > 1 and not names[0].ambiguous and edges_hold(text, start, end):
            yield Span(start, end)


def _cuts(edges: Numbers, size: int) -> Flags:
    """Mark each place that lies between two characters of a label."""
    depth = np.zeros(size + 1, dtype=np.int16)
    np.add.at(depth, edges[::2] + 1, 1)
    np.subtract.at(depth, edges[1::2], 1)
    cuts: Flags = np.cumsum(depth, dtype=np.int16) > 0
    return cuts


def _starts(edges: Numbers, size: int) -> Codes:
    """Count for each place the labels that begin before it."""
    started = np.zeros(size + 1, dtype=np.int16)
    np.add.at(started, edges[::2] + 1, 1)
    begun: Codes = np.cumsum(started, dtype=np.int32)
    return begun
