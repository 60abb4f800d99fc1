"""Links inside the blog: which post a path, a file, a wiki name or an own address leads to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from kg.model import Link, Post, PostId, ZoneKind
from kg.posts.addresses import address_key, exact_key, has_page_suffix, host_of, is_local, names_page, path_key, path_of
from kg.posts.markdown.pieces import NAME
from kg.posts.record import Record
from kg.posts.references import KEY, Bibliographies, to_target
from kg.posts.titles import fold_title

LEAST_LINKS = 2  # posts of the input that links must hit for a host to be the blog's own
LEAST_SHARE = 0.5  # of all links to that host
_OTHER_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_SPACES = re.compile(r"[\s_]+")
_DAY_IN_NAME = re.compile(r"^(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8})[-_ ]+")
_YEAR_IN_PATH = re.compile(r"/((?:19|20)[0-9]{2})(?:[/-]([0-9]{1,2})(?=[/-]))?")
# Folders of a site under which no post lives: a tag's page may be called like a post.
_NO_POST = frozenset(
    "tag tags category categories topic topics images image img assets static files author authors".split()
)
_NO_SLUG = frozenset(
    ("", "index", "readme", "post", "posts", "blog", "archives", "about", "tags", "rss", "feed", "cn", "en", "zh")
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The posts with their links led to posts, and the hosts that are the blog's own."""

    posts: tuple[Post, ...]
    hosts: frozenset[str]


def resolve_links(
    posts: Sequence[Post],
    records: Sequence[Record],
    *,
    bibliographies: Bibliographies | None = None,
    hosts: Iterable[str] = (),
) -> Resolved:
    """Return the posts with links whose targets are ids of posts wherever they lead to a post of the input.

    `records` tell, post by post, where each lives. A link of the web counts only on the blog's own hosts: `hosts`,
    those of the posts' addresses, and those where most links hit a post. A link that fits several posts stays as it
    is. A key of a bibliography becomes the work it stands for; without any bibliography it is no link.
    """
    site = _Site(posts, records)
    own = _own_hosts(posts, site) | {*hosts}
    known = bibliographies or Bibliographies(())
    resolved = (
        _with_links(post, (*_resolved(post, site, own), *_cited(post, record, known)))
        for post, record in zip(posts, records, strict=True)
    )
    return Resolved(tuple(resolved), own)


class _Site:
    """The posts by address, by path, by the last part of it, and by title."""

    def __init__(self, posts: Sequence[Post], records: Sequence[Record]) -> None:
        self._post_of_id = {post.id: post for post in posts}
        self._posts_of_address: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_exact_address: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_path: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_slug: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_title: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_own_address: dict[str, set[PostId]] = defaultdict(set)
        for post, record in zip(posts, records, strict=True):
            addresses = [each for each in (post.address, *post.aliases) if each]
            for own in addresses[:1]:
                self._posts_of_own_address[exact_key(own)].add(post.id)
            files = [source.path for source in post.sources]
            for path in (*addresses, *record.paths, *files):
                self._add(path, post.id)
            self._posts_of_title[fold_title(post.title or "")].add(post.id)

    def _add(self, path: str, post: PostId) -> None:
        if host_of(path):
            self._posts_of_exact_address[exact_key(path)].add(post)
            if names_page(path):
                self._posts_of_address[address_key(path)].add(post)
            return
        if path_key(path):
            self._posts_of_path[path_key(path)].add(post)
        for slug in _slugs(path):
            self._posts_of_slug[slug].add(post)

    def find_address(self, address: str) -> PostId | None:
        """Return the one post that says it has this address, as its own before any other."""
        exact = exact_key(address)
        own = _only(self._posts_of_own_address.get(exact, ())) or _only(self._posts_of_exact_address.get(exact, ()))
        return own or _only(self._posts_of_address.get(address_key(address), ()))

    def find_path(self, path: str, *, guess: bool = True) -> PostId | None:
        """Return the one post at a path; else, unless told not to guess, the one whose name ends it in its time."""
        exact = _only(self._posts_of_path.get(path_key(path), ()))
        if exact or not guess or _NO_POST & set(path.lower().split("/")[:-1]):
            return exact
        if _OTHER_SUFFIX.search(path) and not has_page_suffix(path):
            return None
        return _only(self._in_time(path, *(self._posts_of_slug.get(slug, set()) for slug in _slugs(path))))

    def find_name(self, name: str) -> PostId | None:
        """Return the one post whose file, slug or title this is."""
        found = self.find_path(name)
        return found or _only(self._posts_of_title.get(fold_title(name), ()) if fold_title(name) else ())

    def is_told_by(self, path: str, post: PostId) -> bool:
        """Tell whether a path names just this post: by its month, or by a name of several words, none of a concept."""
        when, day = _YEAR_IN_PATH.search(f"/{path}"), self._post_of_id[post].published
        if when and when[2] and day:
            return True
        return any("-" in slug for slug in _slugs(path))

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


