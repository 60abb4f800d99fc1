"""Long titles as they stand in prose without any marks, found all at once (Aho and Corasick 1975)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from kg.citations.titles import weight_of
from kg.model import Post, PostId, Span
from kg.script import HAN, Script, fold, script_of

LEAST_WEIGHT = 8
LEAST_WEIGHT_OF_CAPITALS = 6  # of an English title, which its capitals mark
_LETTERS = re.compile(r"[^\W_]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_WORD_LIKE = (Script.LATIN, Script.DIGIT)


class Letters:
    """The letters and digits of a text in one row, and where each of them stands in the text."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self.row = _NO_LETTERS.sub("", self._folded)

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each stretch of letters starts, in the row and in the text."""
        in_row, in_text, length = [], [], 0
        for match in _LETTERS.finditer(self._folded):
            in_row.append(length)
            in_text.append(match.start())
            length += match.end() - match.start()
        return in_row, in_text

    def position(self, at: int) -> int:
        """Return where in the text the letter at this place of the row stands."""
        in_row, in_text = self._starts
        stretch = bisect_right(in_row, at) - 1
        return in_text[stretch] + at - in_row[stretch]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the text that these letters of the row take, of which there is at least one."""
        return Span(self.position(start), self.position(end - 1) + 1)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A stretch of text that reads like the title of one post."""

    span: Span
    post: PostId
    title: str


class PlainTitles:
    """The long titles of posts, ready to be found in any text."""

    def __init__(self, posts: Iterable[Post]) -> None:
        titles: dict[str, dict[PostId, str]] = defaultdict(dict)
        for post in posts:
            if post.title and _is_long(post.title):
                titles[Letters(post.title).row][post.id] = post.title
        self._rows = sorted(row for row, found in titles.items() if len(found) == 1)
        self._titles = [next(iter(titles[row].items())) for row in self._rows]
        self._automaton = AhoCorasick(self._rows) if self._rows else None

    def find(self, text: str) -> Iterator[Sighting]:
        """Yield every stretch that reads like a title, longer ones first where two start at one place."""
        if self._automaton is None:
            return
        letters = Letters(text)
        for row, start, end in sorted(
            self._automaton.find_matches_as_indexes(letters.row, overlapping=True),
            key=lambda match: (match[1], -match[2]),
        ):
            span = letters.span(start, end)
            if "\n" not in span.of(text) and _stands_apart(span, text):
                post, title = self._titles[row]
                yield Sighting(span, post, title)


def _stands_apart(span: Span, text: str) -> bool:
    """Tell whether no Latin word or number is cut at either end."""
    return not (
        (span.start > 0 and _joins(text[span.start - 1], text[span.start]))
        or (span.end < len(text) and _joins(text[span.end - 1], text[span.end]))
    )


def _joins(left: str, right: str) -> bool:
    return script_of(left) in _WORD_LIKE and script_of(right) in _WORD_LIKE


def _is_long(title: str) -> bool:
    return weight_of(title) >= (LEAST_WEIGHT if HAN.search(title) else LEAST_WEIGHT_OF_CAPITALS)
