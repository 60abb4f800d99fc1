"""The sentences around the words that evidence stands on: what a reader needs to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from kg.view.edges import Flags, Integers

LONGEST: Final = 110  # code points on each side of the words; beyond it the sentence is cut
ENDS: Final = "。！？!?；\n"  # and a full stop before white space
_LOW: Final = 0x10000  # of the code points below it some end a sentence or are white space, of the others none
_SPACE, _END = 1, 2

Codes: TypeAlias = npt.NDArray[np.uint32]
Places: TypeAlias = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Stretches of a text, one a row; `cut_before` and `cut_after` tell whether the sentence goes on there."""

    start: Integers
    end: Integers
    cut_before: Flags
    cut_after: Flags


def to_codes(text: str) -> Codes:
    """Return the code points of a text, lone surrogates too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def find_sentences(codes: Codes, starts: Integers, ends: Integers) -> Sentences:
    """Return for each span, from `starts` to `ends` in code points, the sentence that holds all of it.

    Sentences end with 。！？!?； or a line; a full stop ends one only before white space, so that 3.5 and
    kexue.fm do not. White space around a sentence is left out.
    """
    sorts = _sorts_of(codes)
    words = _Words(sorts & _SPACE > 0)
    stops = _places_of((sorts & _END > 0) | _full_stops(codes, sorts))
    earliest, latest = np.maximum(starts - LONGEST, 0), np.minimum(ends + LONGEST, len(codes))
    before, after = _last(stops, starts) + 1, np.minimum(_next(stops, ends, len(codes)) + 1, len(codes))
    return Sentences(
        start=np.minimum(words.next(np.maximum(before, earliest)), starts),
        end=np.maximum(words.last(np.minimum(after, latest)) + 1, ends),
        cut_before=words.next(before) < earliest,
        cut_after=words.last(after) >= latest,
    )


def find_astral(codes: Codes) -> Places:
    """Return the places of the code points that take two UTF-16 units."""
    return _places_of(codes >= _LOW)


def to_utf16(astral: Places, places: Integers) -> Integers:
    """Turn places in code points into such in UTF-16 units, which is what JavaScript counts."""
    return places + np.searchsorted(astral, places)


class _Words:
    """The code points of a text that are no white space; they are looked for only from a place that is white space."""

    def __init__(self, spaces: Flags) -> None:
        self._spaces = np.append(spaces, False)  # what is asked for behind the last place is the length
        self._first = _places_of(spaces[:-1] & ~spaces[1:]) + 1  # behind white space
        self._last = _places_of(~spaces[:-1] & spaces[1:])  # before white space

    def next(self, places: Integers) -> Integers:
        """Return the first from each place on; the length where there is none."""
        found, length = places.copy(), len(self._spaces) - 1
        blank = np.flatnonzero(self._spaces[places])
        found[blank] = _next(self._first, places[blank], length)
        return found

    def last(self, places: Integers) -> Integers:
        """Return the last before each place; -1 where there is none."""
        found = places - 1
        blank = np.flatnonzero(self._spaces[found] & (found >= 0))
        found[blank] = _last(self._last, places[blank])
        return found


def _places_of(flags: Flags) -> Places:
    return np.flatnonzero(flags).astype(np.int32)


def _next(chosen: Places, places: Integers, length: int) -> Integers:
    """Return the first of the chosen places from each place on; the length where there is none."""
    index = np.searchsorted(chosen, places)
    if not len(chosen):
        return np.full(len(places), length)
    return np.where(index < len(chosen), chosen[np.minimum(index, len(chosen) - 1)], length)


def _last(chosen: Places, places: Integers) -> Integers:
    """Return the last of the chosen places before each place; -1 where there is none."""
    index = np.searchsorted(chosen, places)
    return np.where(index > 0, chosen[index - 1], -1) if len(chosen) else np.full(len(places), -1)


def _full_stops(codes: Codes, sorts: npt.NDArray[np.uint8]) -> Flags:
    stops: Flags = codes == ord(".")
    stops[:-1] &= sorts[1:] & _SPACE > 0
    stops[-1:] = False
    return stops


def _sorts_of(codes: Codes) -> npt.NDArray[np.uint8]:
    """Return what each code point is, looked up some at a time: numpy makes wide places of all that it is given."""
    sorts = np.empty(len(codes), dtype=np.uint8)
    for start in range(0, len(codes), _LOW):
        np.take(_sorts(), codes[start : start + _LOW], mode="clip", out=sorts[start : start + _LOW])
    return sorts


@cache
def _sorts() -> npt.NDArray[np.uint8]:
    """Return what each code point below `_LOW` is; the last, which is neither, stands for all above."""
    characters = map(chr, range(_LOW))
    return np.array([_SPACE * each.isspace() + _END * (each in ENDS) for each in characters], dtype=np.uint8)
