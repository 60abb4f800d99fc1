"""What there is to be cited, and what a rule yields: the nouns that the rules of citation share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.citations.places import Places
from kg.citations.plain import PlainTitles
from kg.citations.series import SeriesIndex
from kg.citations.siblings import Siblings
from kg.citations.subjects import Subjects
from kg.citations.timeline import Timeline
from kg.citations.titles import TitleIndex
from kg.model import Citation, Post, PostId, Span, Work


class Rule(StrEnum):
    """What a citation stands on. Where two overlap the one that stands first here is kept."""

    LINK = "link"
    ADDRESS = "address"
    LINK_OF_WORK = "link of a work"
    ADDRESS_OF_WORK = "address of a work"
    IDENTIFIER = "identifier"
    REFERENCE = "reference"
    TITLE = "title"
    SHORT_TITLE = "short title"
    CHANGED_TITLE = "changed title"
    TITLE_OF_POST = "title of a post"
    TITLE_OF_PAPER = "title of a paper"
    TITLE_OF_ARTICLE = "title of an article"
    TITLE_OF_BOOK = "title of a book"
    ORDINAL = "number in a series"
    PLAIN_TITLE = "title without marks"
    PREVIOUS = "previous post"


PRECEDENCE: Mapping[str, int] = {rule.value: place for place, rule in enumerate(Rule)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What there is to be cited: the posts by title, place, series and date."""

    titles: TitleIndex
    plain: PlainTitles
    places: Places
    series: SeriesIndex
    timeline: Timeline
    subjects: Subjects
    siblings: Siblings
    cites_by_title: bool  # the blog's habit: a long title in 《》 is one of its own posts
    pointing_home: frozenset[PostId]  # the posts with links into the blog that are not known to lead to a post


@dataclass(frozen=True, slots=True)
class Found:
    """A citation, with the noun it points to where the input does not hold it."""

    citation: Citation
    target: Post | Work | None


def cite(post: Post, span: Span, target: Post | Work, *, rule: Rule, confidence: float) -> Found:
    """Return the citation of something that the input does not hold."""
    citation = Citation(post=post.id, target=target.id, span=span, confidence=confidence, rule=rule.value)
    return Found(citation, target)


def cite_known(post: Post, span: Span, target: PostId, *, rule: Rule, confidence: float) -> Found:
    """Return the citation of a post of the input."""
    return Found(Citation(post=post.id, target=target, span=span, confidence=confidence, rule=rule.value), None)
