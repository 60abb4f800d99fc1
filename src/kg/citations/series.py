"""Parts of one whole: which titles number them, and the words that point from one part to another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.citations.numbers import CHINESE, NUMBER, number_of
from kg.citations.titles import title_key
from kg.model import Post, PostId, Series, SeriesId
from kg.slug import slug_of

SHORTEST_TITLE = 3  # characters before the number
HIGHEST_NUMBER = 300  # a title that gives a higher one gives a year
# What stands before the number of a part, and the number: 漫谈（二）, 之路:15、, Part 3, 第三篇.
_PART = re.compile(
    rf"[（(【\s:：·⋅,，\-—]*(?:[（(]\s*(?P<bracketed>\d{{1,3}}|[{CHINESE}]{{1,5}})\s*[)）]"
    rf"|[:：]\s*(?P<led>\d{{1,3}})[、.]"
    rf"|[（(]?\b(?:part|pt\.?)\s*(?P<part>{NUMBER})"
    rf"|第\s*(?P<nth>\d{{1,3}}|[{CHINESE}]{{1,5}})\s*(?:部分|篇|部|讲|课|回|弹|期))",
    re.IGNORECASE,
)


def series_key(title: str) -> str:
    """Return the key of what stands before a part's number, else an empty one.

    >>> series_key("多任务学习漫谈(二):行梯度之事")
    '多任务学习漫谈'
    """
    return title_key(series_title(title))


def series_title(title: str) -> str:
    """Return what stands before a part's number, else nothing."""
    match = _PART.search(title, 1)
    if match is None or match.start() < SHORTEST_TITLE or position_of(title) is None:
        return ""
    return title[: match.start()].strip()


def position_of(title: str) -> int | None:
    """Return the number of the part that the title gives, from Chinese, Arabic or Roman figures.

    >>> position_of("生成扩散模型漫谈（十八）：得分匹配")
    18
    """
    match = _PART.search(title, 1)
    number = number_of(next(figure for figure in match.groups() if figure)) if match else None
    return number if number is not None and 0 <= number <= HIGHEST_NUMBER else None


class SeriesIndex:
    """Which post is which part of which series."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._parts: dict[str, dict[int, set[PostId]]] = defaultdict(lambda: defaultdict(set))
        for post in posts:
            key, position = series_key(post.title or ""), position_of(post.title or "")
            if key and position is not None:
                self._parts[key][position].add(post.id)

    def __contains__(self, title: str) -> bool:
        return series_key(title) in self._parts

    def part(self, key: str, position: int) -> PostId | None:
        """Return the one post that is this part."""
        found = self._parts[key].get(position, set()) if key in self._parts else set()
        return next(iter(found)) if len(found) == 1 else None


def number(posts: Sequence[Post]) -> tuple[list[Post], tuple[Series, ...]]:
    """Give posts whose titles number the parts of one whole their series and position; a lone part makes no series."""
    members: dict[str, list[Post]] = {}
    for post in posts:
        key = series_key(post.title or "")
        if key:
            members.setdefault(key, []).append(post)
    series_by_key = {key: _series(group) for key, group in members.items() if len(group) > 1}
    numbered = [_numbered(post, series_by_key) for post in posts]
    return numbered, tuple(sorted(series_by_key.values(), key=lambda each: each.id))


def _series(group: Sequence[Post]) -> Series:
    title = min(series_title(post.title or "") for post in group)
    return Series(id=SeriesId(f"series/{slug_of(title)}"), title=title)


def _numbered(post: Post, series_by_key: Mapping[str, Series]) -> Post:
    series = series_by_key.get(series_key(post.title or ""))
    if series is None:
        return post
    return replace(post, series=series.id, position=position_of(post.title or ""))
