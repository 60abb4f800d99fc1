"""From the citations of single posts to the whole: what there is to cite, stubs and works once, series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.citations.addresses import AddressIndex, address_key, guess_site, host_of
from kg.citations.find import Found, Shelf, series_key
from kg.citations.titles import TitleIndex
from kg.model import Citation, Post, PostId, Series, SeriesId, Work, WorkId
from kg.slug import slug_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The posts with their series, stubs for those that are only cited, and the works."""

    posts: tuple[Post, ...]
    works: tuple[Work, ...]
    series: tuple[Series, ...]
    citations: tuple[Citation, ...]


def shelve(posts: Sequence[Post], site: str | None = None) -> Shelf:
    """Index what posts may cite; the blog's own host is guessed where it is not given."""
    own = (host_of(site) or site) if site else guess_site(posts)
    keys = frozenset(key for post in posts if post.title and (key := series_key(post.title)))
    return Shelf(TitleIndex(posts), AddressIndex(posts), own, keys)


def gather(posts: Sequence[Post], found: Iterable[Found]) -> Cited:
    """Bring the citations of all posts together; the same target under two forms becomes one."""
    in_order = sorted(found, key=lambda each: (each.citation.post, each.citation.span, each.citation.target))
    same = _one_id_for_each_address(in_order)
    stubs: dict[PostId, Post] = {}
    works: dict[WorkId, Work] = {}
    for each in in_order:
        if isinstance(each.target, Post) and same.get(each.target.id, each.target.id) == each.target.id:
            stubs.setdefault(each.target.id, each.target)
        elif isinstance(each.target, Work):
            works.setdefault(each.target.id, each.target)
    citations = tuple(
        replace(each.citation, target=same.get(each.citation.target, each.citation.target)) for each in in_order
    )
    ids = {post.id for post in posts}
    everyone = [*posts, *(stub for stub_id, stub in stubs.items() if stub_id not in ids)]
    numbered, series = number(everyone)
    return Cited(
        posts=tuple(sorted(numbered, key=lambda post: post.id)),
        works=tuple(works[work_id] for work_id in sorted(works)),
        series=series,
        citations=citations,
    )


def _one_id_for_each_address(found: Iterable[Found]) -> Mapping[str, PostId]:
    """Map the id of every stub known by its address to the smallest id among the forms of that address."""
    forms: dict[str, set[PostId]] = {}
    for each in found:
        if isinstance(each.target, Post) and each.target.address:
            forms.setdefault(address_key(each.target.address), set()).add(each.target.id)
    return {form: min(ids) for ids in forms.values() for form in ids}


_PART = re.compile(r"[（(]([一二三四五六七八九十百]+|\d+)[)）]|[:：]\s*(\d+)[、.]|\bpart\s+(\d+)\b", re.IGNORECASE)
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}


def number(posts: Sequence[Post]) -> tuple[list[Post], tuple[Series, ...]]:
    """Give posts whose titles number the parts of one whole their series and position; a lone part makes no series."""
    members: dict[str, list[Post]] = {}
    for post in posts:
        key = series_key(post.title or "")
        if key and position_of(post.title or "") is not None:
            members.setdefault(key, []).append(post)
    series_by_key = {key: _series(group) for key, group in members.items() if len(group) > 1}
    numbered = [_numbered(post, series_by_key) for post in posts]
    return numbered, tuple(sorted(series_by_key.values(), key=lambda each: each.id))


def _series(group: Sequence[Post]) -> Series:
    title = min(re.split(r"[（(【\s:：·⋅,，]*(?:[（(]|[:：]\s*\d)", post.title or "")[0].strip() for post in group)
    return Series(id=SeriesId(f"series/{slug_of(title)}"), title=title)


def _numbered(post: Post, series_by_key: Mapping[str, Series]) -> Post:
    series = series_by_key.get(series_key(post.title or ""))
    if series is None:
        return post
    return replace(post, series=series.id, position=position_of(post.title or ""))


def position_of(title: str) -> int | None:
    """Return the number of the part that the title gives, from Chinese or Arabic figures.

    >>> position_of("生成扩散模型漫谈（十八）：得分匹配")
    18
    """
    match = _PART.search(title)
    if match is None:
        return None
    figure = next(group for group in match.groups() if group)
    return int(figure) if figure.isdigit() else _chinese_number(figure)


def _chinese_number(figure: str) -> int:
    total, current = 0, 0
    for character in figure:
        if character in "十百":
            total += max(current, 1) * (10 if character == "十" else 100)
            current = 0
        else:
            current = _DIGITS[character]
    return total + current
