"""Titles that stand in prose with their English beside them: 虚拟环境准备 (Virtual Environment Preparation)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.page import Page
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.titles import weight_of
from kg.model import PostId, Span

CONFIDENCE = 0.95
LONGEST_TITLE = 80  # characters before the gloss in which the title lies
LEAST_WEIGHT = 8  # of a title that needs no name like its gloss
_GLOSS = re.compile(r"\s?[（(]\s?([A-Za-z][A-Za-z0-9 ,.&'/+-]{2,80})\s?[)）]")
_REFERRING = re.compile(
    r"(?:参考|参见|参阅|参照|按照|依照|根据|详见|请见|请看|一文|之前|以前|此前|介绍过|讨论过|博客|博文|文章)"
    r"[^，。；！？\n]{0,8}$"
)


def find_glossed(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts whose whole titles, with English in brackets beside them, stand behind a word that refers.

    A short title is a concept's name as well: it counts where its post is called, by its file or address, as the
    English beside it.
    """
    done = len(page.post.title or "")
    for gloss in _GLOSS.finditer(page.text, done):
        start, known = _title_before(page.text, max(done, gloss.start() - LONGEST_TITLE), gloss.start(), shelf)
        if known is None or known == page.post.id:
            continue
        span = Span(start, gloss.end())
        is_long = weight_of(page.text[start : gloss.start()]) >= LEAST_WEIGHT
        is_named = is_long or shelf.places.is_called(known, gloss[1])
        if is_named and _REFERRING.search(page.before(span)) and not page.in_zone(span):
            done = span.end
            yield cite_known(page.post, span, known, rule=Rule.PLAIN_TITLE, confidence=CONFIDENCE)


def _title_before(text: str, first: int, end: int, shelf: Shelf) -> tuple[int, PostId | None]:
    """Return the longest title of a post that ends here, and where it starts."""
    first = max(first, text.rfind("\n", 0, end) + 1)
    for start in range(first, end):
        if text[start].isalnum() and not (text[start].isascii() and text[start - 1 : start].isalnum()):
            known = shelf.titles.find(_GLOSS.sub("", text[start:end]))
            if known is not None:
                return start, known
    return end, None
