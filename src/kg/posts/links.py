"""Links inside the blog: which post a path, a file, a wiki name or an own address leads to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from kg.model import Link, Post, PostId
from kg.posts.addresses import host_of, is_local, path_of
from kg.posts.markdown.pieces import NAME
from kg.posts.places import Places
from kg.posts.record import Record, Site
from kg.posts.references import KEY, Bibliographies, to_target

# What tools write before the path of a file or of the site: Pelican, Zola, Docusaurus, Ghost.
_BESIDE = re.compile(r"^(?:\{filename\}|\|filename\|)(?!/)")
_ROOTED = re.compile(r"^(?:(?:\{filename\}|\|filename\||@site|__GHOST_URL__|@)/)")
_BY_SLUG = re.compile(r"^link://(?:slug|filename)/")  # Nikola
_WEB = ("https://", "http://")
LEAST_LINKS = 2  # posts of the input that links must hit for a host to be the blog's own
LEAST_SHARE = 0.5  # of all links to that host


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where a post points: the links its author made, and the addresses in its text, with themselves as targets."""

    links: tuple[Link, ...]
    addresses: tuple[Link, ...]

    def asked(self) -> Iterator[tuple[Link, str]]:
        """Yield the links, but for those that give keys, and the addresses in the text, each with where it leads."""
        for link in self.links:
            if not link.target.startswith(KEY):
                yield link, link.target
        for link in self.addresses:
            yield link, link.target if "://" in link.target else f"http://{link.target}"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The posts with their links led to posts, and the hosts that are the blog's own."""

    posts: tuple[Post, ...]
    hosts: frozenset[str]


def resolve_links(
    posts: Sequence[Post],
    records: Sequence[Record],
    pointings: Sequence[Pointing],
    *,
    bibliographies: Bibliographies | None = None,
    sites: Iterable[Site] = (),
) -> Resolved:
    """Return the posts with links whose targets are ids of posts wherever they lead to a post of the input.

    `records` tell, post by post, where each lives, and `pointings` where it points. A link of the web counts only on
    the blog's own hosts: those of `sites`, of the posts' addresses, and those where most links hit a post. A link that
    fits several posts stays as it is. A key of a bibliography becomes the work it stands for; without
    any bibliography it is no link.
    """
    sites = tuple(sites)
    places = Places(posts, records, sites)
    told = [post.address for post in posts if post.address] + [each.address for each in sites]
    own = _own_hosts(frozenset(map(host_of, told)), pointings, places)
    known = bibliographies or Bibliographies(())
    resolved: list[Post] = []
    for post, record, pointing in zip(posts, records, pointings, strict=True):
        links = (*_resolved(post, pointing, places, own), *_cited(pointing, record, known))
        found = tuple(sorted(set(links)))
        resolved.append(post if found == pointing.links else post.revised(links=found))
    return Resolved(tuple(resolved), own)


def _own_hosts(own: frozenset[str], pointings: Iterable[Pointing], places: Places) -> frozenset[str]:
    """Return the hosts that are known to be the blog's own, and those that links vote for."""
    links: Counter[str] = Counter()
    hits: dict[str, list[PostId]] = defaultdict(list)
    for pointing in pointings:
        for address in {address for _, address in pointing.asked()}:
            host = host_of(address)
            if host and host not in own and (path := path_of(address)).strip("/") and not is_local(host):
                links[host] += 1
                found = places.find_path(path)
                if found and places.is_told_by(path, found):
                    hits[host].append(found)
    voted = {
        host
        for host, found_there in hits.items()
        if len(set(found_there)) >= LEAST_LINKS and len(found_there) >= LEAST_SHARE * links[host]
    }
    return frozenset((own | voted) - {""})


def _resolved(post: Post, pointing: Pointing, places: Places, hosts: Collection[str]) -> Iterator[Link]:
    """Yield the links of a post with the ids they lead to, and addresses in its text that lead to posts."""
    links = set(pointing.links)
    linked = {link.span for link in pointing.links}
    for link, address in pointing.asked():
        found = _find(post, address, places, hosts)
        if link in links:
            yield _leading(link, found or link.target.removeprefix(NAME))
        elif found and link.span not in linked:
            yield _leading(link, found)


def _cited(pointing: Pointing, record: Record, known: Bibliographies) -> Iterator[Link]:
    """Yield the post's links by key, led to the works that they stand for."""
    for link in pointing.links if known else ():
        if link.target.startswith(KEY):
            work = known.find(link.target.removeprefix(KEY), record.bibliography)
            yield _leading(link, to_target(work)) if work else link


def _leading(link: Link, target: str) -> Link:
    return link if link.target == target else Link(link.span, target)


def _find(post: Post, address: str, places: Places, hosts: Collection[str]) -> PostId | None:
    if address.startswith(_WEB) and (host := host_of(address)):
        return _find_in_web(address, host, places, hosts)
    address = _BY_SLUG.sub(NAME, address)
    address = _ROOTED.sub("/", _BESIDE.sub("", address))
    folders = sorted({posixpath.dirname(source.path) for source in post.sources})
    if address.startswith(NAME):
        name = unquote(address.removeprefix(NAME))
        return _find_beside(folders, name, places, post.id) or places.find_name(name)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.netloc:
        return _find_in_web(address, host_of(address), places, hosts)
    if parts.scheme or not path:
        return None
    if path.startswith("/"):
        return places.find_path(path) or _find_beside([], path, places, post.id)
    beside = _find_beside(folders, path, places, post.id) or _find_from_address(post, address, places)
    return beside or places.find_path(path)


def _find_in_web(address: str, host: str, places: Places, hosts: Collection[str]) -> PostId | None:
    found = places.find_address(address) if host in places.hosts else None
    return found or (places.find_path(path_of(address)) if host in hosts else None)


def _find_from_address(post: Post, target: str, places: Places) -> PostId | None:
    """Return the post at the address to which a relative link leads from where the post itself lives."""
    if not post.address:
        return None
    try:
        joined = urljoin(post.address, target)
    except ValueError:
        return None
    return places.find_address(joined) if host_of(joined) else None


def _find_beside(folders: Sequence[str], path: str, places: Places, like: PostId) -> PostId | None:
    """Return the post of the file that a path leads to from a folder; if it names no language, in that of `like`."""
    paths = [posixpath.normpath(posixpath.join(folder, path)) for folder in folders]
    # `/post/a` of Hugo starts where its posts do.
    paths += [path.strip("/"), posixpath.join("content", path.strip("/"))] if path.startswith("/") else []
    exact = next(filter(None, (places.find_path(each, guess=False) for each in paths)), None)
    return exact or next(filter(None, (places.find_in_language(each, like) for each in paths)), None)
