"""Titles that stand in prose with their English beside them: 虚拟环境准备 (Virtual Environment Preparation)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.citations.page import LONGEST_SENTENCE, Page
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.titles import weight_of
from kg.model import PostId, Span

CONFIDENCE = 0.95
LONGEST_TITLE = 80  # characters before the gloss in which the title lies
LEAST_WEIGHT = 8  # of a title that needs no name like its gloss
_GLOSS = re.compile(r"\s?[（(]\s?([A-Za-z][A-Za-z0-9 ,.&'/+-]{2,80})\s?[)）]")
_BRACKET = re.compile(r"[（(]\s?[A-Za-z]")
_REFERS = "参考|参见|参阅|参照|按照|依照|根据|详见|请见|请看|一文|之前|以前|此前|介绍过|讨论过|博客|博文|文章"
_REFERRING = re.compile(rf"(?:{_REFERS})[^，。；！？\n]{{0,8}}$")
_REFERRING_WORD = re.compile(_REFERS)


def find_glossed(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts whose whole titles, with English in brackets beside them, stand behind a word that refers.

    A short title is a concept's name as well: it counts where its post is called, by its file or address, as the
    English beside it.
    """
    done = len(page.post.title or "")
    for gloss in _glosses(page, done):
        start, known = _title_before(page, max(done, gloss.start() - LONGEST_TITLE), gloss.start(), shelf)
        if known is None or known == page.post.id:
            continue
        span = Span(start, gloss.end())
        if (
            _is_titled(page.text[start : gloss.start()], gloss[1], known, shelf)
            and _REFERRING.search(page.before(span))
            and not page.in_zone(span)
        ):
            done = span.end
            yield cite_known(page.post, span, known, rule=Rule.PLAIN_TITLE, confidence=CONFIDENCE)


def _is_titled(title: str, gloss: str, known: PostId, shelf: Shelf) -> bool:
    """Tell whether these are the title and its English rather than the name of a concept."""
    return weight_of(title) >= LEAST_WEIGHT or shelf.titles.is_shared(title) or shelf.places.is_called(known, gloss)


def _glosses(page: Page, start: int) -> Iterator[re.Match[str]]:
    """Yield what may be a gloss with a word that refers so near that the title can stand between."""
    referring = [match.start() for match in _REFERRING_WORD.finditer(page.text)]
    for bracket in _BRACKET.finditer(page.text, start + 1) if referring else ():
        at = bisect_left(referring, bracket.start())
        if at and referring[at - 1] >= bracket.start() - LONGEST_TITLE - LONGEST_SENTENCE:
            gloss = _GLOSS.match(page.text, bracket.start() - page.text[bracket.start() - 1].isspace())
            if gloss:
                yield gloss


def _title_before(page: Page, first: int, end: int, shelf: Shelf) -> tuple[int, PostId | None]:
    """Return where the longest title that ends here starts, and its post; of two that share it, not this one."""
    text = page.text
    first = max(first, text.rfind("\n", 0, end) + 1)
    for start in range(first, end):
        if text[start].isalnum() and not (text[start].isascii() and text[start - 1 : start].isalnum()):
            title = _GLOSS.sub("", text[start:end])
            known = shelf.titles.find(title) or shelf.titles.find_other(title, page.post.id)
            if known is not None:
                return start, known
    return end, None
