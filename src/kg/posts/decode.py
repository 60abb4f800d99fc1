"""From bytes to characters, without dropping any in silence."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
MOST_DAMAGE = 0.01  # share of replaced characters above which the text is in another encoding
PLAUSIBLE_SHARE = 0.7  # of everyday characters among what is not ASCII, for GB18030 to be believed
SAMPLE = 50_000  # characters that are looked at to believe GB18030
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # starts with the mark of the next
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters, lines ended by line feeds; `flaw` says what is wrong with them, from `line` on."""

    text: str | None
    flaw: str | None = None
    line: int = 1


def decode(content: bytes) -> Decoded:
    """Return the text of UTF-8, UTF-16 with a byte order mark, or GB18030.

    Damaged UTF-8 is read with U+FFFD in place of each bad byte; what is no text at all gives none.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decode_as(content.removeprefix(mark), encoding)
    if b"\0" in content:
        return _decode_with_nul(content)
    try:
        return Decoded(_with_line_feeds(content.decode("utf-8")))
    except UnicodeDecodeError:
        return _decode_as_gb18030(content) or _decode_as(content, "utf-8")


def clean(text: str) -> str:
    r"""Return the text with U+FFFD for what no file can hold: lone surrogates and NUL.

    >>> clean("a\ud800b") == "a\ufffdb"
    True
    """
    text = text.replace("\0", REPLACEMENT)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(REPLACEMENT if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def _decode_as(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_with_line_feeds(clean(content.decode(encoding))))
    except UnicodeDecodeError as error:
        line = _line_at(content, error.start)
    text = clean(content.decode(encoding, "replace"))
    damage = text.count(REPLACEMENT)
    if damage > max(1, MOST_DAMAGE * len(text)):
        return Decoded(None, "text that is neither UTF-8, UTF-16 with a byte order mark, nor GB18030", line)
    return Decoded(_with_line_feeds(text), f"{damage} bytes are no {encoding}; each was read as U+FFFD", line)


def _decode_with_nul(content: bytes) -> Decoded:
    """Read text in which a few NUL bytes strayed; what has more of them is no text."""
    line, strays = _line_at(content, content.index(b"\0")), content.count(b"\0")
    try:
        text = clean(content.decode("utf-8")) if strays <= MOST_DAMAGE * len(content) else None
    except UnicodeDecodeError:
        text = None
    if text is None:
        return Decoded(None, "a binary file, no text", line)
    return Decoded(_with_line_feeds(text), f"{strays} NUL bytes; each was read as U+FFFD", line)


def _decode_as_gb18030(content: bytes) -> Decoded | None:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [letter for letter in text[:SAMPLE] if not letter.isascii()]
    everyday = sum(letter in _everyday_letters() for letter in foreign)
    return Decoded(_with_line_feeds(text)) if everyday >= PLAUSIBLE_SHARE * len(foreign) else None


@cache
def _everyday_letters() -> frozenset[str]:
    """Return the symbols and the first level of GB 2312: the 3,755 characters that Chinese is written with."""
    rows = (*range(0xA1, 0xA4), *range(0xB0, 0xD8))
    everything = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(everything.decode("gb2312", "ignore"))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_at(content: bytes, offset: int) -> int:
    before = content[:offset]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
