"""TeX in the titles of a bibliography, as plain characters."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "i": "i", "j": "j", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textquoteright": "’",
}  # fmt: skip
_ACCENTED = re.compile(
    r"\\(?:([`'^~=.\"])|([uvHrdckb])(?=[\s{]))\s{0,9}(?:\{\s{0,9}(\\?[A-Za-z])\s{0,9}\}|(\\[ij]\b|[A-Za-z]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]{1,40})\*?\s{0,9}")
_ESCAPED = re.compile(r"\\([^A-Za-z\s])")
_MATHEMATICS = re.compile(r"(\$[^$]{1,300}\$)")


def to_plain(text: str) -> str:
    r"""Return the text without braces and commands, accents on their letters; what stands in `$…$` stays.

    >>> to_plain(r"{G}{\"o}del --- the {\em proof}")
    'Gödel — the proof'
    """
    parts = _MATHEMATICS.split(text)
    return " ".join("".join(part if number % 2 else _to_plain(part) for number, part in enumerate(parts)).split())


def _to_plain(text: str) -> str:
    text = _ACCENTED.sub(_accented, text)
    text = _COMMAND.sub(lambda command: _LETTERS.get(command[1], ""), text)
    text = _ESCAPED.sub(r"\1", text).replace("~", " ").replace("---", "—").replace("--", "–")
    return text.replace("{", "").replace("}", "").replace("\\", "")


def _accented(match: re.Match[str]) -> str:
    letter = (match[3] or match[4]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])
