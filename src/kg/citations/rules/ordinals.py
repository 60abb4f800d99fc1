"""Parts of the same series by their number or their place, and the post before by what it was about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.numbers import CHINESE, NUMBER, number_of
from kg.citations.page import Page
from kg.citations.series import position_of, series_key
from kg.citations.shelf import Found, Rule, Shelf, cite_known
from kg.model import PostId, Span

NUMBERED = 0.95
NEXT_BEFORE = 0.85
SHORTEST_SHARED = 3  # letters of a Chinese stretch or of a Latin word that a sentence and a title share
_FIGURE = rf"\d{{1,3}}|[{CHINESE}]{{1,5}}"
_POST = r"(?:blog post|blog|post|article|part|tutorial|instal{1,2}ment)"
# （十四） in the middle of a sentence, behind a word that points.
_BRACKETED = re.compile(rf"(?<=[在从见由和与及如到的考列文篇])\s?[（(]({_FIGURE})[)）](?![、.:：]|\s*\n)")
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
    r"(上?)(?:上一篇|前一篇|上篇(?=文章|博|笔记)|(?<=上)上篇)(?:文章|博文|博客|笔记|教程|推送)?"
    r"(?!论文|paper|综述|工作|[\u4e00-\u9fff]{0,6}论文)"
    rf"|\b(?:the|my|our)\s+(?:previous|last|preceding)\s+{_POST}\b",
    re.IGNORECASE,
)
_NAVIGATES = re.compile(r"\s*[:：»›→|]")
_NOT_OURS = re.compile(r"[他她]们?的?$|作者的?$|\b(?:his|her|their)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+-]+|[\u3400-\u9fff]+")
_COMMON = frozenset(
    "about after and are blog can for from guide have how into introduction its more new not our part post posts "
    "series that the their them then there these this those three two use used using was way what when which will "
    "with you your 为什么 是什么 怎么样 这一篇 的文章".split()
)


def find_numbered(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the parts of this post's series that its prose gives the numbers of: （十四）, 本系列第三篇, Part 2."""
    key, own = series_key(page.post.title or ""), position_of(page.post.title or "")
    if not key or own is None:
        return
    for match in (*_numbers(page), *_NTH.finditer(page.text), *_PART.finditer(page.text)):
        number = number_of(next(figure for figure in match.groups() if figure))
        known = shelf.series.part(key, number) if number is not None else None
        if known is not None and number != own:
            yield from _cite(page, Span(*match.span()), known, NUMBERED, Rule.ORDINAL)


def _numbers(page: Page) -> Iterator[re.Match[str]]:
    """Yield numbers in brackets, unless the post numbers its own lines so."""
    own_lines = {number_of(match[1]) for match in _LINE_NUMBER.finditer(page.text)}
    yield from (match for match in _BRACKETED.finditer(page.text) if number_of(match[1]) not in own_lines)


def find_previous(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield what 上一篇, my last post and their like point to.

    That is the part before in the post's series; without one, the author's post before in time, if its title shares
    a word with the sentence.
    """
    key, own = series_key(page.post.title or ""), position_of(page.post.title or "")
    for match in _PREVIOUS.finditer(page.text):
        span = Span(*match.span())
        if _NAVIGATES.match(page.text, span.end) or _NOT_OURS.search(page.before(span)[-12:]):
            continue
        back = 2 if match[1] else 1
        part = shelf.series.part(key, own - back) if key and own is not None else None
        if part is not None:
            yield from _cite(page, span, part, NUMBERED, Rule.PREVIOUS)
        elif back == 1 and not key:
            yield from _cite_next_before(page, span, shelf)


def _cite_next_before(page: Page, span: Span, shelf: Shelf) -> Iterator[Found]:
    before = shelf.timeline.previous(page.post)
    sentence = f"{page.before(span)} {page.behind(span, longest=120)}"
    if before and before.title and _shares_word(sentence, before.title):
        yield from _cite(page, span, before.id, NEXT_BEFORE, Rule.PREVIOUS)


def _cite(page: Page, span: Span, target: PostId, confidence: float, rule: Rule) -> Iterator[Found]:
    if not page.in_zone(span):
        yield cite_known(page.post, span, target, rule=rule, confidence=confidence)


def _shares_word(sentence: str, title: str) -> bool:
    return bool(set(_words(sentence)) & set(_words(title)))


def _words(text: str) -> Iterator[str]:
    """Yield the words that tell something: Latin ones in the singular, Chinese stretches of a few letters."""
    for word in _WORD.findall(text.casefold()):
        if word.isascii():
            plain = word.removesuffix("s")
            if len(plain) >= SHORTEST_SHARED and word not in _COMMON:
                yield plain
        else:
            stretches = (word[at : at + SHORTEST_SHARED] for at in range(len(word) - SHORTEST_SHARED + 1))
            yield from (stretch for stretch in stretches if stretch not in _COMMON)
