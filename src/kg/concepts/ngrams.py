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

from kg.concepts.corpus import BETWEEN, BLOT, Corpus, Flags, Numbers
from kg.model import PostId, Span

Counts: TypeAlias = NDArray[np.int32]
Shares: TypeAlias = NDArray[np.float64]

LONGEST = 8  # characters
NEAR = 20  # characters
COHERENT = 1.0  # nats; below this the parts meet by chance
FREE = 0.2  # below this one side is nearly always the same character: a window of a longer name

# What stands beside a noun in running text and is no part of it.
FREE_LEFT = "的和与及或于在用是了个种为将对从到把被以如即叫而由向并有其该此"
FREE_RIGHT = "的和与及或中之来是为可在时上进将等都也会能而有被对就这我"
_OPENING, _CLOSING = '“「『"', '”」』"'
_LINE = f"\n{BETWEEN}"
_BRACKETS = "(（"
_NEVER = "的了是我你您他她它们这那哪么吗呢吧啊也都又很些每什怎"  # in no term: what holds one is no string at all
_HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


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
    """The strings of one length: where they begin, and a number for each that equal strings share."""

    length: int
    places: Numbers
    groups: Numbers


def find_ngrams(corpus: Corpus, *, least: int) -> Iterator[Ngram]:
    """Yield the strings of 2 to 8 Chinese characters that hold together and stand freely.

    Each occurs `least` times and more without cutting a known label; `least` is 2 or more, since what occurs once has
    no neighbours to compare.
    """
    counts: dict[int, Counts] = {}
    for level in _levels(corpus, counts, least):
        yield from _describe(level, counts, corpus, least)


def _levels(corpus: Corpus, counts: dict[int, Counts], least: int) -> Iterator[_Level]:
    """Yield each length from 2 on; fill `counts` with how often the string of each length at each place occurs."""
    han = _is_han(corpus.codes) & ~_among(corpus.codes, _NEVER)
    letters, letter = np.unique(np.where(han, corpus.codes, 0), return_inverse=True)
    counts[1] = np.bincount(letter)[letter].astype(np.int32)
    places, groups = np.flatnonzero(han), letter[han]
    for length in range(2, LONGEST + 1):
        goes_on = han[places + length - 1]
        places, groups = places[goes_on], groups[goes_on]
        keys = groups * len(letters) + letter[places + length - 1]
        _, groups, sizes = np.unique(keys, return_inverse=True, return_counts=True)
        counts[length] = np.zeros(len(han), dtype=np.int32)
        counts[length][places] = sizes[groups]
        enough = sizes[groups] >= least
        places, groups = places[enough], groups[enough]
        yield _Level(length, places, groups)


def _describe(level: _Level, counts: dict[int, Counts], corpus: Corpus, least: int) -> Iterator[Ngram]:
    whole = _where_free(level, corpus, least)
    if not len(whole.places):
        return
    marks = _marks(whole, corpus)
    figures = _figures(whole, corpus) | {name: _sums(whole.groups, flags) for name, flags in marks.items()}
    order = np.lexsort((whole.places, -_telling(marks), whole.groups))
    best = whole.places[order][np.unique(whole.groups[order], return_index=True)[1]]
    figures["cohesion"] = _cohesion(best, level.length, counts, int(_is_han(corpus.codes).sum()))
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
    often = np.bincount(groups, minlength=1)[groups] >= least
    numbered: Numbers = np.unique(groups[often], return_inverse=True)[1]
    return _Level(level.length, places[often], numbered)


def _marks(level: _Level, corpus: Corpus) -> dict[str, Flags]:
    """Tell of each place how the writer sets the string off there."""
    places, codes = level.places, corpus.codes
    before, after = codes[places - 1], codes[places + level.length]
    behind = codes[np.minimum(places + level.length + 1, len(codes) - 1)]
    return {
        "quoted": _among(before, _OPENING) & _among(after, _CLOSING),
        "titles": corpus.in_title(places, level.length),
        "lines": _among(before, _LINE) & _among(after, _LINE),
        "bracketed": _among(after, _BRACKETS) & _is_latin(behind),
    }


