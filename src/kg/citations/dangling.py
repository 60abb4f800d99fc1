"""Links that lead nowhere though they should: inside the blog, to the author's own machine, by a key that is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz, process

from kg.citations.addresses import is_page, is_private, path_of
from kg.citations.page import Page
from kg.citations.places import Places, addresses_of, name_of
from kg.citations.pointers import Pointer, gives_own_address, pointers_of
from kg.citations.titles import title_key
from kg.model import Post, PostId, Source, Span
from kg.posts.references import KEY

LEAST_LIKENESS = 70.0  # per cent, of the name of a post that a dangling link may mean; rapidfuzz's ratio
LEAST_LETTERS = 3  # of a name that anything can be like


class Missing(StrEnum):
    """What a dangling link seems to have led to."""

    POST = "post"
    PAGE = "page"  # of the site, or a post with a name that does not look like one
    LOCAL = "local address"  # on the author's own machine, where no reader gets
    KEY = "key"  # of a bibliography that is not in the input, or does not have it


@dataclass(frozen=True, slots=True)
class Dangling:
    """A link whose target is not in the input, and the words that carry it."""

    post: PostId
    span: Span
    target: str
    missing: Missing
    source: Source | None = None  # where the post starts
    nearest: PostId | None = None  # the post of the input that it may have meant


def finder_among(posts: Sequence[Post], places: Places) -> Callable[[Post], Iterator[Dangling]]:
    """Return what yields the links of one of the posts to their own blog that lead to none of them, some twice.

    Left out are jumps inside a page, pictures and other files, feeds, and the lists of tags and categories. What is
    found depends on that post, and of all others on nothing but what they are called and where they live.
    """
    nearby = _Nearby(posts)
    return lambda post: _dangling_in(Page(post), places, nearby)


def in_order(found: Iterable[Dangling]) -> tuple[Dangling, ...]:
    """Return each link once, sorted."""
    return tuple(sorted({*found}, key=lambda each: (each.post, each.span, each.target, each.missing)))


def _dangling_in(page: Page, places: Places, nearby: _Nearby) -> Iterator[Dangling]:
    source = min(page.post.sources, default=None)
    for pointer in pointers_of(page):
        missing = _missing_at(page, pointer, places)
        if missing is None:
            continue
        target = pointer.address.removeprefix(KEY)
        nearest = None if missing is Missing.KEY else places.find_at_path(path_of(target))
        if nearest is None and missing is not Missing.KEY:
            nearest = nearby.find(target, pointer.span.of(page.text), but=page.post.id)
        yield Dangling(page.post.id, pointer.span, target, missing, source, nearest)


def _missing_at(page: Page, pointer: Pointer, places: Places) -> Missing | None:
    target = pointer.address
    if target.startswith(KEY):
        return Missing.KEY
    if is_private(target):
        # One that leads to no post anyway is what a tutorial tells to open: http://localhost:8888.
        meant = places.find_at_path(path_of(target)) if pointer.is_link else None
        return Missing.LOCAL if meant not in (None, page.post.id) and places.find(target) is None else None
    if not places.is_own(target) or places.find(target) is not None or not is_page(path_of(target) or target):
        return None
    if gives_own_address(page, pointer.span):
        return None
    return Missing.POST if places.to_stub(target) else Missing.PAGE


class _Nearby:
    """The names and titles of the posts, asked for the one that is most like a target."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._all = posts
        self._known: dict[str, list[tuple[PostId, float]]] = {}  # by what was asked: many links miss one post

    @cached_property
    def _posts(self) -> dict[str, PostId]:
        """The posts by their names, sorted; many blogs have no link that leads nowhere."""
        posts: dict[str, PostId] = {}
        for post in sorted(self._all, key=lambda each: each.id):
            places = (*(path_of(each) for each in addresses_of(post)), *(source.path for source in post.sources))
            for name in (title_key(post.title or ""), *map(name_of, places)):
                if len(name) >= LEAST_LETTERS:
                    posts.setdefault(name, post.id)
        return dict(sorted(posts.items()))

    def find(self, target: str, words: str, *, but: PostId) -> PostId | None:
        """Return the post, other than the one that links, whose name is most like the target's or the link's words."""
        best: tuple[float, PostId] | None = None
        for asked in (name_of(path_of(target) or target), title_key(words)):
            for post, likeness in self._like(asked):
                if post != but and (best is None or likeness > best[0]):
                    best = (likeness, post)
        return best[1] if best else None

    def _like(self, asked: str) -> list[tuple[PostId, float]]:
        if len(asked) < LEAST_LETTERS:
            return []
        if asked not in self._known:
            likely = process.extract(
                asked, self._posts.keys(), scorer=fuzz.ratio, processor=None, limit=3, score_cutoff=LEAST_LIKENESS
            )
            self._known[asked] = [(self._posts[name], likeness) for name, likeness, _ in likely]
        return self._known[asked]
