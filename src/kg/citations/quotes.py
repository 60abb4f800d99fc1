"""Titles between marks, one inside another too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span

SHORTEST, LONGEST = 2, 200  # characters between the marks
_BRACKET = re.compile(r"[《》]")
_OTHER_MARKS = re.compile(r"「([^「」\n]{4,120})」|『([^『』\n]{4,120})』|“([^“”\n]{4,120})”|\"([^\"\n]{8,120})\"")


@dataclass(frozen=True, slots=True, order=True)
class Quoted:
    """A title, and its span with the marks."""

    span: Span
    title: str


def find_titles(text: str) -> Iterator[Quoted]:
    """Yield what stands in 《》, outer titles before those inside them.

    >>> [each.title for each in find_titles("读《《Attention is All You Need》浅读》")]
    ['《Attention is All You Need》浅读', 'Attention is All You Need']
    """
    yield from sorted(each for line in _lines_with_titles(text) for each in _closed(text, line))


def _lines_with_titles(text: str) -> Iterator[Span]:
    opened = text.find("《")
    while opened >= 0:
        end = text.find("\n", opened)
        yield Span(opened, end if end >= 0 else len(text))
        opened = text.find("《", end) if end >= 0 else -1


def _closed(text: str, line: Span) -> Iterator[Quoted]:
    opened: list[int] = []
    for match in _BRACKET.finditer(text, line.start, line.end):
        if match.group() == "《":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if SHORTEST <= match.start() - start - 1 <= LONGEST:
                yield Quoted(Span(start, match.end()), text[start + 1 : match.start()].strip())


def find_marked(text: str) -> Iterator[Quoted]:
    """Yield what stands in other marks: 「」, 『』 and quotation marks."""
    for match in _OTHER_MARKS.finditer(text):
        title = next(group for group in match.groups() if group is not None)
        yield Quoted(Span(*match.span()), title.strip())
