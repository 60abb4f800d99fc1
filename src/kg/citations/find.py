"""Citations of one post: what every rule finds, one citation a stretch of text, each with its span and its rule."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from itertools import chain

from kg.citations.page import Page
from kg.citations.rules.furniture import find_furniture, find_unreachable
from kg.citations.rules.table import CITATION_RULES
from kg.citations.shelf import PRECEDENCE, Found, Shelf
from kg.model import Post, Span


def find_citations(post: Post, shelf: Shelf) -> Iterator[Found]:
    """Yield the citations of one post, in the order of the text; a post does not cite itself.

    Where the spans of two overlap the one of the stronger rule is kept, a longer one before a shorter: a link around
    《title》 is one citation, and leads where the link leads.
    """
    page = Page(post)
    taken = Apart(chain(find_furniture(page), find_unreachable(page, shelf)))
    found = [each for rule in CITATION_RULES for each in rule(page, shelf)]
    worded = (each for each in sorted(found, key=_strength) if each.citation.span)
    kept = [each for each in worded if taken.take(each.citation.span)]
    yield from sorted((each for each in kept if each.citation.target != post.id), key=lambda each: each.citation.span)


def _strength(found: Found) -> tuple[int, int, Span, float, str]:
    citation = found.citation
    return PRECEDENCE[citation.rule], -len(citation.span), citation.span, -citation.confidence, citation.target


class Apart:
    """Spans of which no two overlap, taken one after the other."""

    def __init__(self, taken: Iterator[Span]) -> None:
        self._taken: list[Span] = []
        for span in taken:
            self.take(span)

    def take(self, span: Span) -> bool:
        """Take the span and return whether it was free."""
        at = bisect_left(self._taken, span)
        if any(other.overlaps(span) for other in self._taken[max(0, at - 1) : at + 1]):
            return False
        insort(self._taken, span)
        return True
