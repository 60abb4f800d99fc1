"""How Chinese names sound, so that they are found by Latin letters; needs the optional package pypinyin."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from types import ModuleType

HAN = re.compile(r"[\u3400-\u9fff]")
NO_LETTER = re.compile(r"[^a-z0-9]")


def to_sound(name: str) -> list[str] | None:
    """Return the full pinyin and the initials of a Chinese name: duibixuexi, dbxx; None where pypinyin is missing."""
    library = _pypinyin()
    if library is None or not HAN.search(name):
        return None
    syllables = [NO_LETTER.sub("", each.lower()) for each in library.lazy_pinyin(name)]
    return ["".join(syllables), "".join(each[:1] for each in syllables)]


@cache
def _pypinyin() -> ModuleType | None:
    try:
        return import_module("pypinyin")
    except ModuleNotFoundError:
        return None
