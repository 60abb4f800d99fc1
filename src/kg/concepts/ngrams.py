"""Chinese strings that recur over posts, with the figures that tell a word from a mere window of text.

Cohesion holds a word together, branching entropy lets it stand freely (Jin and Tanaka-Ishii 2006). The strings of
length n + 1 are numbered by the number of their first n characters and their last one, so every count is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.characters import SIGN_OF, Sign, Signs
from kg.concepts.corpus import Codes, Corpus, Flags, Numbers
from kg.model import PostId, Span

Few: TypeAlias = NDArray[np.int8]
Shares: TypeAlias = NDArray[np.float64]

LONGEST = 8  # characters
NEAR = 20  # characters
COHERENT = 1.0  # nats; below this the parts meet by chance
FREE = 0.2  # below this one side is nearly always the same character: a window of a longer name

MOST_AT_ONCE = 1 << 20  # places that are looked at together, unless one string has more
_LARGEST_BITS = 63  # of a number that numpy sorts fast


@dataclass(frozen=True, slots=True, kw_only=True)
class Ngram:
    """A string that recurs where it cuts no known label, and the company it keeps there."""

    name: str
    count: int
    posts: int
    cohesion: float  # nats: pointwise mutual information of the two parts that hold together least
    freedom: float  # 0 to 1: branching entropy of the side that varies less, of the most that the count allows
    beside: float  # 0 to 1: how often, over both sides, punctuation or a word such as 的 stands beside it
    quoted: int
    titles: int
    lines: int  # where it fills a line, as a heading does
    bracketed: int  # where Latin letters in brackets follow
    company: float  # 0 to 1: how often a known label stands nearby
    post: PostId  # that tells most of it: with a bracket behind it, else in a title, else in quotes, else the first
    span: Span  # there


@dataclass(frozen=True, slots=True)
class _Level:
    """The strings of one length: where they begin, ascending, and a number for each that equal strings share."""

    length: int
    places: Codes
    groups: Codes


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often the string of one length occurs that begins at each of these places; elsewhere too seldom to matter."""

    places: Codes
    sizes: Codes

    def at(self, places: Codes) -> Shares:
        """Return the counts at some of the places."""
        counts: Shares = self.sizes[np.searchsorted(self.places, places)].astype(np.float64)
        return counts


def find_ngrams(corpus: Corpus, *, least: int) -> Iterator[Ngram]:
    """Yield the strings of 2 to 8 Chinese characters that hold together and stand freely.

    Each occurs `least` times and more without cutting a known label; `least` is 2 or more, since what occurs once has
    no neighbours to compare.
    """
    signs = SIGN_OF[corpus.codes]
    counts: dict[int, _Counts] = {}
    for level in _levels(corpus.codes, signs, counts, least):
        for part in _parts(_where_free(level, corpus, least)):
            yield from _describe(part, counts, corpus, signs)


def _levels(codes: Codes, signs: Signs, counts: dict[int, _Counts], least: int) -> Iterator[_Level]:
    """Yield each length from 2 on; fill `counts` with how often the strings of each length occur."""
    inside = (signs & (Sign.HAN | Sign.NEVER)) == Sign.HAN
    places = np.flatnonzero(inside).astype(np.int32)
    letter_of = np.zeros(SIGN_OF.size, dtype=np.int32)
    letter_of[codes[places]] = 1
    letters = int(letter_of.sum()) + 1
    letter_of = np.cumsum(letter_of, dtype=np.int32)
    groups = letter_of[codes[places]]
    counts[1] = _Counts(places, np.bincount(groups)[groups].astype(np.int32))
    for length in range(2, LONGEST + 1):
        goes_on = inside[places + (length - 1)]
        places, groups = places[goes_on], groups[goes_on]
        groups, sizes = _number(groups, letter_of[codes[places + (length - 1)]], letters)
        enough = sizes[groups] >= least
        places, groups = places[enough], groups[enough]
        counts[length] = _Counts(places, sizes[groups])
        yield _Level(length, places, groups)


