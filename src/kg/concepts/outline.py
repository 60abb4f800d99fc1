"""The Chinese of a text, with one sign for each gap in it: all that the search for strings that recur looks at.

In technical posts a third of the characters are Chinese, or fewer. What stands between matters only by its ends:
whether it sets off what is before and behind it (punctuation, a quote, a bracket), may be part of the same name, or is
a mere space.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.characters import BETWEEN, SIGN_OF, Sign, Signs

Places: TypeAlias = NDArray[np.intp]
Codes: TypeAlias = NDArray[np.uint32]

_FIRST: Final = ord("0")  # the signs of gaps are digits, capitals and what stands between these in ASCII


class Beside(IntEnum):
    """What a gap is to the Chinese on one side of it."""

    APART = 0
    FOREIGN = 1  # Latin letters, digits or a zone stand there
    THROUGH = 2  # a space and nothing else: the neighbour stands behind it
    QUOTE = 3  # one that opens before the Chinese, or closes behind it
    LINE = 4
    BRACKET = 5  # with Latin letters in it


_MANY: Final = len(Beside)


@dataclass(frozen=True, slots=True)
class Outline:
    """The Chinese characters of a text and the signs of its gaps, one at each end, and where each of them begins."""

    signs: str
    places: Places  # in code points of the text, the first gap one before it


def sign_of(before: Beside, after: Beside) -> str:
    """Return the sign of a gap: what it is to what stands before it, and to what stands after it."""
    return chr(_FIRST + _MANY * before + after)


SIGNS_OF_GAPS: Final = tuple((sign_of(before, after), before, after) for before in Beside for after in Beside)


def to_outline(text: str) -> Outline:
    """Return what the text says in Chinese, in its order."""
    codes = _codes_between(text)
    signs = SIGN_OF[codes]
    places = _begins(signs)
    is_gap = ~_has(signs[places], Sign.HAN)
    firsts = places[is_gap]
    lasts = np.append(places[1:], len(codes))[is_gap] - 1
    outline = codes[places]
    outline[is_gap] = _FIRST + _MANY * _closes(signs, firsts) + _opens(signs, lasts)
    return Outline(outline.tobytes().decode("utf-32-le"), places - 1)


def place_of(text: str, number: int) -> int:
    """Return where the sign with this number, from 0, begins, as `to_outline` tells it of all of them."""
    return int(_begins(SIGN_OF[_codes_between(text)])[number]) - 1


def _codes_between(text: str) -> Codes:
    return np.frombuffer(f"{BETWEEN}{text}{BETWEEN}".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _begins(signs: Signs) -> Places:
    """Return where the characters of Chinese stand, and where the gaps between them begin."""
    is_han = _has(signs, Sign.HAN)
    return np.flatnonzero(np.concatenate(([True], is_han[1:] | is_han[:-1])))


def _closes(signs: Signs, firsts: Places) -> Codes:
    """Tell what each gap is to the Chinese before it, by its first two characters."""
    behind = np.minimum(firsts + 1, len(signs) - 1)
    beside = _beyond_space(signs[firsts], signs[behind])
    at_bracket = _has(signs[firsts], Sign.BRACKET) & _has(signs[behind], Sign.LATIN)
    beside[_has(signs[firsts], Sign.CLOSING)] = Beside.QUOTE
    beside[_has(signs[firsts], Sign.LINE)] = Beside.LINE
    beside[at_bracket] = Beside.BRACKET
    return beside


def _opens(signs: Signs, lasts: Places) -> Codes:
    """Tell what each gap is to the Chinese behind it, by its last two characters."""
    beside = _beyond_space(signs[lasts], signs[np.maximum(lasts - 1, 0)])
    beside[_has(signs[lasts], Sign.OPENING)] = Beside.QUOTE
    beside[_has(signs[lasts], Sign.LINE)] = Beside.LINE
    return beside


def _beyond_space(nearest: Signs, next_one: Signs) -> Codes:
    at_space = _has(nearest, Sign.SPACE)
    neighbours = np.where(at_space, next_one, nearest)
    beside = np.where(_has(neighbours, Sign.FOREIGN), Beside.FOREIGN, Beside.APART).astype(np.uint32)
    beside[at_space & _has(next_one, Sign.HAN)] = Beside.THROUGH
    return beside


def _has(signs: Signs, sign: Sign) -> NDArray[np.bool_]:
    has: NDArray[np.bool_] = (signs & sign.value) != 0
    return has
