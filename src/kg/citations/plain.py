"""Long titles as they stand in prose without any marks, found all at once (Aho and Corasick 1975)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from kg.citations.titles import weight_of
from kg.model import Post, PostId, Span
from kg.script import HAN, Script, fold, script_of

LEAST_WEIGHT = 8
PIECE = 512  # characters of a text that are looked through for one letter's place
LEAST_WEIGHT_OF_CAPITALS = 6  # of an English title, which its capitals mark
_LETTERS = re.compile(r"[^\W_]+")
_WORD_LIKE = (Script.LATIN, Script.DIGIT)


class Letters:
    """The letters and digits of a text in one row, and where each of them stands in the text."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        starts = range(0, len(self._folded), PIECE)
        pieces = ["".join(_LETTERS.findall(self._folded, at, at + PIECE)) for at in starts]
        self._starts = [0, *accumulate(map(len, pieces))]  # of the pieces, in the row
        self.row = "".join(pieces)

    def count(self, end: int) -> int:
        """Return how many letters stand before this place of the text."""
        whole = end // PIECE
        return self._starts[whole] + sum(map(len, _LETTERS.findall(self._folded, whole * PIECE, end)))

    def position(self, at: int) -> int:
        """Return where in the text the letter at this place of the row stands."""
        piece = bisect_right(self._starts, at) - 1
        done, start = self._starts[piece], piece * PIECE
        for match in _LETTERS.finditer(self._folded, start, start + PIECE):
            if at - done < len(match[0]):
                return match.start() + at - done
            done += len(match[0])
        raise IndexError(f"no letter {at} in a row of {len(self.row)}")

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

    def find(self, text: str, *, after: int = 0) -> Iterator[Sighting]:
        """Yield every stretch from `after` on that reads like a title, in order, longer ones first."""
        if self._automaton is None:
            return
        letters = Letters(text)
        first = letters.count(after)
        matches = self._automaton.find_matches_as_indexes(letters.row, overlapping=True)
        for row, start, end in sorted(
            (match for match in matches if match[1] >= first), key=lambda match: (match[1], -match[2])
        ):
            span = _with_its_bracket(letters.span(start, end), text)
            if "\n" not in span.of(text) and _stands_apart(span, text):
                post, title = self._titles[row]
                yield Sighting(span, post, title)


def _with_its_bracket(span: Span, text: str) -> Span:
    """Return the span with the bracket behind it that one inside it opens: 网络（GoogLeNet）."""
    written, behind = span.of(text), text[span.end : span.end + 1]
    opens = {"）": "（", ")": "("}.get(behind)
    if opens and written.count(opens) > written.count(behind):
        return Span(span.start, span.end + 1)
    return span


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
