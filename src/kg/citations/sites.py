"""What posts betray of their blog together: its hosts, its mirrors, the addresses of posts that do not tell theirs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.citations.addresses import (
    address_key,
    host_of,
    is_page,
    is_private,
    is_shared,
    is_web,
    path_key,
    path_of,
)
from kg.citations.clues import Clue
from kg.citations.identify import identify
from kg.citations.places import addresses_of, month_and_name, name_of
from kg.citations.titles import TitleIndex
from kg.model import Post, PostId
from kg.posts.addresses import names_page, to_host

LEAST_POSTS_POINTING = 2  # to a host, for it to be taken for the blog's own
LEAST_LEARNED = 2  # addresses of its posts on a host, for it to be taken for the blog's own
LEAST_PATHS = 2  # that a host shares with the blog, for it to be taken for a mirror
LEAST_SHARE = 0.5  # of the paths seen on that host


class Survey:
    """What the posts of a blog betray, taken one after the other."""

    def __init__(self, posts: Sequence[Post], titles: TitleIndex) -> None:
        """Take the posts, of which only ids and addresses are looked at here, and their titles."""
        self._posts, self._titles = posts, titles
        self._ids = {post.id for post in posts}
        self._posts_by_key: dict[str, set[PostId]] = defaultdict(set)
        self._paths_by_host: dict[str, set[str]] = defaultdict(set)
        self._posts_pointing: Counter[str] = Counter()  # to a host, at addresses by which blogs file posts
        self._posts_by_host: dict[str, set[PostId]] = defaultdict(set)  # that point to it, or to no host
        self._link_to_each_other = False

    def add(self, post: Post, clues: Iterable[Clue]) -> None:
        """Take what one post betrays."""
        filed: set[str] = set()
        for clue in clues:
            if clue.path is not None:
                self._paths_by_host[clue.host].add(clue.path)
            if clue.is_filed:
                filed.add(clue.host)
            if clue.address in self._ids:
                self._link_to_each_other |= clue.is_link
                if clue.words:  # an address in the text, with the post that it was found to be
                    self._posts_by_key[clue.words].add(PostId(clue.address))
            else:
                self._posts_by_host["" if clue.is_private else clue.host].add(post.id)
            self._learn_from_title(post, clue)
        self._posts_pointing.update(filed)

    def _learn_from_title(self, post: Post, clue: Clue) -> None:
        meant = post.id if clue.is_own else self._titles.find_key(clue.title)
        if meant is not None and _may_tell_post(clue.address):
            self._posts_by_key[address_key(clue.address)].add(meant)

    @property
    def learned(self) -> Mapping[str, PostId]:
        """The posts by the keys of the addresses that links by their title, and their own feet, give them.

        An address that two posts would have is nobody's.
        """
        return {key: next(iter(these)) for key, these in self._posts_by_key.items() if len(these) == 1}

    def pointing_to(self, hosts: Iterable[str]) -> frozenset[PostId]:
        """Return the posts that point to one of the hosts or to none, elsewhere than to a post by its id."""
        return frozenset(post for host in ("", *hosts) for post in self._posts_by_host.get(host, ()))

    def own_hosts(self, site: str | None, hosts: Iterable[str] = ()) -> frozenset[str]:
        """Return the blog's own hosts: `hosts`, those that its posts have or are known by, and their mirrors.

        `site` names them as a person does: addresses or bare hosts, with commas or spaces between where there are
        several. Where no post says where it lives and none links to another, it is the host to whose posts most posts
        point.
        """
        own = {host_of(address) for post in self._posts for address in [post.address] if address}
        taught = Counter(key.split("/")[0].split("?")[0] for key in self.learned)
        own |= {host for host, times in taught.items() if times >= LEAST_LEARNED}
        own |= {host_of(each) or to_host(each.rstrip("/")) for each in re.split(r"[\s,;]+", site or "")} | {*hosts}
        own = {host for host in own if host and not is_shared(host)} or self._hosts_of_dated()
        if not own and not self._link_to_each_other:
            guessed = self._guess()
            return frozenset((guessed,) if guessed else ())
        return frozenset(own | self._mirrors(own))

    def _hosts_of_dated(self) -> set[str]:
        """Return the hosts that file posts of the blog by month and name: /2018/09/rnn/ for 2018-09-21-rnn.md."""
        known = {
            (post.published.year, post.published.month, name_of(path_key(source.path)))
            for post in self._posts
            if post.published
            for source in post.sources
        }
        return {
            host
            for host, paths in self._paths_by_host.items()
            for found in [known.intersection(filter(None, map(month_and_name, paths)))]
            if len(found) >= LEAST_PATHS and len(found) >= LEAST_SHARE * len(paths)
        }

    def _mirrors(self, own: set[str]) -> set[str]:
        """Return the hosts on which the paths of the blog's posts are found."""
        known = {path_key(each) for post in self._posts for each in addresses_of(post) if host_of(each) in own}
        return {
            host
            for host, found in self._paths_by_host.items()
            if host not in own and len(found & known) >= LEAST_PATHS and len(found & known) >= LEAST_SHARE * len(found)
        }

    def _guess(self) -> str | None:
        """Return the host to whose posts most posts point, if two do and no other is pointed to as often."""
        ranked = sorted(self._posts_pointing.items(), key=lambda each: (-each[1], each[0]))
        if not ranked or ranked[0][1] < LEAST_POSTS_POINTING:
            return None
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None


def _may_tell_post(address: str) -> bool:
    """Tell whether a post may live at the address: a page of the web that names no work."""
    return (
        names_page(address)
        and is_web(address)
        and not is_private(address)
        and is_page(path_of(address))
        and identify(address) is None
    )