def _number(groups: Codes, letters: Codes, count: int) -> tuple[Codes, Codes]:
    """Return numbers for the pairs of a group and a letter, in the order of the pairs, and how often each occurs.

    A pair and its place are sorted as one number, which takes a third of the time of sorting the places by the pairs.
    """
    keys = groups.astype(np.int64)
    keys *= count
    keys += letters
    bits = len(keys).bit_length()
    if not len(keys) or int(keys.max()).bit_length() + bits > _LARGEST_BITS:
        _, inverse, times = np.unique(keys, return_inverse=True, return_counts=True)
        return inverse.astype(np.int32), times.astype(np.int32)
    keys <<= bits
    keys |= np.arange(len(keys))
    keys.sort()
    order = np.empty(len(keys), dtype=np.int32)
    np.bitwise_and(keys, (1 << bits) - 1, out=order, casting="unsafe")
    keys >>= bits
    is_next = np.zeros(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=is_next[1:])
    rank: Codes = np.cumsum(is_next, dtype=np.int32)
    numbers: Codes = np.empty(len(rank), dtype=np.int32)
    numbers[order] = rank
    return numbers, np.bincount(rank).astype(np.int32)


def _parts(level: _Level) -> Iterator[_Level]:
    """Yield the groups of a level in parts of a million places, so that what is counted of them takes little room."""
    sizes = np.bincount(level.groups)
    part_of = np.cumsum(sizes) // MOST_AT_ONCE
    for part in np.unique(part_of).tolist():
        first, last = np.searchsorted(part_of, [part, part + 1]).tolist()
        inside = (level.groups >= first) & (level.groups < last)
        yield _Level(level.length, level.places[inside], level.groups[inside] - np.int32(first))


def _describe(level: _Level, counts: dict[int, _Counts], corpus: Corpus, signs: Signs) -> Iterator[Ngram]:
    marks = _marks(level, corpus, signs)
    best = _most_telling(level, marks)
    total = int(np.count_nonzero(signs & Sign.HAN))
    figures = _figures(level, corpus, signs) | {name: _sums(level.groups, flags) for name, flags in marks.items()}
    figures["cohesion"] = _cohesion(best, level.length, counts, total)
    for at in np.flatnonzero((figures["cohesion"] >= COHERENT) & (figures["freedom"] >= FREE)).tolist():
        place = int(best[at])
        post, offset = corpus.place_of(place)
        name = "".join(map(chr, corpus.codes[place : place + level.length].tolist()))
        numbers = {key: values[at].item() for key, values in figures.items()}
        yield Ngram(name=name, post=post, span=Span(offset, offset + level.length), **numbers)


def _where_free(level: _Level, corpus: Corpus, least: int) -> _Level:
    """Keep the places at which no known label is cut, of strings that still occur often enough; number them anew."""
    free = ~(corpus.cuts[level.places] | corpus.cuts[level.places + level.length])
    places, groups = level.places[free], level.groups[free]
    sizes = np.bincount(groups, minlength=1)
    often = sizes[groups] >= least
    number_of = np.cumsum(sizes >= least, dtype=np.int32) - 1
    return _Level(level.length, places[often], number_of[groups[often]])


def _marks(level: _Level, corpus: Corpus, signs: Signs) -> dict[str, Flags]:
    """Tell of each place how the writer sets the string off there."""
    before, after = signs[level.places - 1], signs[level.places + level.length]
    behind = signs[np.minimum(level.places + (level.length + 1), len(signs) - 1)]
    return {
        "quoted": _has(before, Sign.OPENING) & _has(after, Sign.CLOSING),
        "titles": corpus.in_title(level.places, level.length),
        "lines": _has(before, Sign.LINE) & _has(after, Sign.LINE),
        "bracketed": _has(after, Sign.BRACKET) & _has(behind, Sign.LATIN),
    }