def _own_hosts(posts: Sequence[Post], site: _Site) -> frozenset[str]:
    own = {host_of(post.address) for post in posts if post.address}
    links: Counter[str] = Counter()
    hits: dict[str, list[PostId]] = defaultdict(list)
    for post in posts:
        for address in {address for _, address in _addresses(post)}:
            host, path = host_of(address), path_of(address)
            if host and path.strip("/") and not is_local(host):
                links[host] += 1
                found = site.find_path(path)
                if found and site.is_told_by(path, found):
                    hits[host].append(found)
    voted = {
        host
        for host, found_there in hits.items()
        if len(set(found_there)) >= LEAST_LINKS and len(found_there) >= LEAST_SHARE * links[host]
    }
    return frozenset((own | voted) - {""})


def _addresses(post: Post) -> Iterator[tuple[Link, str]]:
    """Yield the links of a post, and the addresses in its text as links."""
    for link in post.links:
        if not link.target.startswith(KEY):
            yield link, link.target
    for zone in post.zones:
        if zone.kind is ZoneKind.ADDRESS:
            address = zone.span.of(post.text)
            yield Link(zone.span, address), address if "://" in address else f"http://{address}"


def _resolved(post: Post, site: _Site, hosts: frozenset[str]) -> Iterator[Link]:
    """Yield the links of a post with the ids they lead to, and addresses in its text that lead to posts."""
    links = set(post.links)
    linked = {link.span for link in post.links}
    for link, address in _addresses(post):
        found = _find(post, address, site, hosts)
        if link in links:
            yield replace(link, target=found or link.target.removeprefix(NAME))
        elif found and link.span not in linked:
            yield replace(link, target=found)


def _cited(post: Post, record: Record, known: Bibliographies) -> Iterator[Link]:
    """Yield the post's links by key, led to the works that they stand for."""
    for link in post.links if known else ():
        if link.target.startswith(KEY):
            work = known.find(link.target.removeprefix(KEY), record.bibliography)
            yield replace(link, target=to_target(work)) if work else link


def _find(post: Post, address: str, site: _Site, hosts: frozenset[str]) -> PostId | None:
    if address.startswith(NAME):
        return site.find_name(unquote(address.removeprefix(NAME)))
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.netloc:
        return site.find_address(address) or (site.find_path(path) if host_of(address) in hosts else None)
    if parts.scheme or not path:
        return None
    if path.startswith("/"):
        return site.find_path(path)
    folders = sorted({posixpath.dirname(source.path) for source in post.sources})
    beside = (site.find_path(posixpath.normpath(posixpath.join(folder, path)), guess=False) for folder in folders)
    return next(filter(None, beside), None) or site.find_path(path)


def _with_links(post: Post, links: Iterable[Link]) -> Post:
    found = tuple(sorted(set(links)))
    return post if found == post.links else replace(post, links=found)


def _slugs(path: str) -> set[str]:
    """Return the last part of a path, with and without a day before it."""
    last = _SPACES.sub("-", path_key(path).rpartition("/")[2])
    return {last, _DAY_IN_NAME.sub("", last)} - _NO_SLUG


def _only(found: Iterable[PostId]) -> PostId | None:
    """Return the one that was found; None if none was or several."""
    several = set(found)
    return next(iter(several)) if len(several) == 1 else None
