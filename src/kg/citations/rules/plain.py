"""Long titles that stand in prose without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.page import Page
from kg.citations.plain import Sighting
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.titles import LEAST_WEIGHT, weight_of
from kg.model import Span
from kg.script import HAN

CONFIDENCE = 0.95
TELLING_WEIGHT = 14  # a title this long is no name of a concept
# Without a word beside it that refers, a shorter one counts only if it asks, or has its punctuation as in the title.
_TELLING = re.compile(r"[吗呢么]")
_PUNCTUATION = re.compile(r"[^\w\s/&+·-]+")  # without the signs that names have inside
_REFERRING_BEFORE = re.compile(
    r"(?:参考|参见|参阅|参照|详见|博客|博文|文章|一文|前文|写过|介绍过|讨论过|讲过|题为|名为|上一?篇|前一?篇)[^，。；]{0,12}$"
    r"|(?:参考|参见|参阅|详见)[^，。；]{0,12}(?:博客|博文|文章)[^。；]{0,80}$"
)
# Words that announce the title of a post, however short: 之前的博客：流形学习; my earlier post, Illustrated BERT.
_ANNOUNCING = re.compile(
    r"(?:之前|以前|此前|前面|早前|曾写|写过|我|笔者|本人|博主)的?(?:那|这|一)?(?:几|一|两)?篇?(?:博客|博文|文章|笔记)(?:中的?)?\s*[:：]?\s*"
    r"|\b(?:(?:my|our)\s+(?:\w+\s+)?|(?:an?|the)\s+(?:previous|earlier|older|recent|last|preceding)\s+)(?:blog\s+)?"
    r"(?:post|article|tutorial|write-?up),?\s+(?:titled\s+|entitled\s+|called\s+|on\s+|about\s+)?[“\"‘']?",
    re.IGNORECASE,
)
LONGEST_ANNOUNCED = 80
_SENTENCE = " ,，、。.;；:：“”\"'‘’"  # what belongs to the sentence behind a title
_REFERRING_BEHIND = re.compile(r"\s*(?:一文|这篇|那篇|这一篇)")
_LETTER = re.compile(r"[^\W_]")


def find_plain(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts whose long titles stand in the prose, as long as they are no mere names of concepts."""
    done = len(page.post.title or "")
    for sighting in shelf.plain.find(page.text):
        if sighting.span.start < done or page.in_zone(sighting.span):
            continue
        if sighting.post == page.post.id:  # a shorter title inside it is not meant either
            done = sighting.span.end
        elif _is_meant(page, sighting):
            done = sighting.span.end
            yield cite_known(page.post, sighting.span, sighting.post, rule=Rule.PLAIN_TITLE, confidence=CONFIDENCE)


def find_announced(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts whose titles, short or without their subtitles, stand right behind words that announce one."""
    for match in _ANNOUNCING.finditer(page.text):
        if not shelf.titles.may_start(page.text[match.end() : match.end() + LONGEST_ANNOUNCED]):
            continue
        for end in _ends_of_words(page.text, match.end()):
            title = page.text[match.end() : end].rstrip(_SENTENCE)
            span = Span(match.end(), match.end() + len(title))
            known = shelf.titles.find(title) or shelf.titles.find_part(title, least=LEAST_WEIGHT)
            if known is not None and not page.in_zone(span) and weight_of(title) >= LEAST_WEIGHT:
                yield cite_known(page.post, span, known, rule=Rule.PLAIN_TITLE, confidence=CONFIDENCE)
                break


def _ends_of_words(text: str, start: int) -> Iterator[int]:
    """Yield where a title that starts here may end, the farthest first."""
    line = text[start : start + LONGEST_ANNOUNCED].split("\n", 1)[0]
    marks = [match.start() for match in re.finditer(r"[^\w]|$", line)]
    yield from (start + end for end in reversed(marks) if end)


def _is_meant(page: Page, sighting: Sighting) -> bool:
    written = sighting.span.of(page.text)
    if not HAN.search(sighting.title):
        return _has_its_capitals(written, sighting.title)
    return (
        weight_of(sighting.title) >= TELLING_WEIGHT
        or _TELLING.search(sighting.title) is not None
        or 0 < _marks_in(sighting.title) == _marks_in(written)
        or _REFERRING_BEFORE.search(page.before(sighting.span)) is not None
        or _REFERRING_BEHIND.match(page.behind(sighting.span)) is not None
    )


def _has_its_capitals(written: str, title: str) -> bool:
    """Tell whether an English title stands as it is written over its post, with at least two words in capitals."""
    capitals = sum(word[:1].isupper() for word in title.split())
    return capitals >= 2 and _LETTER.findall(written) == _LETTER.findall(title)


def _marks_in(title: str) -> int:
    """Return how many signs of punctuation stand inside, not at the end."""
    return len(_PUNCTUATION.findall(title.strip("？?！!。….《》“”\"' ")))