def _telling(marks: dict[str, Flags]) -> Numbers:
    return 4 * marks["bracketed"].astype(np.int64) + 2 * marks["titles"] + marks["quoted"]


def _figures(level: _Level, corpus: Corpus) -> dict[str, Numbers | Shares]:
    """Return what is counted over the places of each group."""
    places, groups, codes = level.places, level.groups, corpus.codes
    before, after = _beyond_space(codes, places - 1, -1), _beyond_space(codes, places + level.length, 1)
    count = np.bincount(groups)
    free = _stands_free(before, FREE_LEFT).astype(np.int64) + _stands_free(after, FREE_RIGHT)
    in_posts = np.unique(groups * len(corpus.posts) + corpus.post_at(places)) // len(corpus.posts)
    return {
        "count": count,
        "posts": np.bincount(in_posts),
        "freedom": np.minimum(_entropy(groups, before), _entropy(groups, after)) / np.log(count),
        "beside": _sums(groups, free) / (2 * count),
        "company": _sums(groups, _in_company(places, level.length, corpus)) / count,
    }


def _sums(groups: Numbers, values: Flags | Numbers) -> Numbers:
    """Return the sum of the values over each group."""
    return np.bincount(groups, weights=values).astype(np.int64)


def _beyond_space(codes: Numbers, places: Numbers, step: int) -> Numbers:
    """Return the character at each place; where it is a space, as between scripts, the one behind it."""
    there = codes[places]
    beyond: Numbers = np.where(there == ord(" "), codes[np.clip(places + step, 0, len(codes) - 1)], there)
    return beyond


def _in_company(places: Numbers, length: int, corpus: Corpus) -> Flags:
    """Tell of each place whether a known label begins within `NEAR` characters of it, but outside the string."""
    left, right = np.maximum(places - NEAR, 0), np.minimum(places + length + NEAR, len(corpus.labels) - 1)
    begun = corpus.labels
    company: Flags = begun[right] - begun[places + length] + begun[places] - begun[left] > 0
    return company


def _entropy(groups: Numbers, neighbours: Numbers) -> Shares:
    """Return the entropy of each group's neighbours; punctuation counts as another each time, Latin always as one."""
    count = np.bincount(groups).astype(np.float64)
    apart = ~(_is_han(neighbours) | _is_foreign(neighbours))
    signs = np.where(_is_foreign(neighbours), 0, neighbours)[~apart]
    pairs, times = np.unique(groups[~apart] << 24 | signs, return_counts=True)
    group = pairs >> 24
    share = times / count[group]
    entropy = np.bincount(group, weights=-share * np.log(share), minlength=len(count))
    others = np.bincount(groups[apart], minlength=len(count))
    return entropy + others / count * np.log(count)


def _cohesion(firsts: Numbers, length: int, counts: dict[int, Counts], total: int) -> Shares:
    together = np.log(counts[length][firsts] * float(total))
    apart = [np.log(counts[part][firsts]) + np.log(counts[length - part][firsts + part]) for part in range(1, length)]
    lowest: Shares = together - np.max(apart, axis=0)
    return lowest


def _stands_free(codes: Numbers, words: str) -> Flags:
    """Tell of each character whether a noun beside it is whole: one of the words, or neither a letter nor a zone."""
    free: Flags = _among(codes, words) | ~(_is_han(codes) | _is_foreign(codes))
    return free


def _among(codes: Numbers, characters: str) -> Flags:
    return np.isin(codes, [ord(each) for each in characters])


def _is_han(codes: Numbers) -> Flags:
    han: Flags = np.logical_or.reduce([(codes >= first) & (codes <= last) for first, last in _HAN])
    return han


def _is_foreign(codes: Numbers) -> Flags:
    """Tell Latin letters, digits and zones: a name may go on there, but not in Chinese."""
    return _is_latin(codes) | _among(codes, BLOT)


def _is_latin(codes: Numbers) -> Flags:
    lower = codes | 0x20
    latin: Flags = ((lower >= ord("a")) & (lower <= ord("z"))) | ((codes >= ord("0")) & (codes <= ord("9")))
    return latin
