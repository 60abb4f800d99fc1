"""The signs of a corpus by their numbers, and what each is to a string that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.characters import SIGN_OF, Sign
from kg.concepts.corpus import Codes, Corpus, Numbers
from kg.concepts.outline import SIGNS_OF_GAPS, Beside

Flags: TypeAlias = NDArray[np.bool_]

# A neighbour is one of these, or a Chinese character: its number and `_CHARACTERS`.
FOREIGN: Final = 0  # always the same: a name may go on there, but not in Chinese
APART: Final = 1  # another one each time: the string ends there
_CHARACTERS: Final = 2
_THROUGH: Final = -1
_KIND: Final = {Beside.FOREIGN: 2 * FOREIGN, Beside.THROUGH: _THROUGH}


@dataclass(frozen=True, slots=True)
class Side:
    """What the signs are on one side of a string."""

    step: int  # to the sign behind the nearest one
    doubled: Numbers  # twice the neighbour that each sign is
    beside: Numbers  # the `Beside` of each gap; -1 of a character
    is_free: Flags  # of each neighbour: whether a noun beside it is whole

    def look(self, corpus: Corpus, places: Numbers) -> Numbers:
        """Return twice the neighbour at each of the places; where it stands behind a mere space, and one more."""
        found = self.doubled[corpus.signs_at(places)]
        at_space = np.flatnonzero(found == _THROUGH)
        found[at_space] = self.doubled[corpus.signs_at(places[at_space] + self.step)] + 1
        return found


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The signs of a corpus."""

    is_han: Flags
    is_inside: Flags  # whether a term may hold it
    goes_on: Flags  # of what `Side.look` tells of the right: whether a string goes on with it
    left: Side
    right: Side

    @property
    def neighbours(self) -> int:
        """How many different neighbours there are."""
        return len(self.is_han) + _CHARACTERS

    def sign_of(self, looks: Numbers) -> Numbers:
        """Return the number of each character that `Side.look` tells."""
        return looks // 2 - _CHARACTERS


def to_alphabet(corpus: Corpus) -> Alphabet:
    """Look up what the signs are."""
    signs = SIGN_OF[corpus.codes]
    is_han = (signs & Sign.HAN) != 0
    is_inside = is_han & ((signs & Sign.NEVER) == 0)
    goes_on = np.zeros(2 * (len(signs) + _CHARACTERS), dtype=np.bool_)
    goes_on[2 * _CHARACTERS :: 2] = is_inside
    closing = {ord(sign): beside for sign, beside, _ in SIGNS_OF_GAPS}
    opening = {ord(sign): beside for sign, _, beside in SIGNS_OF_GAPS}
    return Alphabet(
        is_han=is_han,
        is_inside=is_inside,
        goes_on=goes_on,
        left=_to_side(corpus.codes, -1, opening, Sign.FREE_LEFT),
        right=_to_side(corpus.codes, 1, closing, Sign.FREE_RIGHT),
    )


def _to_side(codes: Codes, step: int, gaps: dict[int, Beside], words: Sign) -> Side:
    beside = np.array([gaps.get(code, -1) for code in codes.tolist()], dtype=np.int64)
    doubled = 2 * (np.arange(len(codes)) + _CHARACTERS)
    for kind in Beside:
        doubled[beside == kind] = _KIND.get(kind, 2 * APART)
    is_free = np.concatenate(([False, True], (SIGN_OF[codes] & words) != 0))
    return Side(step, doubled, beside, is_free)
