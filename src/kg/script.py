"""Which script a character is of, and a folded copy of a text in which every offset still holds."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files


class Script(StrEnum):
    """The classes of characters that word boundaries depend on."""

    LATIN = "latin"
    DIGIT = "digit"
    HAN = "han"
    OTHER_LETTER = "other letter"
    OTHER = "other"


@lru_cache(maxsize=4096)
def script_of(character: str) -> Script:
    """Return the script class of one character; full-width forms count as what they stand for.

    Latin covers every letter that Unicode names Latin (é, ß, Ａ); digits are the decimal ones.
    """
    if "a" <= character <= "z" or "A" <= character <= "Z":
        return Script.LATIN
    if is_han(character):
        return Script.HAN
    category = unicodedata.category(character)
    if category == "Nd":
        return Script.DIGIT
    if category[0] != "L":
        return Script.OTHER
    name = unicodedata.name(character, "")
    return Script.LATIN if name.startswith(("LATIN", "FULLWIDTH LATIN")) else Script.OTHER_LETTER


def is_han(character: str) -> bool:
    """Tell whether the character is a Chinese one (unified ideographs, extensions, 〇)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U000323af"
        or character == "\u3007"
        or "\uf900" <= character <= "\ufaff"
    )


HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")

_FULL_WIDTH = re.compile("[\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2010\u2011\u2013\u2212]")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x2010, 0x2011, 0x2013, 0x2212), 0x2D
)


# The commonest characters that only traditional text has: without one of them, no look-up of each character is needed.
_TRADITIONAL = re.compile("[這個們來對時會學習為網數據機與無過說還經種變轉動應開關問題實現識別圖類]")


@cache
def _simplified() -> dict[int, str]:
    lines = files("kg").joinpath("traditional.txt").read_text(encoding="utf-8").splitlines()
    traditional, simplified = (line for line in lines if not line.startswith("#"))
    return dict(zip(map(ord, traditional), simplified, strict=True))


def fold(text: str) -> str:
    """Return a copy of the same length: lower case, full-width letters as ASCII, one hyphen, simplified characters.

    A character whose lower case is longer than one (İ) stays as it is, so that offsets hold.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    if _FULL_WIDTH.search(lowered):
        lowered = lowered.translate(_TO_ASCII)
    if _TRADITIONAL.search(lowered):
        lowered = lowered.translate(_simplified())
    return lowered


def language_of(text: str) -> str:
    """Return the language tag of a short text by its letters: `zh` if it has Han, `en` for Latin, else `und`."""
    if HAN.search(text):
        return "zh"
    if any(script_of(character) is Script.LATIN for character in text):
        return "en"
    return "und"
