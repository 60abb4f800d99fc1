"""How often each string of Chinese characters occurs, for those that occur often enough to be part of a term."""

from __future__ import annotations

from typing import Final

import numpy as np

from kg.concepts.corpus import Numbers

_LETTER_BITS: Final = 17  # of the number of a sign: there are fewer Chinese characters


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

    def add(self, length: int, firsts: Numbers, lasts: Numbers, counts: Numbers) -> Numbers:
        """Add strings by the numbers of all but their last character and of that; return the numbers they get."""
        if length == len(self._sizes):
            self._sizes.append(0)
            self._keys.append([])
            self._counts.append([])
        self._keys[length].append(firsts << _LETTER_BITS | lasts)
        self._counts[length].append(counts.astype(np.int32))
        numbers = np.arange(self._sizes[length], self._sizes[length] + len(counts))
        self._sizes[length] += len(counts)
        return numbers

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
