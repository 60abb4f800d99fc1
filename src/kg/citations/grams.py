"""Which titles share letters with a written one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.citations.postings import Postings

LETTERS: Final = 3  # in a row, that two titles share
_BITS: Final = 21  # of a code point
_PADDING: Final = "\0" * LETTERS


class Grams:
    """The titles' keys by the three letters in a row that they hold; a key of fewer letters is held by itself."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take the keys, sorted."""
        self._keys = keys
        self._postings = Postings(map(_codes, keys))

    def most_like(self, key: str, most: int) -> Iterator[str]:
        """Yield the keys that share most three-letter stretches with this one, the likest first."""
        shared = Counter(self._keys[place] for code in _codes(key) for place in self._postings.having(code))
        yield from (known for known, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:most])


def _codes(key: str) -> set[int]:
    """Return the number of every three letters in a row: their code points side by side."""
    padded = key if len(key) >= LETTERS else (key + _PADDING)[:LETTERS]
    return {_code(padded[at : at + LETTERS]) for at in range(len(padded) - LETTERS + 1)}


def _code(letters: str) -> int:
    first, second, third = map(ord, letters)
    return (first << 2 * _BITS) | (second << _BITS) | third
