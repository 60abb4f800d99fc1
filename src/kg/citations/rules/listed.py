"""The other parts of a whole in a list of them, by what their titles say besides its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.page import Page
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.titles import title_key
from kg.model import Span

CONFIDENCE = 0.95
LONGEST_LINE = 100
MOST_LINES = 64  # of a list
# The line above a list of the parts: 本系列的其他文章：, Other posts in this series.
_ANNOUNCES = re.compile(
    r"^[^\n]{0,100}?(?:系列|合集|专题|目录|\bseries\b|\bother parts\b|table of contents)[^\n。]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(
    r"[\s\-*•·]*(?:(?:第\s*)?[（(]?\s*(?:\d{1,3}|[零〇一二两三四五六七八九十百]{1,5})\s*(?:[)）.、:：]|[篇讲课回]\s*[:：、]?)"
    r"|part\s+\w{1,5}\s*[:：.—-])?\s*",
    re.IGNORECASE,
)


def find_listed(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the siblings of a post whose own titles are the lines of a list that says it is one of the whole."""
    siblings = shelf.siblings.of(page.post)
    if not siblings:
        return
    done = len(page.post.title or "") + 1
    for head in _ANNOUNCES.finditer(page.text, done):
        for span in _lines_below(page, head.end()) if head.start() >= done else ():
            done = span.end
            known = siblings.get(title_key(span.of(page.text)))
            if known is not None and not page.in_zone(span):
                yield cite_known(page.post, span, known, rule=Rule.SHORT_TITLE, confidence=CONFIDENCE)


def _lines_below(page: Page, start: int) -> Iterator[Span]:
    """Yield the short lines behind `start`, without their numbers, up to the first long one."""
    for _ in range(MOST_LINES):
        if not 0 <= start < len(page.text):
            return
        start += 1
        end = page.text.find("\n", start)
        line = Span(start, end if end >= 0 else len(page.text))
        if len(line) > LONGEST_LINE:
            return
        number = _NUMBER.match(page.text, line.start, line.end)
        yield Span(number.end() if number else line.start, line.end)
        start = end
