"""How often each string of Chinese characters occurs, for those that occur often enough to be part of a term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from kg.concepts.corpus import Numbers

_LETTER_BITS: Final = 17  # of the number of a sign: there are fewer Chinese characters


@dataclass(frozen=True, slots=True)
class Counts:
    """Strings of one length, by the numbers of all but their last character and of that, and how often each occurs."""

    heads: Numbers
    lasts: Numbers
    counts: Numbers

    @property
    def keys(self) -> Numbers:
        """A number for each, by which they are sorted in a tally."""
        return self.heads << _LETTER_BITS | self.lasts

    def in_order(self, order: Numbers) -> Self:
        """Return them in another order."""
        return type(self)(self.heads[order], self.lasts[order], self.counts[order])


class Tally:
    """The counts of strings by their length and number; of two that share all but the last character, both are in it.

    A string of one character has the number of its sign. A longer one is numbered in the order in which strings of its
    length are added: by the number of all but its last character, then by that.
    """

    def __init__(self, counts: Numbers) -> None:
        """Take the counts of the signs by their number."""
        self._counts: list[list[Numbers]] = [[], [counts]]
        self._keys: list[list[Numbers]] = [[], [np.arange(len(counts))]]
        self._sizes = [0, len(counts)]

    def add(self, length: int, added: Counts) -> Numbers:
        """Add strings; return the numbers they get."""
        if length == len(self._sizes):
            self._sizes.append(0)
            self._keys.append([])
            self._counts.append([])
        self._keys[length].append(added.keys)
        self._counts[length].append(added.counts.astype(np.int32))
        numbers = np.arange(self._sizes[length], self._sizes[length] + len(added.counts))
        self._sizes[length] += len(added.counts)
        return numbers

    def size(self, length: int) -> int:
        """Return how many strings of one length are in it."""
        return self._sizes[length] if length < len(self._sizes) else 0

    def of_length(self, length: int) -> Counts:
        """Return the strings of one length, two or more, by their numbers."""
        every = np.arange(self.size(length))
        if not len(every):
            return Counts(every, every, every)
        return Counts(self.heads(length, every), self.lasts(length, every), self.counts(length, every))

    def counts(self, length: int, strings: Numbers) -> Numbers:
        """Return how often strings of one length occur."""
        return _whole(self._counts, length)[strings]

    def heads(self, length: int, strings: Numbers) -> Numbers:
        """Return the numbers of the strings without their last character."""
        return _whole(self._keys, length)[strings] >> _LETTER_BITS

    def lasts(self, length: int, strings: Numbers) -> Numbers:
        """Return the numbers of the last characters."""
        return _whole(self._keys, length)[strings] & ((1 << _LETTER_BITS) - 1)

    def find(self, length: int, heads: Numbers, lasts: Numbers) -> Numbers:
        """Return the numbers of strings that are in it, by their heads and last characters."""
        return np.searchsorted(_whole(self._keys, length), heads << _LETTER_BITS | lasts)


def _whole(parts_by_length: list[list[Numbers]], length: int) -> Numbers:
    """Return one array of the parts that were added, and remember it."""
    parts = parts_by_length[length]
    if len(parts) > 1:
        parts[:] = [np.concatenate(parts)]
    return parts[0]
