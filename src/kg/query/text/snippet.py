"""The piece of a text that shows why it was found, on one line, with the places of the words in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from kg.model import Span
from kg.query.screen import width_of
from kg.query.text.words import Phrase, Place, find_places
from kg.script import fold

_BEFORE: Final = 0.3  # of the width: how much stands before the first words that are marked
_LONGEST_WORD: Final = 15  # in code points: how far the piece's ends may move so as not to cut a word
_BLOCK: Final = 2000  # code points
_MOST_BLOCKS: Final = 4  # that are looked at
_OVERLAP: Final = 200  # so that a phrase at the end of a block is whole
_MARK: Final = "**"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of a text. `marks` are spans of `text` in code points, sorted, apart."""

    text: str
    marks: tuple[Span, ...] = ()


def to_snippet(text: str, phrases: tuple[Phrase, ...], width: int) -> Snippet:
    """Return the piece of about `width` columns that holds the most different phrases, the first of the best."""
    line = " ".join(text.split())
    places = _find_best_block(phrases, line)
    is_short = len(line) <= width and width_of(line) <= width
    piece = Span(0, len(line)) if is_short else _grow(line, _choose(places, line, width), width)
    inside = [place.span for place in places if piece.covers(place.span)]
    before, after = "… " if piece.start else "", " …" if piece.end < len(line) else ""
    marks = _unite([_shift(span, len(before) - piece.start) for span in inside])
    return Snippet(text=f"{before}{piece.of(line)}{after}", marks=marks)


def to_marked(snippet: Snippet) -> str:
    """Return the text with two stars at both ends of what is marked.

    >>> to_marked(Snippet(text="an attention head", marks=(Span(3, 12),)))
    'an **attention** head'
    """
    text = snippet.text
    for mark in reversed(snippet.marks):
        text = f"{text[: mark.start]}{_MARK}{mark.of(text)}{_MARK}{text[mark.end :]}"
    return text


def _find_best_block(phrases: tuple[Phrase, ...], line: str) -> list[Place]:
    """Return the places in the block that has the most phrases, the first of the best.

    To find the words of a whole post takes long: only blocks that hold the signs of the phrases are looked at.
    """
    best: list[Place] = []
    most = 0
    for start, promised in _find_blocks(phrases, line)[:_MOST_BLOCKS]:
        if most >= promised:
            break
        places = find_places(phrases, line[start : start + _BLOCK + _OVERLAP])
        seen = len({place.phrase for place in places})
        if seen > most:
            best, most = [Place(_shift(place.span, start), place.phrase) for place in places], seen
    return best


def _find_blocks(phrases: tuple[Phrase, ...], line: str) -> list[tuple[int, int]]:
    """Return where each block begins and how many phrases may begin in it, the most first."""
    folded = fold(line)
    counts: Counter[int] = Counter()
    for phrase in phrases:
        signs = phrase.forms[0][:-1] if phrase.forms[0].endswith("y") else phrase.forms[0]  # studies is a form of study
        at = folded.find(signs)
        while at >= 0:
            block = at - at % _BLOCK
            counts[block] += 1
            at = folded.find(signs, block + _BLOCK)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _choose(places: list[Place], line: str, width: int) -> int:
    """Return where the piece begins."""
    if not places:
        return 0
    best, most = places[0].span.start, 0
    for at, first in enumerate(places):
        end = first.span.start + width // 2
        seen = {place.phrase for place in places[at : at + width] if place.span.end <= end}
        if len(seen) > most:
            best, most = first.span.start, len(seen)
    return _move(line, best, int(width * _BEFORE))


def _move(line: str, start: int, width: int) -> int:
    """Return an offset so many columns before `start`, at the beginning of a word where one is near."""
    while start and width > 0:
        start -= 1
        width -= width_of(line[start])
    gap = line.find(" ", start, start + _LONGEST_WORD)
    return gap + 1 if start and gap >= 0 else start


def _grow(line: str, start: int, width: int) -> Span:
    end = start
    while end < len(line) and width > 0:
        width -= width_of(line[end])
        end += 1
    gap = line.rfind(" ", max(start + 1, end - _LONGEST_WORD), end)
    is_cut_word = end < len(line) and re.fullmatch(r"\w\w", line[end - 1 : end + 1], re.ASCII) is not None
    return Span(start, gap if is_cut_word and gap > start else end)


def _unite(spans: list[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return tuple(united)
