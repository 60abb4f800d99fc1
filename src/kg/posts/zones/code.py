"""Code that the text marks as such: fenced blocks and backticks in the line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.model import Span

_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<language>[^\n]*)$", re.MULTILINE)
_TICKS = re.compile("`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def find_fenced_code(text: str) -> Iterator[Span]:
    """Yield blocks between fences of backticks or tildes; the last may be open to the end (CommonMark 0.31, 4.5)."""
    start: int | None = None
    fence = ""
    for match in _FENCE.finditer(text):
        if start is None:
            start, fence = match.start(), match["fence"]
        elif match["fence"].startswith(fence) and not match["language"].strip():
            yield Span(start, match.end())
            start = None
    if start is not None:
        yield Span(start, len(text))


def find_inline_code(text: str) -> Iterator[Span]:
    """Yield what stands between equal runs of backticks within a paragraph (CommonMark 0.31, 6.1)."""
    start = 0
    for end in [*(blank.start() for blank in _BLANK_LINE.finditer(text)), len(text)]:
        yield from _find_in_paragraph(text, start, end)
        start = end


def _find_in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    runs = list(_TICKS.finditer(text, start, end))
    starts_of_length: dict[int, list[int]] = defaultdict(list)
    for run in reversed(runs):
        starts_of_length[len(run.group())].append(run.start())
    done = start
    for run in runs:
        if run.start() < done:
            continue
        closers = starts_of_length[len(run.group())]
        while closers and closers[-1] <= run.start():
            closers.pop()
        if closers:
            done = closers.pop() + len(run.group())
            yield Span(run.start(), done)
