"""Parts of one whole: which titles number them, and the words that point from one part to another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.citations.numbers import CHINESE, HALVES, NUMBER, number_of
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
    rf"|[（(]\s*(?P<half>[{HALVES}])篇?\s*[)）]"
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
    parts = series_parts(title)
    return parts[0] if parts else ""


def series_parts(title: str) -> tuple[str, str] | None:
    """Return what stands before a part's number and what stands behind it.

    >>> series_parts("生成扩散模型漫谈（十八）：得分匹配")
    ('生成扩散模型漫谈', '得分匹配')
    """
    match = _PART.search(title, 1)
    if match is None or match.start() < SHORTEST_TITLE or position_of(title) is None:
        return None
    return title[: match.start()].strip(), title[match.end() :].lstrip(" :：—-.、,，").strip()


def position_of(title: str) -> int | None:
    """Return the number of the part that the title gives, from Chinese, Arabic or Roman figures.

    >>> position_of("生成扩散模型漫谈（十八）：得分匹配")
    18
    """
    match = _PART.search(title, 1)
    number = number_of(next(figure for figure in match.groups() if figure)) if match else None
    return number if number is not None and 0 <= number <= HIGHEST_NUMBER else None


def is_half(title: str) -> bool:
    """Tell whether the title says 上, 中 or 下 instead of a number."""
    match = _PART.search(title, 1)
    return match is not None and match["half"] is not None


def positions_in(group: Iterable[Post]) -> Mapping[PostId, int]:
    """Return the places in a whole that the titles of its parts give; behind 上 stands 下 where there is no 中."""
    positions = {post.id: position_of(post.title or "") or 0 for post in group}
    halves = {positions[post.id] for post in group if is_half(post.title or "")}
    if halves == {1, 3} == set(positions.values()):
        return {post: min(position, 2) for post, position in positions.items()}
    return positions


class SeriesIndex:
    """Which post is which part of which series."""

    def __init__(self, posts: Iterable[Post]) -> None:
        """Take the posts, of which only the titles are looked at."""
        self._positions: dict[PostId, int] = {}
        self._parts: dict[str, dict[int, set[PostId]]] = {}
        for key, group in _members(posts).items():
            parts = self._parts[key] = defaultdict(set)
            for post, position in positions_in(group).items():
                self._positions[post] = position
                parts[position].add(post)

    def __contains__(self, title: str) -> bool:
        return series_key(title) in self._parts

    def position(self, post: Post) -> int | None:
        """Return which part the post is."""
        return self._positions.get(post.id)

    def part(self, key: str, position: int) -> PostId | None:
        """Return the one post that is this part."""
        found = self._parts[key].get(position, set()) if key in self._parts else set()
        return next(iter(found)) if len(found) == 1 else None


def _members(posts: Iterable[Post]) -> dict[str, list[Post]]:
    members: dict[str, list[Post]] = {}
    for post in posts:
        key = series_key(post.title or "")
        if key:
            members.setdefault(key, []).append(post)
    return members


def number(posts: Sequence[Post]) -> tuple[list[Post], tuple[Series, ...]]:
    """Give posts whose titles number the parts of one whole their series and position; a lone part makes no series."""
    place_by_post: dict[PostId, _Place] = {}
    every: list[Series] = []
    for group in _members(posts).values():
        if len(group) > 1:
            series = _series(group)
            every.append(series)
            place_by_post |= {post: _Place(series.id, position) for post, position in positions_in(group).items()}
    numbered = [_numbered(post, place_by_post.get(post.id)) for post in posts]
    return numbered, tuple(sorted(every, key=lambda each: each.id))


@dataclass(frozen=True, slots=True)
class _Place:
    series: SeriesId
    position: int


def _series(group: Sequence[Post]) -> Series:
    title = min(series_title(post.title or "") for post in group)
    return Series(id=SeriesId(f"series/{slug_of(title)}"), title=title)


def _numbered(post: Post, place: _Place | None) -> Post:
    return post.revised(series=place.series, position=place.position) if place else post
