"""Where posts live, as far as their files, their front matter and the settings of their site tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from kg.model import Post, PostId
from kg.posts.addresses import address_key, exact_key, has_page_suffix, host_of, names_page, path_key
from kg.posts.permalink_names import LANGUAGE_BEHIND, Placed
from kg.posts.permalinks import Layout, find_paths, fold_path
from kg.posts.record import Record, Site
from kg.posts.titles import fold_title

_OTHER_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_SPACES = re.compile(r"[\s_]+")
_DAY_IN_NAME = re.compile(r"^(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8})[-_ ]+")
# Notes that are called by the minute they were written, 202301021300 Name, are linked to by it alone.
_MINUTE_IN_NAME = re.compile(r"^[0-9]{12,14}(?=[-_ ]|$)")
_YEAR_IN_PATH = re.compile(r"/((?:19|20)[0-9]{2})(?:[/-]([0-9]{1,2})(?=[/-]))?")
# Folders of a site under which no post lives: a tag's page may be called like a post.
_NO_POST = frozenset(
    "tag tags category categories topic topics images image img assets static files author authors".split()
)
_NO_SLUG = frozenset(
    ("", "index", "readme", "post", "posts", "blog", "archives", "about", "tags", "rss", "feed", "cn", "en", "zh")
)


class Places:
    """The posts by address, by path, by the last part of it, and by title."""

    def __init__(self, posts: Sequence[Post], records: Sequence[Record], sites: Iterable[Site] = ()) -> None:
        """Take the posts, their records in the same order, and what the settings of their sites tell."""
        self._posts = posts
        self._post_of_id = {post.id: post for post in posts}
        self._posts_of_address: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_exact_address: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_path: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_slug: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_permalink: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_plain_path: dict[str, set[PostId]] = defaultdict(set)
        self._language_of_file: dict[PostId, str] = {}
        self._paths_of_post: dict[PostId, tuple[str, ...]] = {}
        layouts = _Layouts(sites)
        self._posts_of_own_address: dict[str, set[PostId]] = defaultdict(set)
        self.hosts: set[str] = set()  # of all these addresses
        for post, record in zip(posts, records, strict=True):
            addresses = [each for each in (post.address, *post.aliases) if each]
            for own in addresses[:1]:
                self.hosts.add(host_of(own))
                self._posts_of_own_address[exact_key(own)].add(post.id)
            files = [source.path for source in post.sources]
            for path in (*addresses, *record.paths, *files):
                self._add(path, post.id)
            for path in files:
                self._add_without_language(path, post.id)
            self._paths_of_post[post.id] = (*record.paths, *files)
            for path in layouts.find_paths(record):
                self._posts_of_permalink[fold_path(path_key(path))].add(post.id)

    @cached_property
    def _posts_of_title(self) -> dict[str, set[PostId]]:
        """The posts by title: few blogs link by it."""
        found: dict[str, set[PostId]] = defaultdict(set)
        for post in self._posts:
            found[fold_title(post.title or "")].add(post.id)
        return found

    def _add(self, path: str, post: PostId) -> None:
        host = host_of(path)
        if host:
            self.hosts.add(host)
            self._posts_of_exact_address[exact_key(path)].add(post)
            if names_page(path):
                self._posts_of_address[address_key(path)].add(post)
            return
        key = path_key(path)
        if key:
            self._posts_of_path[key].add(post)
        for slug in _slugs(key):
            self._posts_of_slug[slug].add(post)

    def _add_without_language(self, path: str, post: PostId) -> None:
        """Let `post.en.md` be found by its name without the language, in that language first."""
        key = path_key(path)
        behind = LANGUAGE_BEHIND.search(key)
        if behind:
            plain = LANGUAGE_BEHIND.sub("", key).removesuffix("/index")
            self._posts_of_plain_path[plain].add(post)
            self._language_of_file[post] = behind[0]

    def find_in_language(self, path: str, like: PostId) -> PostId | None:
        """Return the one post of a file whose name is this but for its language: that of another post, if several."""
        several = self._posts_of_plain_path.get(path_key(path), set())
        alike = {post for post in several if self._language_of_file[post] == self._language_of_file.get(like)}
        return _only(several) or _only(alike)

    def find_address(self, address: str) -> PostId | None:
        """Return the one post that says it has this address, as its own before any other."""
        exact = exact_key(address)
        own = _only(self._posts_of_own_address.get(exact, ())) or _only(self._posts_of_exact_address.get(exact, ()))
        return own or _only(self._posts_of_address.get(address_key(address), ()))

    def find_path(self, path: str, *, guess: bool = True) -> PostId | None:
        """Return the one post at a path; else, unless told not to guess, the one whose name ends it in its time."""
        key = path_key(path)
        exact = _only(self._posts_of_path.get(key, ())) or self._find_permalink(key)
        called = [self._posts_of_slug[slug] for slug in _slugs(key) if slug in self._posts_of_slug] if guess else []
        if exact or not called or _NO_POST & set(path.lower().split("/")[:-1]):
            return exact
        if _OTHER_SUFFIX.search(path) and not has_page_suffix(path):
            return None
        fitting = self._in_time(path, *called)
        return _only(fitting) or self._in_folder(path, fitting)

    def _find_permalink(self, key: str) -> PostId | None:
        folded = fold_path(key) if self._posts_of_permalink else ""
        return _only(self._posts_of_permalink.get(folded, ())) if folded else None

    def _in_folder(self, path: str, posts: Iterable[PostId]) -> PostId | None:
        """Return the one of several posts of a name that shares most folders with the path."""
        likeness = {post: max(_shared_folders(path, each) for each in self._paths_of_post[post]) for post in posts}
        most = max(likeness.values(), default=0)
        return _only(post for post, shared in likeness.items() if shared == most) if most else None

    def find_name(self, name: str) -> PostId | None:
        """Return the one post whose file, slug or title this is."""
        found = self.find_path(name)
        return found or _only(self._posts_of_title.get(fold_title(name), ()) if fold_title(name) else ())

    def is_told_by(self, path: str, post: PostId) -> bool:
        """Tell whether a path names just this post: by its month, its folders, or a name of several words."""
        when, day = _YEAR_IN_PATH.search(f"/{path}"), self._post_of_id[post].published
        if when and when[2] and day:
            return True
        key = path_key(path)
        if any("-" in slug for slug in _slugs(key)):
            return True
        parts = key.count("/") + 1
        at = self._posts_of_path.get(key, ()) if parts > 1 else ()
        return post in at or any(_shared_folders(path, each) > 1 for each in self._paths_of_post[post])

    def _in_time(self, path: str, *candidates: set[PostId]) -> list[PostId]:
        """Return the candidates that were published in the year and the month that the path names, else the undated."""
        when, found = _YEAR_IN_PATH.search(f"/{path}"), sorted(set().union(*candidates))
        if not when:
            return found
        days = {post: self._post_of_id[post].published for post in found}
        agreeing = [
            post
            for post, day in days.items()
            if day and day.year == int(when[1]) and day.month == int(when[2] or day.month)
        ]
        return agreeing or [post for post, day in days.items() if not day]


class _Layouts:
    """How addresses are made below each folder that holds the settings of a site."""

    def __init__(self, sites: Iterable[Site]) -> None:
        told: dict[str, list[Site]] = defaultdict(list)
        for site in sites:
            told[_root_of(site.source.path)].append(site)
        self._layouts = {root: _to_layout(these) for root, these in told.items()}

    def find_paths(self, record: Record) -> set[str]:
        """Return the paths at which the tool of its site puts a post; the nearest settings above its file count."""
        found: set[str] = set()
        for source in record.sources if self._layouts else ():
            above = (str(folder) if str(folder) != "." else "" for folder in PurePosixPath(source.path).parents)
            root = next((folder for folder in above if folder in self._layouts), None)
            if root is not None:
                path = source.path.removeprefix(f"{root}/" if root else "")
                placed = Placed(path, record.title or "", record.published, record.fields)
                found |= find_paths(placed, self._layouts[root])
        return found


def _root_of(settings: str) -> str:
    """Return the folder of the site whose settings a file holds; Hugo keeps them two folders below."""
    folders = list(PurePosixPath(settings).parts[:-1])
    if "config" in folders[-2:]:
        folders = folders[: folders.index("config", max(0, len(folders) - 2))]
    return "/".join(folders)


def _to_layout(sites: Sequence[Site]) -> Layout:
    return Layout(
        permalinks=tuple(dict.fromkeys(permalink for site in sites for permalink in site.permalinks)),
        bases=tuple(sorted({site.base for site in sites} - {""})),
        language=next((site.language for site in sites if site.language), ""),
    )


def _shared_folders(path: str, other: str) -> int:
    """Return how many folders right above the last part two paths share."""
    folders = [fold_path(path_key(each)).split("/")[:-1] for each in (path, other)]
    shared = 0
    for one, two in zip(*map(reversed, folders), strict=False):
        if one != two:
            break
        shared += 1
    return shared


def _slugs(key: str) -> set[str]:
    """Return the last part of a path, of which this is the key, with and without a day before it."""
    last = _SPACES.sub("-", key.rpartition("/")[2])
    if not last[:1].isdigit():
        return {last} - _NO_SLUG
    minute = _MINUTE_IN_NAME.match(last)
    return {last, _DAY_IN_NAME.sub("", last), minute[0] if minute else last} - _NO_SLUG


def _only(found: Iterable[PostId]) -> PostId | None:
    """Return the one that was found; None if none was or several."""
    several = set(found) if found else ()
    return next(iter(several)) if len(several) == 1 else None
