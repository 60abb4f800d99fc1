"""What one post betrays of its blog by itself: all that can be told before the other posts are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.citations.addresses import (
    address_key,
    host_of,
    is_encyclopedia,
    is_filed,
    is_post_shaped,
    is_private,
    is_web,
    path_key,
)
from kg.citations.page import Page
from kg.citations.pointers import gives_own_address, pointers_of
from kg.citations.titles import title_key, weight_of
from kg.model import Post

LEAST_WEIGHT = 12  # of a title without marks, for its link to tell where the post lives
_MARKED = re.compile(r"\s*《(.+)》\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Clue:
    """A link or an address in a post, and what it tells."""

    address: str
    host: str  # empty where there is none
    path: str | None  # its key, where the address looks like a post's
    words: str  # the key of the address that the words are, empty where they are none
    title: str  # the key of the title of a post that the words may be, else empty
    is_link: bool
    is_private: bool
    is_filed: bool  # as blogs file posts
    is_own: bool  # the words before it say that the post lives there


@dataclass(frozen=True, slots=True)
class Clues:
    """Those of one post, and whether something stands in 《》 there."""

    quotes: bool
    clues: tuple[Clue, ...]


def find_clues(post: Post) -> Clues:
    """Look at one post."""
    page = Page(post)
    return Clues("《" in page.text, (*_clues_in(page),))


def _clues_in(page: Page) -> Iterator[Clue]:
    for pointer in pointers_of(page):
        address, words = pointer.address, pointer.span.of(page.text)
        host, is_shaped = host_of(address), is_post_shaped(address)
        is_own = is_shaped and not page.post.address and gives_own_address(page, pointer.span)
        yield Clue(
            address=address,
            host=host,
            path=path_key(address) if is_shaped else None,
            words=address_key(words) if is_web(words) else "",
            title="" if is_own or is_encyclopedia(host) else _title_key(words),
            is_link=pointer.is_link,
            is_private=is_private(address),
            is_filed=is_shaped and is_filed(address),
            is_own=is_own,
        )


def _title_key(words: str) -> str:
    """Return the key of what may be a title: words in 《》, or many."""
    marked = _MARKED.fullmatch(words)
    title = marked[1] if marked else words
    return title_key(title) if marked or weight_of(title) >= LEAST_WEIGHT else ""
