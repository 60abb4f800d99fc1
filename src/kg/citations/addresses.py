"""Web addresses: one key for the many forms of one page, and the works that an address identifies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kg.model import Post, PostId, WorkKind, ZoneKind

_POST_PATH = re.compile(
    r"/(?:archives?|posts?|p|blog|article|articles|entry)/[^/?#]+/?$|/(?:19|20)\d\d/\d\d?/(?:\d\d?/)?[^/?#]+/?$",
    re.IGNORECASE,
)
# Hosts of many authors: an address there is never the blog's own.
_SHARED_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.com|arxiv\.org|papers\.cool|wikipedia\.org|zhihu\.com|medium\.com|weixin\.qq\.com|csdn\.net|cnblogs\.com|jianshu\.com"
    r"|youtube\.com|twitter\.com|x\.com|openreview\.net|aclanthology\.org|doi\.org|huggingface\.co|bilibili\.com|juejin\.cn|douban\.com)$"
)


def address_key(address: str) -> str:
    """Return what is the same for all forms of one page's address: host and path without scheme, www, index page.

    Query and fragment are dropped, except a query that names the post (`?p=12`).
    """
    parts = urlsplit(address.strip())
    host = parts.netloc.rsplit("@", 1)[-1].lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    path = unquote(parts.path)
    path = re.sub(r"/comment-page-\d+/?$", "/", path)
    path = re.sub(r"/index\.html?$", "/", path)
    path = re.sub(r"\.html?$", "", path).rstrip("/")
    named = re.search(r"(?:^|&)(p=\d+)(?:&|$)", parts.query)
    return f"{host}{path}" + (f"?{named[1]}" if named else "")


class AddressIndex:
    """Which post lives at which address, under any form of it."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._post_by_key: dict[str, PostId] = {}
        for post in posts:
            for address in (post.address, *post.aliases):
                if address:
                    self._post_by_key.setdefault(address_key(address), post.id)

    def find(self, address: str) -> PostId | None:
        """Return the post at this address."""
        return self._post_by_key.get(address_key(address))


@dataclass(frozen=True, slots=True)
class Identified:
    """A work that an address names outright."""

    identifier: str
    kind: WorkKind


_IDENTIFIERS: tuple[tuple[re.Pattern[str], str, WorkKind], ...] = (
    (
        re.compile(
            r"(?:arxiv\.org/(?:abs|pdf|html)|papers\.cool/arxiv|alphaxiv\.org/abs)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})",
            re.I,
        ),
        "arXiv:{}",
        WorkKind.PAPER,
    ),
    (re.compile(r"doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.I), "doi:{}", WorkKind.PAPER),
    (re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)", re.I), "openreview:{}", WorkKind.PAPER),
    (
        re.compile(r"(?:aclanthology\.org|aclweb\.org/anthology)/([A-Z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)", re.I),
        "acl:{}",
        WorkKind.PAPER,
    ),
    (re.compile(r"github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?(?:[/?#]|$)", re.I), "github:{}", WorkKind.PAGE),
)


def identify(address: str) -> Identified | None:
    """Return the work that the address names: arXiv, DOI, OpenReview, ACL Anthology, a GitHub repository."""
    for pattern, form, kind in _IDENTIFIERS:
        match = pattern.search(address)
        if match:
            return Identified(form.format(match[1].rstrip(".,;")), kind)
    return None


def guess_site(posts: Iterable[Post]) -> str | None:
    """Guess the blog's own host: the posts' own, else the one to whose posts most posts point; None if unclear."""
    own: Counter[str] = Counter()
    pointed: Counter[str] = Counter()
    for post in posts:
        if post.address:
            own[host_of(post.address)] += 1
        addresses = [zone.span.of(post.text) for zone in post.zones if zone.kind is ZoneKind.ADDRESS]
        addresses += [link.target for link in post.links]
        pointed.update({host_of(each) for each in addresses if is_post_shaped(each)})
    for votes, least in ((own, 1), (pointed, 2)):
        ranked = sorted(votes.items(), key=lambda each: (-each[1], each[0]))
        if ranked and ranked[0][1] >= least and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return ranked[0][0]
    return None


def is_post_shaped(address: str) -> bool:
    """Tell whether the address looks like a blog's post: /archives/6906, /2019/06/slug; not on a host of many authors."""
    parts = urlsplit(address)
    return bool(parts.netloc and _POST_PATH.search(parts.path)) and not _SHARED_HOSTS.search(host_of(address))


def host_of(address: str) -> str:
    """Return the host in lower case without www; empty where there is none."""
    return urlsplit(address).netloc.rsplit("@", 1)[-1].lower().removeprefix("www.")
