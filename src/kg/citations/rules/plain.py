"""Long titles that stand in prose without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.page import Page
from kg.citations.plain import Sighting
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.titles import weight_of
from kg.script import HAN

CONFIDENCE = 0.95
TELLING_WEIGHT = 14  # a title this long is no name of a concept
# Without a word beside it that refers, a shorter one counts only if it asks, or has its punctuation as in the title.
_TELLING = re.compile(r"[吗呢么]|如何|怎样|为何")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^\w\s/&+·-]+")  # without the signs that names have inside
_BRACKET_AT_END = re.compile(r"[（(][^（()）]*[)）]?$")
_REFERRING_BEFORE = re.compile(
    r"(?:参考|参见|参阅|参照|详见|博客|博文|文章|一文|前文|写过|介绍过|讨论过|讲过|题为|名为|上一?篇|前一?篇)[^，。；]{0,12}$"
    r"|(?:参考|参见|参阅|详见)[^，。；]{0,12}(?:博客|博文|文章)[^。；]{0,80}$|(?:当年|当初|那时)的?$"
)
_REFERRING_BEHIND = re.compile(r"\s*(?:一文|这篇|那篇|这一篇)")
_LETTER = re.compile(r"[^\W_]")


def find_plain(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts whose long titles stand in the prose, as long as they are no mere names of concepts."""
    done = len(page.post.title or "")
    for sighting in shelf.plain.find(page.text, after=done):
        if sighting.span.start < done or page.in_zone(sighting.span):
            continue
        if sighting.post == page.post.id:  # a shorter title inside it is not meant either
            done = sighting.span.end
        elif _is_meant(page, sighting):
            done = sighting.span.end
            yield cite_known(page.post, sighting.span, sighting.post, rule=Rule.PLAIN_TITLE, confidence=CONFIDENCE)


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
    """Tell whether an English title stands as over its post but for its article, with two words in capitals or more."""
    told = _ARTICLE.sub("", title, count=1) if _ARTICLE.match(title) else title
    capitals = sum(word[:1].isupper() for word in title.split())
    return capitals >= 2 and "".join(_LETTER.findall(written)).endswith("".join(_LETTER.findall(told)))


def _marks_in(title: str) -> int:
    """Return how many signs of punctuation stand inside, not at the end, nor around an abbreviation there."""
    return len(_PUNCTUATION.findall(_BRACKET_AT_END.sub("", title.strip("？?！!。….《》“”\"' "))))
