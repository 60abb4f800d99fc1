"""Numbers of parts, in Chinese, Arabic and Roman figures."""

from __future__ import annotations

import re

CHINESE = "零〇一二两三四五六七八九十百"
_DIGITS = {"零": 0, "〇": 0, "两": 2} | {figure: value for value, figure in enumerate("一二三四五六七八九", 1)}
HALVES = "上中下"  # of a whole that has two or three parts
_ROMAN = {"i": 1, "v": 5, "x": 10}
_CARDINALS = "one two three four five six seven eight nine ten".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ENGLISH = {word: value for words in (_CARDINALS, _ORDINALS) for value, word in enumerate(words, 1)}
NUMBER = rf"(?:\d{{1,3}}|[{CHINESE}]{{1,5}}|[IVXivx]{{1,5}}\b|(?:{'|'.join(_ENGLISH)})\b)"
_FIGURES = re.compile(rf"\d+|[{CHINESE}]+")


def number_of(figure: str) -> int | None:
    """Return the number that the figure writes, None where it writes none.

    >>> [number_of(figure) for figure in ("18", "十八", "二十", "iv", "third", "下")]
    [18, 18, 20, 4, 3, 3]
    """
    written = figure.lower()
    if written.isdecimal():
        return int(written)
    if len(written) == 1 and written in HALVES:
        return HALVES.index(written) + 1
    if written in _ENGLISH:
        return _ENGLISH[written]
    if all(letter in _ROMAN for letter in written):
        return _roman_number(written)
    return _chinese_number(written) if all(letter in CHINESE for letter in written) else None


def _roman_number(figure: str) -> int:
    values = [_ROMAN[letter] for letter in figure]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _chinese_number(figure: str) -> int:
    total, current = 0, 0
    for letter in figure:
        if letter in "十百":
            total += max(current, 1) * (10 if letter == "十" else 100)
            current = 0
        else:
            current = _DIGITS[letter]
    return total + current


def figures_of(text: str) -> tuple[int, ...]:
    """Return the numbers in a text: two titles with different ones are of different posts.

    >>> figures_of("漫谈（十四）") == figures_of("漫谈(14)")
    True
    """
    return tuple(number for figure in _FIGURES.findall(text) if (number := number_of(figure)) is not None)
