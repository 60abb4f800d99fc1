"""Links inside the blog that lead to no post of the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.citations.addresses import is_page, path_of
from kg.citations.page import Page
from kg.citations.places import Places
from kg.citations.sites import gives_own_address, pointers_of
from kg.model import Post, PostId, Span


class Missing(StrEnum):
    """What a dangling link seems to have led to."""

    POST = "post"
    PAGE = "page"  # of the site, or a post with a name that does not look like one


@dataclass(frozen=True, slots=True, order=True)
class Dangling:
    """A link inside the blog whose target is not in the input, and the words that carry it."""

    post: PostId
    span: Span
    target: str
    missing: Missing


def find_dangling(posts: Iterable[Post], places: Places) -> tuple[Dangling, ...]:
    """Return the links of the posts to their own blog that lead to none of them, sorted.

    Left out are jumps inside a page, pictures and other files, feeds, and the lists of tags and categories.
    """
    return tuple(sorted({found for post in posts for found in _dangling_in(Page(post), places)}))


def _dangling_in(page: Page, places: Places) -> Iterator[Dangling]:
    for pointer in pointers_of(page):
        target = pointer.address
        if not places.is_own(target) or places.find(target) is not None or not is_page(path_of(target) or target):
            continue
        if not gives_own_address(page, pointer.span):
            missing = Missing.POST if places.to_stub(target) else Missing.PAGE
            yield Dangling(page.post.id, pointer.span, target, missing)
