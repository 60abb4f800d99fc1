"""Long titles that stand in prose without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.page import Page
from kg.citations.plain import LEAST_WEIGHT, Sighting
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.titles import weight_of
from kg.script import HAN

CONFIDENCE = 0.95
TELLING_WEIGHT = 14  # a title this long is no name of a concept
NEAR = 30  # characters before a title in which a word may refer to it
_TELLING = re.compile(r"[？?！!：:；;…“”《》「」（(]|——|[的了吗呢是么]|\d")
_REFERRING = re.compile(
    r"参考|参见|参阅|详见|见|博客|博文|文章|一文|前文|之前|以前|曾|上一?篇|前一?篇|系列|介绍过|写过|阅读|题为|标题|名为",
    re.IGNORECASE,
)
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


def _is_meant(page: Page, sighting: Sighting) -> bool:
    written = sighting.span.of(page.text)
    if not HAN.search(sighting.title):
        return _has_its_capitals(written, sighting.title)
    weight = weight_of(sighting.title)
    if weight >= TELLING_WEIGHT or (weight >= LEAST_WEIGHT and _TELLING.search(sighting.title)):
        return True
    around = page.before(sighting.span)[-NEAR:] + "\n" + page.behind(sighting.span)
    return weight >= LEAST_WEIGHT and _REFERRING.search(around) is not None


def _has_its_capitals(written: str, title: str) -> bool:
    """Tell whether an English title stands as it is written over its post: with at least two capitals of words."""
    capitals = sum(word[:1].isupper() for word in title.split())
    return capitals >= 2 and _LETTER.findall(written) == _LETTER.findall(title)
