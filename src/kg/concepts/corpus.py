"""The Chinese of all posts as one array, for what can only be seen over all of them."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.grounds import Grounds, blotted
from kg.concepts.outline import place_of
from kg.model import Post, PostId

Numbers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.uint32]
Packed: TypeAlias = NDArray[np.unsignedinteger[Any]]  # 16 bits, or 32 if there are more than 8,192 different signs

KNOWN_BITS: Final = 3  # below the number of each sign: what known labels are to the place
_KNOWN: Final = (1 << KNOWN_BITS) - 1
_BLOCK_BITS: Final = 7  # a block has so many places that few posts begin in one, and all blocks fit a processor's cache
_AT_ONCE: Final = 256  # posts that are joined and packed together


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The outlines of some posts, one behind the other: two bytes for each place.

    A sign is known by its number: they are numbered by their code points. Those of gaps come first.
    """

    packed: Packed
    codes: Codes  # the code point of each sign by its number
    begins: Numbers  # the place at which each post begins, and the one behind the last
    titles: Numbers  # the place behind each post's title
    ranks: Numbers  # how many posts come before each, as `in_order` has them

    def signs_at(self, places: Numbers) -> Numbers:
        """Return the number of the sign at each of the places."""
        return (self.packed[places] >> KNOWN_BITS).astype(np.int64)

    def known_at(self, places: Numbers) -> Packed:
        """Return what known labels are to each of the places, as flags of `Known`."""
        known: Packed = self.packed[places] & np.uint8(_KNOWN)
        return known

    def posts_at(self, places: Numbers) -> Numbers:
        """Return the number of the post that each of the places lies in."""
        posts: Numbers = self.posts_of_blocks[places >> _BLOCK_BITS]
        while len(later := np.flatnonzero(self.begins[posts + 1] <= places)):
            posts[later] += 1
        return posts

    @cached_property
    def posts_of_blocks(self) -> Numbers:
        """The number of the post that each block of places begins in."""
        blocks = np.arange(0, len(self.packed), 1 << _BLOCK_BITS)
        return np.searchsorted(self.begins, blocks, side="right") - 1


def in_order(posts: Iterable[Post]) -> list[Post]:
    """Return the posts, earliest first, those without a date last."""
    return sorted(posts, key=lambda post: (post.published or date.max, post.id))


def to_corpus(posts: Sequence[Post], grounds: Iterable[Grounds]) -> Corpus:
    """Return the outlines of the posts as one array; the grounds of each, in their order, are let go on the way."""
    chunks: list[_Chunk] = []
    waiting: list[Grounds] = []
    sizes, titles = array("q"), array("q")
    for each in grounds:
        waiting.append(each)
        sizes.append(len(each.signs))
        titles.append(each.title)
        if len(waiting) == _AT_ONCE:
            chunks.append(_join(waiting))
            waiting.clear()
    chunks.append(_join(waiting))
    begins = np.concatenate(([0], np.cumsum(np.array(sizes, dtype=np.int64)))).astype(np.int64)
    codes = _codes_of(chunks)
    return Corpus(
        packed=_pack(chunks, codes, int(begins[-1])),
        codes=codes,
        begins=begins,
        titles=begins[:-1] + np.array(titles, dtype=np.int64),
        ranks=_ranks(posts),
    )


def _ranks(posts: Sequence[Post]) -> Numbers:
    number_of = {post.id: number for number, post in enumerate(posts)}
    ranks = np.empty(len(posts), dtype=np.int64)
    ranks[[number_of[post.id] for post in in_order(posts)]] = np.arange(len(posts))
    return ranks


@dataclass(frozen=True, slots=True)
class _Chunk:
    signs: str
    known: str


def _join(grounds: Iterable[Grounds]) -> _Chunk:
    return _Chunk("".join(each.signs for each in grounds), "".join(each.known for each in grounds))


def _codes_of(chunks: Iterable[_Chunk]) -> Codes:
    """Return the code points of the signs that occur, in their order."""
    occurs = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    for chunk in chunks:
        occurs[_to_codes(chunk.signs)] = True
    return np.flatnonzero(occurs).astype(np.uint32)


def _to_codes(signs: str) -> Codes:
    return np.frombuffer(signs.encode("utf-32-le"), dtype=np.uint32)


def _pack(chunks: list[_Chunk], codes: Codes, size: int) -> Packed:
    """Return the number of each sign with what known labels are to it; the chunks are let go on the way."""
    kind = np.dtype(np.uint16 if len(codes) <= (1 << 16 - KNOWN_BITS) else np.uint32)
    number_of: Packed = np.zeros(sys.maxunicode + 1, dtype=kind)
    number_of[codes] = np.arange(len(codes)) << KNOWN_BITS
    packed: Packed = np.empty(size, dtype=kind)
    end = size
    while chunks:
        chunk = chunks.pop()
        signs = _to_codes(chunk.signs)
        known = np.frombuffer(chunk.known.encode("ascii"), dtype=np.uint8) & np.uint8(_KNOWN)
        packed[end - len(signs) : end] = number_of[signs] | known
        end -= len(signs)
    return packed


def place_in(post: Post, number: int) -> int:
    """Return the offset in the text of a post at which the sign with this number stands."""
    return place_of(blotted(post), number)


def find_place(
    corpus: Corpus, posts: Sequence[Post], place: int, find: Callable[[Post, int], int] = place_in
) -> tuple[PostId, int]:
    """Return the post that a place lies in, and the offset in its text, as `find` tells it."""
    which = int(corpus.posts_at(np.array([place]))[0])
    post = posts[which]
    return post.id, find(post, place - int(corpus.begins[which]))
