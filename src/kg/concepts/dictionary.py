"""The words of jieba's dictionary, read a first character at a time.

jieba itself reads all of them, which takes half a second and 50 MB. A post has a few hundred different characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

_MOST_DIGITS: Final = 9
_WORD: Final = re.compile(r"^(\S+) (\d+)", re.MULTILINE)


class Frequencies(dict[str, int]):
    """How often words occur in the texts that the dictionary was made from; 0 for what is but the beginning of one.

    As jieba makes it, but for the words that begin with characters that nobody asked for.
    """

    def __init__(self, content: bytes) -> None:
        """Take the lines of a dictionary in UTF-8: word, frequency and part of speech, a blank between them."""
        super().__init__()
        self._content = content
        starts, keys = _first_characters(np.frombuffer(content, dtype=np.uint8))
        edges = np.flatnonzero(np.diff(keys, prepend=-1))
        ends = [*starts[edges[1:]].tolist(), len(content)]
        self._unread: dict[str, list[slice]] = {}
        for start, end in zip(starts[edges].tolist(), ends, strict=True):
            character = content[start : start + 4].decode("utf-8", "ignore")[0]
            self._unread.setdefault(character, []).append(slice(start, end))
        self.total = _total(np.frombuffer(content, dtype=np.uint8), starts)

    def of(self, word: str) -> int:
        """Return how often a word occurs; 0 for what is none."""
        return self.read_for(word[:1]).get(word, 0)

    def read_for(self, text: str) -> Self:
        """Read the words that begin with a character of the text."""
        for character in self._unread.keys() & set(text):
            for lines in self._unread.pop(character):
                found = _WORD.findall(self._content[lines].decode("utf-8"))
                self.update((word, int(frequency)) for word, frequency in found)
                self._add_beginnings(word for word, _ in found)
        return self

    def read_all(self) -> Self:
        """Read the words that were not read yet."""
        return self.read_for("".join(self._unread))

    def _add_beginnings(self, words: Iterable[str]) -> None:
        for word in words:
            beginning = word[:-1]
            while beginning and beginning not in self:
                self[beginning] = 0
                beginning = beginning[:-1]


def _first_characters(content: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the lines begin, and a number that stands for the first character of each."""
    is_start = np.concatenate(([True], content[:-1] == ord("\n")))
    starts = np.flatnonzero(is_start)
    keys = content[starts].astype(np.int64)
    for offset, least in ((1, 0xC0), (2, 0xE0), (3, 0xF0)):  # the first byte of a character tells how many it has
        longer = content[starts] >= least
        keys[longer] = keys[longer] << 8 | content[starts[longer] + offset]
    return starts, keys


def _total(content: NDArray[np.uint8], starts: NDArray[np.int64]) -> int:
    """Return the sum of the frequencies, which stand behind the first blank of each line."""
    blanks = np.flatnonzero(content == ord(" "))
    at = blanks[np.searchsorted(blanks, starts)] + 1
    frequencies = np.zeros(len(starts), dtype=np.int64)
    is_digit = np.ones(len(starts), dtype=np.bool_)
    for _ in range(_MOST_DIGITS):
        digits = content[at].astype(np.int64) - ord("0")
        is_digit &= (digits >= 0) & (digits <= 9)
        if not is_digit.any():
            break
        frequencies[is_digit] = frequencies[is_digit] * 10 + digits[is_digit]
        at = np.minimum(at + 1, len(content) - 1)
    return int(frequencies.sum())


@cache
def read_frequencies() -> Frequencies:
    """Read the dictionary that jieba ships with."""
    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    return Frequencies((Path(package.submodule_search_locations[0]) / "dict.txt").read_bytes())