def _most_telling(level: _Level, marks: dict[str, Flags]) -> Codes:
    """Return the place of each group that tells most of it, the first of those that tell as much."""
    telling = 4 * marks["bracketed"].astype(np.int8) + 2 * marks["titles"] + marks["quoted"]
    best = np.zeros(int(level.groups.max()) + 1, dtype=np.int32)
    for much in range(8):  # what is written last stays
        at = np.flatnonzero(telling == much)[::-1]
        best[level.groups[at]] = level.places[at]
    return best


def _figures(level: _Level, corpus: Corpus, signs: Signs) -> dict[str, Numbers | Shares]:
    """Return what is counted over the places of each group."""
    places, groups = level.places, level.groups
    before = _beyond_space(corpus.codes, signs, places - 1, -1)
    after = _beyond_space(corpus.codes, signs, places + level.length, 1)
    count = np.bincount(groups)
    free = _stands_free(before, Sign.FREE_LEFT).astype(np.int8) + _stands_free(after, Sign.FREE_RIGHT)
    in_posts = np.unique(groups.astype(np.int64) * len(corpus.posts) + corpus.post_at(places)) // len(corpus.posts)
    return {
        "count": count,
        "posts": np.bincount(in_posts),
        "freedom": np.minimum(_entropy(groups, before), _entropy(groups, after)) / np.log(count),
        "beside": _sums(groups, free) / (2 * count),
        "company": _sums(groups, _in_company(places, level.length, corpus)) / count,
    }


def _sums(groups: Codes, values: Flags | Few) -> Numbers:
    """Return the sum of the values over each group."""
    return np.bincount(groups, weights=values).astype(np.int64)


def _beyond_space(codes: Codes, signs: Signs, places: Codes, step: int) -> Codes:
    """Return the character at each place; where it is a space, as between scripts, the one behind it."""
    at_space = np.flatnonzero(signs[places] & Sign.SPACE)
    places[at_space] = np.clip(places[at_space] + step, 0, len(codes) - 1)
    return codes[places]


def _in_company(places: Codes, length: int, corpus: Corpus) -> Flags:
    """Tell of each place whether a known label begins within `NEAR` characters of it, but outside the string."""
    left, right = np.maximum(places - NEAR, 0), np.minimum(places + (length + NEAR), len(corpus.labels) - 1)
    begun = corpus.labels
    company: Flags = begun[right] - begun[places + length] + begun[places] - begun[left] > 0
    return company


def _entropy(groups: Codes, neighbours: Codes) -> Shares:
    """Return the entropy of each group's neighbours; punctuation counts as another each time, Latin always as one."""
    count = np.bincount(groups).astype(np.float64)
    signs = SIGN_OF[neighbours]
    apart = (signs & (Sign.HAN | Sign.FOREIGN)) == 0
    letters = np.where(signs & Sign.FOREIGN, 0, neighbours)[~apart]
    pairs, times = np.unique(groups[~apart].astype(np.int64) << 24 | letters, return_counts=True)
    group = pairs >> 24
    share = times / count[group]
    entropy = np.bincount(group, weights=-share * np.log(share), minlength=len(count))
    others = np.bincount(groups[apart], minlength=len(count))
    return entropy + others / count * np.log(count)


def _cohesion(firsts: Codes, length: int, counts: dict[int, _Counts], total: int) -> Shares:
    together = np.log(counts[length].at(firsts) * float(total))
    apart = [
        np.log(counts[part].at(firsts)) + np.log(counts[length - part].at(firsts + part)) for part in range(1, length)
    ]
    lowest: Shares = together - np.max(apart, axis=0)
    return lowest


def _stands_free(neighbours: Codes, words: Sign) -> Flags:
    """Tell of each character whether a noun beside it is whole: one of the words, or neither a letter nor a zone."""
    signs = SIGN_OF[neighbours]
    free: Flags = _has(signs, words) | ((signs & (Sign.HAN | Sign.FOREIGN)) == 0)
    return free


def _has(signs: Signs, sign: Sign) -> Flags:
    has: Flags = (signs & sign) != 0
    return has
