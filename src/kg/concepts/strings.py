"""The strings of Chinese characters that recur, length by length, sorted, so that equal ones stand together.

They are looked at in parts, by their first characters, so that more posts take no more room. The strings of length
n + 1 are those of length n with the character behind them: so every count is exact. What is counted of a string hangs
on its own places alone: those that begin with some pairs of characters can be counted by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from kg.concepts.alphabet import Alphabet, Flags
from kg.concepts.corpus import KNOWN_BITS, Codes, Corpus, Numbers, Packed
from kg.concepts.tally import Counts, Tally

LONGEST: Final = 8  # characters
MOST_AT_ONCE: Final = 1 << 17  # places that are looked at together, unless one character has more
_SCANNED: Final = 1 << 19  # places in which first characters are looked for at once
_LARGEST_BITS: Final = 63  # of a number that numpy sorts fast
_CODE_BITS: Final = 21  # of a code point


@dataclass(frozen=True, slots=True)
class Runs:
    """Where each run of equal numbers begins in a sorted array, and last where the array ends."""

    edges: Numbers

    @classmethod
    def of(cls, ordered: Numbers) -> Self:
        """Find the runs."""
        is_edge = np.ones(len(ordered) + 1, dtype=np.bool_)
        np.not_equal(ordered[1:], ordered[:-1], out=is_edge[1:-1])
        return cls(np.flatnonzero(is_edge))

    @property
    def starts(self) -> Numbers:
        """Where each begins."""
        return self.edges[:-1]

    @property
    def sizes(self) -> Numbers:
        """How long each is."""
        return np.diff(self.edges)


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings of one length."""

    length: int
    numbers: Numbers  # in the tally
    counts: Numbers


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of code points, as a sorted number for each."""

    keys: Numbers

    @classmethod
    def of(cls, firsts: Numbers, seconds: Numbers) -> Self:
        """Take the two of each pair; equal pairs are one."""
        return cls(np.unique(_to_pairs(firsts, seconds)))

    @property
    def firsts(self) -> Numbers:
        """The first of each."""
        return self.keys >> _CODE_BITS

    def hold(self, firsts: Numbers | Codes, seconds: Numbers | Codes) -> Flags:
        """Tell of other pairs which are among these."""
        return np.isin(_to_pairs(firsts, seconds), self.keys, kind="sort")


def _to_pairs(firsts: Numbers | Codes, seconds: Numbers | Codes) -> Numbers:
    return firsts.astype(np.int64) << _CODE_BITS | seconds.astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The strings of one length that begin with some of the characters, and the places of each."""

    strings: Strings
    places: Numbers  # where the first begins, ascending, then where the second begins, and so on
    owners: Numbers  # of each place, which of the strings begins there
    after: Numbers  # what stands behind each place, as `Side.look` tells it
    order: Numbers  # of the places of each string, by what stands behind them
    tails: Runs  # of equal strings with equal neighbours behind them, in this order

    @property
    def length(self) -> int:
        """How many characters the strings have."""
        return self.strings.length


def find_levels(
    corpus: Corpus, alphabet: Alphabet, tally: Tally, least: int, pairs: Pairs | None = None
) -> Iterator[Level]:
    """Yield the strings of two characters and more that occur so often, in parts; fill the tally with their counts.

    With pairs only those strings that begin with one.
    """
    text = _Text(corpus, alphabet, _look_behind(corpus, alphabet))
    for places in (
        _parts(corpus, alphabet.is_inside, tally) if pairs is None else _parts_with(pairs, corpus, alphabet, tally)
    ):
        level = _of_one(places, text)
        for _ in range(1, LONGEST):
            level = _longer(level, text, tally, least)
            if not len(level.places):
                break
            yield level


def count_signs(corpus: Corpus) -> Numbers:
    """Return how often each sign occurs, by its number."""
    counts = np.zeros(len(corpus.codes), dtype=np.int64)
    for start in range(0, len(corpus.packed), _SCANNED):
        counts += np.bincount(corpus.packed[start : start + _SCANNED] >> KNOWN_BITS, minlength=len(counts))
    return counts


