"""Where posts live: which post an address, a path or a name leads to, and what looks like a post of the blog."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from kg.citations.addresses import address_key, host_of, is_page, is_post_path, is_web, path_key
from kg.citations.titles import title_key
from kg.model import Post, PostId
from kg.script import language_of
from kg.slug import slug_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DAY_IN_NAME = re.compile(r"^(?:\d{4}-\d{1,2}-\d{1,2}|\d{8})[-_ ]+")
_TIME_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?=[/-])")
_NAMES_A_POST = re.compile(r"\.(?:md|markdown|mdx)(?:[#?]|$)|[?&](?:p|page_id)=\d+", re.IGNORECASE)
# What files are called that says nothing of the post: its folder's name does.
_NAMELESS = frozenset(("index", "_index", "readme", "post", "article"))


class Places:
    """The posts by address, path and name; `hosts` are the blog's own, `learned` the addresses that links betray."""

    def __init__(self, posts: Sequence[Post], hosts: frozenset[str], learned: Mapping[str, PostId]) -> None:
        self.hosts = hosts
        self._post_by_id = {post.id: post for post in posts}
        self._post_by_key: dict[str, PostId] = {}
        self._posts_by_path: dict[str, set[PostId]] = defaultdict(set)
        self._posts_by_name: dict[str, set[PostId]] = defaultdict(set)
        for post in posts:
            self._add(post)
        for key, post_id in learned.items():
            self._post_by_key.setdefault(key, post_id)

    def _add(self, post: Post) -> None:
        for address in addresses_of(post):
            self._post_by_key.setdefault(address_key(address), post.id)
            if host_of(address) in self.hosts:
                self._posts_by_path[_absolute(address)].add(post.id)
        names = {title_key(post.title or "")}
        for source in post.sources:
            path = _absolute(source.path)
            self._posts_by_path[path].add(post.id)
            names.add(_name_of(path))
        for name in names - {""}:
            self._posts_by_name[name].add(post.id)

    def find(self, target: str) -> PostId | None:
        """Return the one post to which a link leads: by its id, its address, or its path on the blog's own hosts."""
        if target in self._post_by_id:
            return PostId(target)
        known = self._post_by_key.get(address_key(target)) if is_web(target) else None
        if known is not None or not self.is_own(target):
            return known
        return self._find_path(_absolute(target))

    def _find_path(self, path: str) -> PostId | None:
        exact = self._posts_by_path.get(path, set())
        if not exact and is_page(path):
            exact = {each for each in self._posts_by_name.get(_name_of(path), ()) if self._fits_time(each, path)}
        return next(iter(exact)) if len(exact) == 1 else None

    def _fits_time(self, post: PostId, path: str) -> bool:
        """Tell whether the post was published in the year and month that the path names, if it names any."""
        named, day = _TIME_IN_PATH.search(path), self._post_by_id[post].published
        return named is None or day is None or (day.year, day.month) == (int(named[1]), int(named[2]))

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


def _name_of(path: str) -> str:
    """Return the key of a path's last part without the day before it; of the folder where the file is an index.

    A mere number is no name: /archives/7 need not be the file 7.md.
    """
    parts = [part for part in path.split("/") if part]
    while len(parts) > 1 and parts[-1].lower() in _NAMELESS:
        parts.pop()
    name = title_key(_DAY_IN_NAME.sub("", parts[-1])) if parts else ""
    return "" if name.isdecimal() else name
