"""Parts of the same series by their number or their place, and the post before by what it was about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.citations.numbers import CHINESE, HALVES, NUMBER, number_of
from kg.citations.page import Page
from kg.citations.phrases import find_phrases
from kg.citations.series import is_half, series_key
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.citations.subjects import words_of
from kg.model import PostId, Span

NUMBERED = 0.95
NEXT_BEFORE = 0.85
_FIGURE = rf"\d{{1,3}}|[{CHINESE}]{{1,5}}"
_POST = r"(?:blog post|blog|post|article|part|tutorial|instal{1,2}ment)"
# （十四） in the middle of a sentence, behind a word that points.
_BRACKETED = re.compile(rf"[（(]({_FIGURE})[)）](?![、.:：]|\s*\n)")
_POINTS = re.compile(r"[在从见由和与及如到的考列文篇]\s?$")
_HALF = re.compile(rf"(?<=[在从见由和与及如到考])(?:[（(]([{HALVES}])篇?[)）]|([{HALVES}])篇(?![文论博笔]))")
_LINE_NUMBER = re.compile(rf"^[ \t#*-]*[（(]({_FIGURE})[)）]", re.MULTILINE)
# 本系列（的）第三篇; Part 3 behind a word that points; the third part of this series.
_NTH = re.compile(
    rf"(?:本|该|此|这个|这一|这)系列(?:文章|教程|博文)?[的中里]{{0,3}}\s?第\s?({_FIGURE})\s?(?:部分|篇|讲|课|回|弹|期)(?:文章|博文|教程)?"
)
_PART = re.compile(
    rf"(?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bto\s)|(?<=\bsee\s)|(?<=\band\s)|(?<=\bfrom\s))part\s+({NUMBER})(?!\s*[:.]\d)"
    rf"|\bthe\s+({NUMBER})\s+{_POST}\s+(?:of|in)\s+(?:this|the|my|our)\s+series",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"(?:(?P<twice>上)上一?篇|上一篇|前一篇|上篇(?=文章|博|笔记))(?:文章|博文|博客|笔记|教程|推送)?"
    r"(?!论文|[Pp]aper|综述|工作|[\u4e00-\u9fff]{0,6}论文)"
)
_PREVIOUS_IN_ENGLISH = re.compile(rf"\b(?:the|my|our)\s+(?:previous|last|preceding)\s+{_POST}\b", re.IGNORECASE)
_PREVIOUS_WORDS = ("revious ", "last ", "Last ", "receding ")
_PART_WORD = re.compile(r"[Pp]art\s|[Ss]eries|PART")
_NAVIGATES = re.compile(r"\s*[:：»›→|]")
_NOT_OURS = re.compile(r"[他她]们?的?$|作者的?$|\b(?:his|her|their)\b", re.IGNORECASE)


def find_numbered(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the parts of this post's series that its prose gives the numbers of: （十四）, 本系列第三篇, Part 2."""
    key, own = series_key(page.post.title or ""), shelf.series.position(page.post)
    if not key or own is None:
        return
    for numbered in (*_in_brackets(page), *_in_words(page), *_of_halves(page)):
        known = shelf.series.part(key, numbered.number)
        if known is not None and numbered.number != own:
            yield from _cite(page, numbered.span, known, NUMBERED, Rule.ORDINAL)


@dataclass(frozen=True, slots=True)
class _Numbered:
    span: Span
    number: int


def _in_words(page: Page) -> Iterator[_Numbered]:
    for pattern in (_NTH, _PART) if _PART_WORD.search(page.text) else (_NTH,):
        for match in pattern.finditer(page.text):
            number = number_of(next(figure for figure in match.groups() if figure))
            if number is not None:
                yield _Numbered(Span(*match.span()), number)


def _of_halves(page: Page) -> Iterator[_Numbered]:
    """Yield 上篇, （中） behind a word that points, in a post that is itself so called."""
    for match in _HALF.finditer(page.text) if is_half(page.post.title or "") else ():
        number = number_of(match[1] or match[2])
        if number is not None:
            yield _Numbered(Span(*match.span()), number)


def _in_brackets(page: Page) -> Iterator[_Numbered]:
    """Yield numbers in brackets behind a word that points, unless the post numbers its own lines so."""
    own_lines = {number_of(match[1]) for match in _LINE_NUMBER.finditer(page.text)}
    for match in _BRACKETED.finditer(page.text):
        points = _POINTS.search(page.text, max(0, match.start() - 2), match.start())
        number = number_of(match[1])
        if points and number is not None and number not in own_lines:
            yield _Numbered(Span(points.start() + 1, match.end()), number)


def find_previous(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield what 上一篇, my last post and their like point to.

    That is the part before in the post's series; without one, the author's post before in time, if its title shares
    a word with the sentence.
    """
    key, own = series_key(page.post.title or ""), shelf.series.position(page.post)
    for match in _previous_in(page.text):
        span = Span(*match.span())
        if _NAVIGATES.match(page.text, span.end) or _NOT_OURS.search(page.before(span)[-12:]):
            continue
        back = 2 if match.groupdict().get("twice") else 1
        part = shelf.series.part(key, own - back) if key and own is not None else None
        if part is not None:
            yield from _cite(page, span, part, NUMBERED, Rule.PREVIOUS)
        elif back == 1 and not key:
            yield from _cite_next_before(page, span, shelf)


def _previous_in(text: str) -> Iterator[re.Match[str]]:
    yield from _PREVIOUS.finditer(text)
    yield from find_phrases(_PREVIOUS_IN_ENGLISH, _PREVIOUS_WORDS, text)


def _cite_next_before(page: Page, span: Span, shelf: Shelf) -> Iterator[Found]:
    before = shelf.timeline.previous(page.post)
    sentence = f"{page.before(span)} {page.behind(span, longest=120)}"
    if before and before.title and _shares_word(sentence, before.title):
        yield from _cite(page, span, before.id, NEXT_BEFORE, Rule.PREVIOUS)


def _cite(page: Page, span: Span, target: PostId, confidence: float, rule: Rule) -> Iterator[Found]:
    if not page.in_zone(span):
        yield cite_known(page.post, span, target, rule=rule, confidence=confidence)


def _shares_word(sentence: str, title: str) -> bool:
    return not set(words_of(sentence)).isdisjoint(words_of(title))
