"""An earlier post of the author's, told by what it was about: 在之前的博客中介绍过 PCA."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.page import Page
from kg.citations.phrases import find_phrases
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.model import Span

CONFIDENCE = 0.8
LONGEST_BEHIND = 120
_CHINESE = re.compile(
    r"(?:之前|以前|此前|早前|先前|早先|早期)的?\s?(?:那|这|某)?(?:一篇|篇)?(?:博客|博文|文章|笔记|帖子|日志|推送)(?!们)"
    r"|写过一篇[^，。！？\n]{0,40}?(?:文章|博客|博文|教程|笔记)"
)
_ENGLISH = re.compile(
    r"\b(?:an?|the|my|our)\s+(?:previous|earlier|older|prior|past|last|preceding)\s+(?:blog\s*)?(?:post|article|tutorial)\b"
    r"|\b(?:my|our)\s+(?:blog\s*)?(?:post|article|tutorial)\s+(?:on|about)\b"
    r"|\bI(?:['’]ve|\s+have)?\s+(?:previously|already)?\s*(?:wrote|written|blogged)\s+about\b"
    r"|\b(?:post|article|tutorial)\s+(?:that\s+)?I\s+wrote\b",
    re.IGNORECASE,
)
_ENGLISH_WORDS = ("post", "article", "tutorial", "wrote", "written", "blogged")
# What the words stand in, for a post to be pointed to rather than spoken of.
_POINTS_BEFORE = re.compile(
    r"(?:在|见|看|参考|参阅|参照|如|于|像|从|根据|按照|回顾)(?:了|过)?(?:我|我们|笔者|博主|本站|本人)?(?:在|的)?$|(?:我|笔者)(?:在|曾|曾经|也|还|已经|之前|以前|此前)*$"
)
_POINTS_BEHIND = re.compile(
    r"\s*(?:中|里)?(?:已经?|曾经?|也|就|所|详细|简单|有)?(?:介绍|讨论|提|描述|写|讲|说|分析|推导|证明|给出)"
)
_NOT_OURS = re.compile(
    r"(?:[他她]们?|作者|别人|网友|大佬|官方|前辈)(?:在|的)*$"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ww]hose|(?!It|Let|That|Here|What|There)[A-Z]\w+['’]s)\b[^.;]{0,20}$"
)
_BY_OTHERS = re.compile(r"\s+(?:by|from)\s+(?!me\b|us\b)|\s+of\s+(?:his|hers|theirs)\b")
_MARKS = " ,，:：《「“\"'"  # between the words and a title that stands right behind them


def find_earlier(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the earlier posts that the prose points to and tells the subject of, where one post alone is about it."""
    for match in _pointers(page):
        span = Span(*match.span())
        before = page.before(span)
        if page.in_zone(span) or _is_by_others(page, span, before) or _is_named_behind(page, span, shelf):
            continue
        sentence = f"{before} {match[0]} {page.behind(span, longest=LONGEST_BEHIND)}"
        known = shelf.subjects.find_earlier(page.post, sentence)
        if known is not None:
            yield cite_known(page.post, span, known, rule=Rule.PREVIOUS, confidence=CONFIDENCE)


def _is_by_others(page: Page, span: Span, before: str) -> bool:
    return _NOT_OURS.search(before[-24:]) is not None or _BY_OTHERS.match(page.text, span.end) is not None


def _is_named_behind(page: Page, span: Span, shelf: Shelf) -> bool:
    """Tell whether a link or a title stands right behind, which the other rules read."""
    behind = page.text[span.end : span.end + LONGEST_BEHIND]
    title = behind.lstrip(_MARKS)
    marks = Span(span.end, span.end + len(behind) - len(title) + 1)
    return page.link_over(marks) is not None or shelf.titles.may_start(title)


def _pointers(page: Page) -> Iterator[re.Match[str]]:
    start = len(page.post.title or "")
    for match in _CHINESE.finditer(page.text, start):
        span = Span(*match.span())
        if _POINTS_BEFORE.search(page.before(span)) or _POINTS_BEHIND.match(page.behind(span)):
            yield match
    yield from (match for match in find_phrases(_ENGLISH, _ENGLISH_WORDS, page.text) if match.start() >= start)
