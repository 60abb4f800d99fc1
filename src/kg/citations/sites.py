"""What posts betray of their blog: its hosts, its mirrors, and the addresses of posts that do not tell theirs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.citations.addresses import (
    address_key,
    host_of,
    is_encyclopedia,
    is_page,
    is_post_shaped,
    is_private,
    is_shared,
    is_web,
    path_key,
    path_of,
)
from kg.citations.identify import identify
from kg.citations.page import Page
from kg.citations.places import addresses_of
from kg.citations.titles import TitleIndex, weight_of
from kg.model import Post, PostId, Span, ZoneKind
from kg.posts.addresses import names_page, to_host

LEAST_POSTS_POINTING = 2  # to a host, for it to be taken for the blog's own
LEAST_LEARNED = 2  # addresses of its posts on a host, for it to be taken for the blog's own
LEAST_PATHS = 2  # that a host shares with the blog, for it to be taken for a mirror
LEAST_SHARE = 0.5  # of the paths seen on that host
LEAST_WEIGHT = 12  # of a title without marks, for its link to tell where the post lives
_MARKED = re.compile(r"\s*《(.+)》\s*", re.DOTALL)
# A line at the foot of a post that gives its own address; it is no citation.
_OWN_ADDRESS = re.compile(
    r"本文(?:的)?(?:永久)?(?:链接|地址|网址|出处|转自)|转载.{0,16}(?:注明|包括|保留|附上).{0,16}|引用本文.{0,120}|永久链接"
    r"|\bpermalink\b|\bretrieved from\b|\bcite (?:this|as)\b.{0,120}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link or a bare address, with the words that carry it."""

    span: Span
    address: str
    is_link: bool


def pointers_of(page: Page) -> Iterator[Pointer]:
    """Yield the links of a post and the addresses in its text."""
    for link in page.post.links:
        yield Pointer(link.span, link.target, is_link=True)
    for zone in page.post.zones:
        if zone.kind is ZoneKind.ADDRESS:
            address = zone.span.of(page.text)
            if "@" not in address.split("/")[0]:
                yield Pointer(zone.span, address if "://" in address else f"http://{address}", is_link=False)


def gives_own_address(page: Page, span: Span) -> bool:
    """Tell whether the words before an address say that it is this post's own."""
    return _OWN_ADDRESS.search(page.line_before(span)) is not None


def learn_addresses(posts: Sequence[Post], titles: TitleIndex) -> Mapping[str, PostId]:
    """Return the posts by the keys of the addresses that links by their title, and their own feet, give them.

    An address that two posts would have is nobody's.
    """
    found: dict[str, set[PostId]] = defaultdict(set)
    ids = {post.id for post in posts}
    for page in map(Page, posts):
        for pointer in pointers_of(page):
            words = pointer.span.of(page.text)
            if pointer.address in ids and is_web(words):  # an address in the text, with the post it was found to be
                found[address_key(words)].add(PostId(pointer.address))
            post = _post_at(page, pointer, titles)
            if post is not None:
                found[address_key(pointer.address)].add(post)
    return {key: next(iter(these)) for key, these in found.items() if len(these) == 1}


def _post_at(page: Page, pointer: Pointer, titles: TitleIndex) -> PostId | None:
    address = pointer.address
    if (
        not names_page(address)
        or not is_web(address)
        or is_private(address)
        or not is_page(path_of(address))
        or identify(address) is not None
    ):
        return None
    if not page.post.address and is_post_shaped(address) and gives_own_address(page, pointer.span):
        return page.post.id
    words = pointer.span.of(page.text)
    marked = _MARKED.fullmatch(words)
    title = marked[1] if marked else words
    if (not marked and weight_of(title) < LEAST_WEIGHT) or is_encyclopedia(host_of(address)):
        return None
    return titles.find(title)


def own_hosts(
    posts: Sequence[Post], learned: Mapping[str, PostId], site: str | None, hosts: Iterable[str] = ()
) -> frozenset[str]:
    """Return the blog's own hosts: `hosts`, those that its posts have or are known by, and their mirrors.

    `site` names them as a person does: addresses or bare hosts, with commas or spaces between where there are several.
    Where no post says where it lives and none links to another, it is the host to whose posts most posts point.
    """
    own = {host_of(address) for post in posts for address in [post.address] if address}
    taught = Counter(key.split("/")[0].split("?")[0] for key in learned)
    own |= {host for host, times in taught.items() if times >= LEAST_LEARNED}
    own |= {host_of(each) or to_host(each.rstrip("/")) for each in re.split(r"[\s,;]+", site or "")} | {*hosts}
    own = {host for host in own if host and not is_shared(host)}
    if not own and not _link_to_each_other(posts):
        guessed = guess_site(posts)
        return frozenset((guessed,) if guessed else ())
    return frozenset(own | _mirrors(posts, own))


def _link_to_each_other(posts: Iterable[Post]) -> bool:
    ids = {post.id for post in posts}
    return any(link.target in ids for post in posts for link in post.links)


def _mirrors(posts: Sequence[Post], own: set[str]) -> set[str]:
    """Return the hosts on which the paths of the blog's posts are found."""
    known = {path_key(each) for post in posts for each in addresses_of(post) if host_of(each) in own}
    paths: dict[str, set[str]] = defaultdict(set)
    for page in map(Page, posts):
        for pointer in pointers_of(page):
            host = host_of(pointer.address)
            if host and host not in own and is_post_shaped(pointer.address):
                paths[host].add(path_key(pointer.address))
    return {
        host
        for host, found in paths.items()
        if len(found & known) >= LEAST_PATHS and len(found & known) >= LEAST_SHARE * len(found)
    }


def guess_site(posts: Iterable[Post]) -> str | None:
    """Return the host to whose posts most posts point, if at least two do and no other is pointed to as often."""
    votes: Counter[str] = Counter()
    for page in map(Page, posts):
        addresses = (pointer.address for pointer in pointers_of(page))
        votes.update({host_of(address) for address in addresses if is_post_shaped(address)})
    ranked = sorted(votes.items(), key=lambda each: (-each[1], each[0]))
    if not ranked or ranked[0][1] < LEAST_POSTS_POINTING:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None
