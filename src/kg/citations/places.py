"""Where posts live: which post an address, a path or a name leads to, and what looks like a post of the blog."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from rapidfuzz import fuzz

from kg.citations.addresses import address_key, host_of, is_page, is_post_path, is_web, path_key, path_of
from kg.citations.titles import title_key
from kg.model import Post, PostId
from kg.posts.addresses import exact_key, names_page
from kg.script import language_of
from kg.slug import slug_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DAY_IN_NAME = re.compile(r"^(?:\d{4}-\d{1,2}-\d{1,2}|\d{8})[-_ ]+")
_TIME_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?=[/-])")
_NAMES_A_POST = re.compile(r"\.(?:md|markdown|mdx)(?:[#?]|$)|[?&](?:p|page_id)=\d+", re.IGNORECASE)
LEAST_LIKENESS = 80.0  # per cent, of two names for them to be one; rapidfuzz's ratio
# What files are called that says nothing of the post: its folder's name does.
_NAMELESS = frozenset(("index", "_index", "readme", "post", "article"))


class Places:
    """The posts by address, path and name; `hosts` are the blog's own, `learned` the addresses that links betray."""

    def __init__(self, posts: Sequence[Post], hosts: frozenset[str], learned: Mapping[str, PostId]) -> None:
        self.hosts, self.learned = hosts, learned
        self._post_by_id = {post.id: post for post in posts}
        self._post_by_key: dict[str, PostId] = {}
        self._post_by_exact_key: dict[str, PostId] = {}
        self._posts_by_path: dict[str, list[PostId]] = {}
        self._posts_by_name: dict[str, list[PostId]] = {}
        for post in posts:
            self._add(post)
        for key, these in self._aliases_of(posts).items():
            if len(these) == 1:
                self._post_by_key.setdefault(key, next(iter(these)))
        for key, post_id in learned.items():
            self._post_by_key.setdefault(key, post_id)

    @staticmethod
    def _aliases_of(posts: Sequence[Post]) -> Mapping[str, set[PostId]]:
        found: dict[str, set[PostId]] = defaultdict(set)
        for post in posts:
            for alias in filter(names_page, post.aliases):
                found[address_key(alias)].add(post.id)
        return found

    def _add(self, post: Post) -> None:
        if post.address:
            self._post_by_exact_key.setdefault(exact_key(post.address), post.id)
        if post.address and names_page(post.address):
            self._post_by_key.setdefault(address_key(post.address), post.id)
        paths = {_absolute(address) for address in addresses_of(post) if host_of(address) in self.hosts}
        files = {_absolute(source.path) for source in post.sources}
        for path in paths | files:
            self._posts_by_path.setdefault(path, []).append(post.id)
        for name in {title_key(post.title or ""), *map(name_of, files)} - {""}:
            self._posts_by_name.setdefault(name, []).append(post.id)

    def find(self, target: str) -> PostId | None:
        """Return the one post to which a link leads: by its id, its address, or its path on the blog's own hosts."""
        if target in self._post_by_id:
            return PostId(target)
        known = self._post_by_exact_key.get(exact_key(target)) if is_web(target) else None
        if known is None and is_web(target):
            known = self._post_by_key.get(address_key(target))
        if known is not None or not self.is_own(target):
            return known
        return self._find_path(_absolute(target))

    def is_called(self, post: PostId, name: str) -> bool:
        """Tell whether the post's file or address is called so, or nearly: env-setup for Environment Setup."""
        called = self._post_by_id[post]
        places = (
            *(path_of(each) for each in addresses_of(called)),
            *(_absolute(source.path) for source in called.sources),
        )
        known = {title_key(called.title or ""), *map(name_of, places)} - {""}
        return any(fuzz.ratio(each, title_key(name)) >= LEAST_LIKENESS for each in known)

    def find_at_path(self, path: str) -> PostId | None:
        """Return the one post at this path of the blog, whatever host was named before it."""
        return self._find_path(_absolute(path)) if path.strip("/") else None

    def _find_path(self, path: str) -> PostId | None:
        found: Sequence[PostId] = self._posts_by_path.get(path, ())
        if not found and is_page(path):
            found = self._in_time(path, self._posts_by_name.get(name_of(path), ()))
        return found[0] if len(found) == 1 else None

    def _in_time(self, path: str, posts: Sequence[PostId]) -> Sequence[PostId]:
        """Return those published in the year and month that the path names, else the undated; all if it names none."""
        named = _TIME_IN_PATH.search(path)
        if named is None:
            return posts
        month = (int(named[1]), int(named[2]))
        days = [(post, self._post_by_id[post].published) for post in posts]
        agreeing = tuple(post for post, day in days if day and (day.year, day.month) == month)
        return agreeing or tuple(post for post, day in days if day is None)

    def is_own(self, target: str) -> bool:
        """Tell whether a link stays inside the blog: it has no host, or one of the blog's own."""
        if is_web(target):
            return host_of(target) in self.hosts
        return bool(target.strip()) and not target.startswith("#") and _SCHEME.match(target) is None

    def to_stub(self, target: str) -> Post | None:
        """Return the post of the blog, absent from the input, that the target looks like."""
        if not self.is_own(target):
            return None
        path, named = _absolute(target), _NAMES_A_POST.search(target) is not None
        if is_web(target):
            return Post(id=PostId(target), address=target) if named or is_post_path(path) else None
        if " " in target.strip() and "/" not in target and is_page(path):  # the name of a note
            return Post(id=PostId(f"post/{slug_of(target)}"), title=target.strip(), language=language_of(target))
        return self._stub_at(path) if named or is_post_path(path) else None

    def _stub_at(self, path: str) -> Post:
        if len(self.hosts) == 1:
            address = f"https://{next(iter(self.hosts))}{quote(path, safe='/?=')}"
            return Post(id=PostId(address), address=address)
        name = PostId(f"post/{slug_of(path)}")
        return Post(id=PostId(f"{name}-elsewhere") if name in self._post_by_id else name)


def addresses_of(post: Post) -> list[str]:
    """Return the addresses at which a post lives: its own and its aliases."""
    return [address for address in (post.address, *post.aliases) if address]


def _absolute(target: str) -> str:
    """Return the key of a target's path from the root, however many folders up it starts."""
    return "/" + path_key(target).lstrip("./")


def month_and_name(path: str) -> tuple[int, int, str] | None:
    """Return year and month that a path names, and the key of its last part."""
    named = _TIME_IN_PATH.search(path)
    return (int(named[1]), int(named[2]), name_of(path)) if named else None


def name_of(path: str) -> str:
    """Return the key of a path's last part without the day before it; of the folder where the file is an index.

    A mere number is no name: /archives/7 need not be the file 7.md.
    """
    parts = [part for part in path.split("/") if part]
    while len(parts) > 1 and parts[-1].lower() in _NAMELESS:
        parts.pop()
    name = title_key(_DAY_IN_NAME.sub("", parts[-1])) if parts else ""
    return "" if name.isdecimal() else name
