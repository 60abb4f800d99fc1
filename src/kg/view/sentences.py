"""The sentence around a span: what a reader needs to judge a piece of evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Span

LONGEST = 110  # code points on each side of the words; beyond it the sentence is cut
END = re.compile(r"[。！？!?；\n]|\.(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A stretch of a text; `cut_before` and `cut_after` tell whether the sentence goes on there."""

    span: Span
    cut_before: bool
    cut_after: bool


def find_sentence(text: str, span: Span) -> Sentence:
    """Return the sentence that holds all of `span`; offsets are code points of `text`.

    Sentences end with 。！？!?； or a line; a full stop ends one only before white space, so that 3.5 and
    kexue.fm do not.
    """
    start, cut_before = _start(text, span.start)
    end, cut_after = _end(text, span.end)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Sentence(span=Span(start, end), cut_before=cut_before, cut_after=cut_after)


def to_utf16(text: str, offset: int) -> int:
    """Turn an offset in code points into one in UTF-16 units, which is what JavaScript counts.

    >>> to_utf16("🎈b", 1)
    2
    """
    return offset + sum(character > "\uffff" for character in text[:offset])


def _start(text: str, position: int) -> tuple[int, bool]:
    lowest = max(0, position - LONGEST)
    ends = [found.end() for found in END.finditer(text, lowest, position)]
    return (ends[-1], False) if ends else (lowest, lowest > 0)


def _end(text: str, position: int) -> tuple[int, bool]:
    highest = min(len(text), position + LONGEST)
    found = END.search(text, position, min(len(text), highest + 1))
    if found is None or found.end() > highest:
        return highest, highest < len(text)
    return found.end(), False