def _parts_with(pairs: Pairs, corpus: Corpus, alphabet: Alphabet, tally: Tally) -> Iterator[Numbers]:
    """Yield the places at which such pairs begin, those of some characters at a time."""
    for places in _parts(corpus, alphabet.is_inside & np.isin(corpus.codes, pairs.firsts), tally):
        firsts, seconds = (corpus.codes[corpus.signs_at(each)] for each in (places, places + 1))
        yield places[pairs.hold(firsts, seconds)]


def _parts(corpus: Corpus, chosen: Flags, tally: Tally) -> Iterator[Numbers]:
    """Yield the places of the chosen signs, those of some at a time."""
    signs = np.flatnonzero(chosen)
    parts, part_of = np.unique(np.cumsum(tally.counts(1, signs)) // MOST_AT_ONCE, return_inverse=True)
    part_of_sign = np.zeros(len(corpus.codes), dtype=np.min_scalar_type(len(parts)))
    part_of_sign[signs] = part_of + 1
    part_of_place = np.empty(len(corpus.packed), dtype=part_of_sign.dtype)  # a byte each, where parts are few
    for start in range(0, len(corpus.packed), _SCANNED):
        scanned = slice(start, start + _SCANNED)
        part_of_place[scanned] = part_of_sign[corpus.packed[scanned] >> KNOWN_BITS]
    for part in range(1, len(parts) + 1):
        yield np.flatnonzero(part_of_place == part)


@dataclass(frozen=True, slots=True)
class _Text:
    corpus: Corpus
    alphabet: Alphabet
    looks: Packed  # what `Side.look` tells of each place to what stands before it


def _look_behind(corpus: Corpus, alphabet: Alphabet) -> Packed:
    """Look at all places in their order, which is sooner than at some again and again in any order."""
    looks: Packed = np.empty(len(corpus.packed), dtype=np.min_scalar_type(2 * alphabet.neighbours))
    for start in range(0, len(looks), _SCANNED):
        end = min(start + _SCANNED, len(looks))
        looks[start:end] = alphabet.right.look(corpus, np.arange(start, end))
    return looks


def _of_one(places: Numbers, text: _Text) -> Level:
    """Return the strings of one character."""
    signs, order = sort(text.corpus.signs_at(places))
    runs = Runs.of(signs)
    strings = Strings(1, signs[runs.starts], runs.sizes)
    return _to_level(strings, places[order], text)


def _longer(level: Level, text: _Text, tally: Tally, least: int) -> Level:
    """Return the strings that are longer by the character behind them."""
    alphabet = text.alphabet
    length, firsts, sizes = level.length + 1, level.order[level.tails.starts], level.tails.sizes
    after = level.after[firsts]
    goes_on = (sizes >= least) & alphabet.goes_on[after]
    heads, lasts, counts = level.owners[firsts[goes_on]], alphabet.sign_of(after[goes_on]), sizes[goes_on]
    numbers = tally.add(length, Counts(level.strings.numbers[heads], lasts, counts))
    strings = Strings(length, numbers, counts)
    return _to_level(strings, level.places[level.order[np.repeat(goes_on, sizes)]], text)


def _to_level(strings: Strings, places: Numbers, text: _Text) -> Level:
    owners = np.repeat(np.arange(len(strings.counts)), strings.counts)
    after = text.looks[places + strings.length].astype(np.int64)
    keys, order = sort(owners * (2 * text.alphabet.neighbours) + after)
    return Level(strings=strings, places=places, owners=owners, after=after, order=order, tails=Runs.of(keys))


def sort(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Return numbers of zero and more in their order, and where each was; equal ones keep theirs.

    A number and its place are sorted as one number, which takes a third of the time of sorting the places by numbers.
    """
    bits = len(keys).bit_length()
    if not len(keys) or int(keys.max()).bit_length() + bits > _LARGEST_BITS:
        order = np.argsort(keys, kind="stable")
        return keys[order], order
    both = keys << bits
    both |= np.arange(len(keys))
    both.sort()
    return both >> bits, both & ((1 << bits) - 1)
