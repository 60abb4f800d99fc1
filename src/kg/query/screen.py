"""Text on a terminal: how wide it is, and what must not reach it as it is."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WIDE: Final = frozenset("WF")
_NO_WIDTH: Final = frozenset(("Mn", "Me"))
_JOINED: Final = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\u3164\uffa0]")  # the later parts of a Korean syllable
_AS_PICTURE: Final = "\ufe0f"  # makes of the sign before it a picture, which is wide
_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def to_visible(text: str) -> str:
    r"""Return the text with everything that a terminal obeys, or a reader cannot see, as an escape.

    >>> to_visible("a\x1b[31m")
    'a\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(sign) if unicodedata.category(sign) in _UNSEEN else sign for sign in text)


def width_of(text: str) -> int:
    """Return the columns that the text takes: a Chinese sign takes two (Unicode annex 11), an accent none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def shorten(text: str, width: int) -> str:
    """Cut the text to at most `width` columns; the last is an ellipsis where something is gone."""
    if width_of(text) <= width:
        return text
    taken = 0
    for index, sign in enumerate(text):
        taken += _width(sign)
        if taken > width - 1:
            return f"{text[:index]}…"
    return text


def _width(sign: str) -> int:
    if sign == _AS_PICTURE:
        return 1
    if unicodedata.category(sign) in _NO_WIDTH or _JOINED.match(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def _escape(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
