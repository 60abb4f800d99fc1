"""Links inside the blog: which post a path, a file, a wiki name or an own address leads to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from kg.model import Link, Post, PostId, ZoneKind
from kg.posts.markdown.pieces import NAME
from kg.posts.record import Record
from kg.posts.titles import fold_title

LEAST_LINKS = 2  # that must hit posts of the input for a host to be the blog's own
LEAST_SHARE = 0.5  # of all links to that host
_PAGE_SUFFIX = re.compile(r"(?:/index)?\.(?:html?|md|markdown|mdx|php|aspx)$|/index$", re.IGNORECASE)
_OTHER_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_QUERY_THAT_NAMES = re.compile(r"(?<=[?&])(?:p|page_id|id)=[0-9]+")
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


def resolve_links(posts: Sequence[Post], records: Sequence[Record]) -> list[Post]:
    """Return the posts with links whose targets are ids of posts wherever they lead to a post of the input.

    `records` tell, post by post, where each lives. A link of the web counts only on the blog's own hosts: those of
    the posts' addresses, and those where most links hit a post. A link that fits several posts stays as it is.
    """
    site = _Site(posts, records)
    hosts = _own_hosts(posts, site)
    return [_with_links(post, _resolved(post, site, hosts)) for post in posts]


class _Site:
    """The posts by address, by path, by the last part of it, and by title."""

    def __init__(self, posts: Sequence[Post], records: Sequence[Record]) -> None:
        self._post_of_id = {post.id: post for post in posts}
        self._posts_of_address: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_path: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_slug: dict[str, set[PostId]] = defaultdict(set)
        self._posts_of_title: dict[str, set[PostId]] = defaultdict(set)
        for post, record in zip(posts, records, strict=True):
            addresses = [each for each in (post.address, *post.aliases) if each]
            files = [source.path for source in post.sources]
            for path in (*addresses, *record.paths, *files):
                self._add(path, post.id)
            self._posts_of_title[fold_title(post.title or "")].add(post.id)

    def _add(self, path: str, post: PostId) -> None:
        if host_of(path):
            self._posts_of_address[_address_key(path)].add(post)
            return
        if _key(path):
            self._posts_of_path[_key(path)].add(post)
        for slug in _slugs(path):
            self._posts_of_slug[slug].add(post)

    def find_address(self, address: str) -> PostId | None:
        """Return the one post that says it has this address."""
        return _only(self._posts_of_address.get(_address_key(address), ()))

    def find_path(self, path: str, *, guess: bool = True) -> PostId | None:
        """Return the one post at a path; else, unless told not to guess, the one whose name ends it in its time."""
        exact = _only(self._posts_of_path.get(_key(path), ()))
        if exact or not guess or _NO_POST & set(path.lower().split("/")[:-1]):
            return exact
        if _OTHER_SUFFIX.search(path) and not _PAGE_SUFFIX.search(path):
            return None
        return _only(self._in_time(path, *(self._posts_of_slug.get(slug, set()) for slug in _slugs(path))))

    def find_name(self, name: str) -> PostId | None:
        """Return the one post whose file, slug or title this is."""
        found = self.find_path(name)
        return found or _only(self._posts_of_title.get(fold_title(name), ()) if fold_title(name) else ())

    def _in_time(self, path: str, *candidates: set[PostId]) -> Iterator[PostId]:
        """Yield the candidates that were published in the year and the month that the path names."""
        when = _YEAR_IN_PATH.search(f"/{path}")
        for post in sorted(set().union(*candidates)):
            day = self._post_of_id[post].published
            if not when or not day or (day.year == int(when[1]) and day.month == int(when[2] or day.month)):
                yield post


def _own_hosts(posts: Sequence[Post], site: _Site) -> frozenset[str]:
    own = {host_of(post.address) for post in posts if post.address}
    links: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for post in posts:
        for address in {address for _, address in _addresses(post)}:
            host, path = host_of(address), path_of(address)
            if host and path.strip("/"):
                links[host] += 1
                hits[host] += site.find_path(path) is not None
    voted = {host for host, hit in hits.items() if hit >= LEAST_LINKS and hit >= LEAST_SHARE * links[host]}
    return frozenset((own | voted) - {""})


def _addresses(post: Post) -> Iterator[tuple[Link, str]]:
    """Yield the links of a post, and the addresses in its text as links."""
    for link in post.links:
        yield link, link.target
    for zone in post.zones:
        if zone.kind is ZoneKind.ADDRESS:
            address = zone.span.of(post.text)
            yield Link(zone.span, address), address if "://" in address else f"http://{address}"


def _resolved(post: Post, site: _Site, hosts: frozenset[str]) -> Iterator[Link]:
    """Yield the links of a post with the ids they lead to, and addresses in its text that lead to posts."""
    linked = {link.span for link in post.links}
    for link, address in _addresses(post):
        found = _find(post, address, site, hosts)
        if link in post.links:
            yield replace(link, target=found or link.target.removeprefix(NAME))
        elif found and link.span not in linked:
            yield replace(link, target=found)


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


def host_of(address: str) -> str:
    """Return the host of an address in small letters, without `www.`; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(address: str) -> str:
    """Return the path of an address, empty where it is none."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _address_key(address: str) -> str:
    """Return what the forms of one address share; a query counts only where it names the post."""
    named = _QUERY_THAT_NAMES.search(address)
    return f"{host_of(address)}/{_key(path_of(address))}{named[0] if named else ''}"


def _key(path: str) -> str:
    return _PAGE_SUFFIX.sub("", path.split("#")[0]).strip("/").lower()


def _slugs(path: str) -> set[str]:
    """Return the last part of a path, with and without a day before it."""
    last = _SPACES.sub("-", _key(path).rpartition("/")[2])
    return {last, _DAY_IN_NAME.sub("", last)} - _NO_SLUG


def _only(found: Iterable[PostId]) -> PostId | None:
    """Return the one that was found; None if none was or several."""
    several = set(found)
    return next(iter(several)) if len(several) == 1 else None
