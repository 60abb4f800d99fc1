"""From the citations of single posts to the whole: what there is to cite, stubs and works once, series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.citations.clues import Clues, find_clues
from kg.citations.dangling import Dangling, in_order
from kg.citations.page import Page
from kg.citations.places import Places
from kg.citations.plain import PlainTitles
from kg.citations.quotes import Quoted, find_titles
from kg.citations.rules.judge import is_own_by_words
from kg.citations.series import SeriesIndex, number
from kg.citations.shelf import Found, Shelf
from kg.citations.siblings import Siblings
from kg.citations.sites import Survey
from kg.citations.subjects import Subjects
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


def shelve(
    posts: Sequence[Post],
    site: str | None = None,
    *,
    hosts: Iterable[str] = (),
    clues: Iterable[Clues] | None = None,
) -> Shelf:
    """Index what posts may cite; the blog's own host is guessed where neither `site` nor `hosts` give it.

    `clues` are what `find_clues` returns of each post, for a caller that knows them already.
    """
    titles, series = TitleIndex(posts), SeriesIndex(posts)
    survey, habit = Survey(posts, titles), Habit(titles, series)
    for post, found in zip(posts, map(find_clues, posts) if clues is None else clues, strict=True):
        survey.add(post, found.clues)
        if found.quotes:
            habit.add(Page(post))
    own = survey.own_hosts(site, hosts)
    return Shelf(
        titles=titles,
        plain=PlainTitles(posts),
        places=Places(posts, own, survey.learned),
        series=series,
        timeline=Timeline(posts),
        subjects=Subjects(posts),
        siblings=Siblings(posts),
        cites_by_title=habit.is_formed,
        pointing_home=survey.pointing_to(own),
    )


class Habit:
    """Whether it is the blog's habit to cite its own posts by their titles in 《》."""

    def __init__(self, titles: TitleIndex, series: SeriesIndex) -> None:
        """Take the titles of the posts and the parts of their series."""
        self._titles, self._series = titles, series
        self._own = 0

    @property
    def is_formed(self) -> bool:
        """Tell whether the pages seen so far suffice."""
        return self._own >= LEAST_OWN_TITLES

    def add(self, page: Page) -> None:
        """Look at one page, unless those before suffice."""
        if not self.is_formed:
            self._own += sum(self._is_own(page, quoted) for quoted in find_titles(page.text))

    def _is_own(self, page: Page, quoted: Quoted) -> bool:
        known = self._titles.find(quoted.title)
        if known is not None:
            return known != page.post.id
        return quoted.title in self._series or is_own_by_words(page.before(quoted.span))


def gather(posts: Sequence[Post], found: Iterable[Found], dangling: Iterable[Dangling] = ()) -> Cited:
    """Bring the citations of all posts together, and the links that lead nowhere, all in any order.

    The same target under two forms becomes one.
    """
    ordered = sorted(found, key=lambda each: (each.citation.post, each.citation.span, each.citation.target))
    one_by_id = unite(ordered, {post.id: post for post in posts})
    ids = {post.id for post in posts}
    beyond = {one.id: one for one in one_by_id.values() if one.id not in ids}
    numbered, series = number([*posts, *(each for each in beyond.values() if isinstance(each, Post))])
    citations = (_led_to_one(each, one_by_id) for each in ordered)
    return Cited(
        posts=tuple(sorted(numbered, key=lambda post: post.id)),
        works=tuple(sorted((each for each in beyond.values() if isinstance(each, Work)), key=lambda work: work.id)),
        series=series,
        citations=tuple(each for each in citations if each.post != each.target),
        dangling=in_order(dangling),
    )


def _led_to_one(found: Found, one_by_id: Mapping[str, Post | Work]) -> Citation:
    if found.target is None:
        return found.citation
    return replace(found.citation, target=one_by_id[found.target.id].id)
