"""Titles behind words that announce one, however short: 之前的博客：流形学习; my earlier post, Illustrated BERT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.citations.page import Page
from kg.citations.phrases import find_phrases
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.titles import LEAST_WEIGHT, weight_of
from kg.model import PostId, Span

CONFIDENCE = 0.95
REWORDED = 0.9
LONGEST = 80
_CHINESE = re.compile(
    r"(?:之前|以前|此前|前面|早前|曾写|写过|我|笔者|本人|博主)的?(?:那|这|一)?(?:几|一|两)?篇?(?:博客|博文|文章|笔记)(?:中的?)?\s*[:：]?\s*"
)
_ENGLISH = re.compile(
    r"\b(?:(?:my|our)\s+(?:\w+\s+)?|(?:an?|the)\s+(?:previous|earlier|older|recent|last|preceding)\s+)(?:blog\s+)?"
    r"(?:post|article|tutorial|write-?up),?\s+(?:titled\s+|entitled\s+|called\s+|on\s+|about\s+)?[“\"‘']?",
    re.IGNORECASE,
)
_ENGLISH_WORDS = ("post", "Post", "article", "Article", "tutorial", "Tutorial", "rite-up", "riteup")
# Words behind which a title stands for sure, though it may have other words by now.
_ANNOUNCING = re.compile(
    r"(?:之前|以前|此前|早前|早期|前面)的?[^，。；：:\n]{0,20}(?:文章|博客|博文|教程|笔记)\s*[:：]\s*"
)
_END_OF_TITLE = re.compile(r"[，。；！？!?\n]|\Z")
_SENTENCE = " ,，、。.;；:：“”\"'‘’"  # what belongs to the sentence behind a title
# What stands between two titles in a row: their English in brackets, and a comma.
_ANOTHER = re.compile(r"\s*(?:[（(][^（()）\n]{2,80}[)）])?\s*(?:[，,、]|和|与|以及|及|and\b)\s*")


@dataclass(frozen=True, slots=True)
class _Title:
    span: Span
    post: PostId


def find_announced(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts whose titles, short or without their subtitles, stand right behind words that announce one.

    Others may follow behind commas.
    """
    for start in _announced(page):
        title = _title_at(page, start, shelf)
        while title:
            if not page.in_zone(title.span):
                yield cite_known(page.post, title.span, title.post, rule=Rule.PLAIN_TITLE, confidence=CONFIDENCE)
            another = _ANOTHER.match(page.text, title.span.end)
            title = _title_at(page, another.end(), shelf) if another else None


def find_reworded(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts of whose titles the words behind 之前的文章： take what tells most."""
    for match in _ANNOUNCING.finditer(page.text):
        end = _END_OF_TITLE.search(page.text, match.end(), match.end() + LONGEST)
        span = Span(match.end(), end.start() if end else match.end())
        known = shelf.titles.find_reworded(span.of(page.text)) if span else None
        if known is not None and not page.in_zone(span):
            yield cite_known(page.post, span, known, rule=Rule.CHANGED_TITLE, confidence=REWORDED)


def _announced(page: Page) -> Iterator[int]:
    """Yield where a title may start."""
    yield from (match.end() for match in _CHINESE.finditer(page.text))
    yield from (match.end() for match in find_phrases(_ENGLISH, _ENGLISH_WORDS, page.text))


def _title_at(page: Page, start: int, shelf: Shelf) -> _Title | None:
    """Return the longest title that starts here."""
    if not shelf.titles.may_start(page.text[start : start + LONGEST]):
        return None
    for end in _ends_of_words(page.text, start):
        title = page.text[start:end].rstrip(_SENTENCE)
        known = shelf.titles.find(title) or shelf.titles.find_part(title, least=LEAST_WEIGHT)
        if known is not None and weight_of(title) >= LEAST_WEIGHT:
            return _Title(Span(start, start + len(title)), known)
    return None


def _ends_of_words(text: str, start: int) -> Iterator[int]:
    """Yield where a title that starts here may end, the farthest first."""
    line = text[start : start + LONGEST].split("\n", 1)[0]
    marks = [match.start() for match in re.finditer(r"[^\w]|$", line)]
    yield from (start + end for end in reversed(marks) if end)
