"""From the citations of single posts to the whole: what there is to cite, stubs and works once, series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.citations.dangling import Dangling, find_dangling
from kg.citations.page import Page
from kg.citations.places import Places
from kg.citations.plain import PlainTitles
from kg.citations.quotes import find_titles
from kg.citations.rules.judge import is_own_by_words
from kg.citations.series import SeriesIndex, number
from kg.citations.shelf import Found, Shelf
from kg.citations.sites import learn_addresses, own_hosts
from kg.citations.timeline import Timeline
from kg.citations.titles import TitleIndex
from kg.citations.unite import unite
from kg.model import Citation, Post, Series, Work

LEAST_OWN_TITLES = 3  # in 《》, for a long one there to be taken for a post of the blog


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The posts with their series, stubs for those that are only cited, and the works."""

    posts: tuple[Post, ...]
    works: tuple[Work, ...]
    series: tuple[Series, ...]
    citations: tuple[Citation, ...]
    dangling: tuple[Dangling, ...] = ()


def shelve(posts: Sequence[Post], site: str | None = None, *, hosts: Iterable[str] = ()) -> Shelf:
    """Index what posts may cite; the blog's own host is guessed where neither `site` nor `hosts` give it."""
    titles, series = TitleIndex(posts), SeriesIndex(posts)
    learned = learn_addresses(posts, titles)
    return Shelf(
        titles=titles,
        plain=PlainTitles(posts),
        places=Places(posts, own_hosts(posts, learned, site, hosts), learned),
        series=series,
        timeline=Timeline(posts),
        cites_by_title=_cites_by_title(posts, titles, series),
    )


def _cites_by_title(posts: Iterable[Post], titles: TitleIndex, series: SeriesIndex) -> bool:
    """Tell whether it is the blog's habit to cite its own posts by their titles in 《》."""
    own = 0
    for page in map(Page, posts):
        for quoted in find_titles(page.text):
            known = titles.find(quoted.title)
            if known is None:
                own += quoted.title in series or is_own_by_words(page.before(quoted.span))
            else:
                own += known != page.post.id
            if own >= LEAST_OWN_TITLES:
                return True
    return False


def gather(posts: Sequence[Post], found: Iterable[Found], shelf: Shelf | None = None) -> Cited:
    """Bring the citations of all posts together; the same target under two forms becomes one.

    Given what there was to cite, the links that lead to none of it are told too.
    """
    in_order = sorted(found, key=lambda each: (each.citation.post, each.citation.span, each.citation.target))
    one_by_id = unite(in_order, {post.id: post.text for post in posts})
    ids = {post.id for post in posts}
    beyond = {one.id: one for one in one_by_id.values() if one.id not in ids}
    numbered, series = number([*posts, *(each for each in beyond.values() if isinstance(each, Post))])
    citations = (_led_to_one(each, one_by_id) for each in in_order)
    return Cited(
        posts=tuple(sorted(numbered, key=lambda post: post.id)),
        works=tuple(sorted((each for each in beyond.values() if isinstance(each, Work)), key=lambda work: work.id)),
        series=series,
        citations=tuple(each for each in citations if each.post != each.target),
        dangling=find_dangling(posts, shelf.places) if shelf else (),
    )


def _led_to_one(found: Found, one_by_id: Mapping[str, Post | Work]) -> Citation:
    if found.target is None:
        return found.citation
    return replace(found.citation, target=one_by_id[found.target.id].id)
