"""What matters of each character to the search for strings that recur, as one table: a look instead of a search."""

from __future__ import annotations

import sys
from enum import IntFlag
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Signs: TypeAlias = NDArray[np.int16]

BLOT = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for each character of a zone
BETWEEN = "\0"  # stands around every post, so that each place has two neighbours

# What stands beside a noun in running text and is no part of it.
FREE_LEFT = "的和与及或于在用是了个种为将对从到把被以如即叫而由向并有其该此"
FREE_RIGHT = "的和与及或中之来是为可在时上进将等都也会能而有被对就这我"
_OPENING, _CLOSING = '“「『"', '”」』"'
_LINE = f"\n{BETWEEN}"
_BRACKETS = "(（"
_NEVER = "的了是我你您他她它们这那哪么吗呢吧啊也都又很些每什怎"  # in no term: what holds one is no string at all
_HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


class Sign(IntFlag):
    """What matters of a character, all at once: a look at a table for each place, instead of a search for each."""

    HAN = 1
    NEVER = 2
    LATIN = 4  # with the digits
    FOREIGN = 8  # Latin letters, digits and zones: a name may go on there, but not in Chinese
    SPACE = 16
    OPENING = 32
    CLOSING = 64
    LINE = 128
    BRACKET = 256
    FREE_LEFT = 512
    FREE_RIGHT = 1024


def _to_signs() -> Signs:
    signs = np.zeros(sys.maxunicode + 1, dtype=np.int16)
    for first, last in _HAN:
        signs[first : last + 1] |= Sign.HAN
    latin = "abcdefghijklmnopqrstuvwxyz"
    for characters, sign in (
        (_NEVER, Sign.NEVER),
        (latin + latin.upper() + "0123456789", Sign.LATIN | Sign.FOREIGN),
        (BLOT, Sign.FOREIGN),
        (" ", Sign.SPACE),
        (_OPENING, Sign.OPENING),
        (_CLOSING, Sign.CLOSING),
        (_LINE, Sign.LINE),
        (_BRACKETS, Sign.BRACKET),
        (FREE_LEFT, Sign.FREE_LEFT),
        (FREE_RIGHT, Sign.FREE_RIGHT),
    ):
        signs[[ord(each) for each in characters]] |= sign
    return signs


SIGN_OF: Final = _to_signs()
