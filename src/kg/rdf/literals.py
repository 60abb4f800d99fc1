"""Literals as N-Triples writes them: one form for one value, so that files can be sorted and compared."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal

from kg.rdf.terms import XSD_DATE, XSD_DECIMAL, XSD_HEX, XSD_INTEGER, XSD_MONTH_DAY, XSD_OFFSET

_NO_LANGUAGE: Final = "und"
_SHORT: Final = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_SPECIAL: Final = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
# The same in UTF-8: the backslash first, for the others' escapes have one.
_SHORT_BYTES: Final = [(sign.encode(), escape.encode()) for sign, escape in sorted(_SHORT.items(), reverse=True)]
_OTHER_BYTES: Final = bytes({*range(0x20), 0x7F} - {ord(sign) for sign in _SHORT})
_NO_CHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())
_UNREADABLE: Final = "\x00\ufffe\uffff"
_REPLACEMENT: Final = "\ufffd"


def to_quoted(text: str) -> str:
    r"""Return the text in quotes, escaped as canonical N-Triples has it; JSON reads the same.

    A lone surrogate has no UTF-8; at U+0000 readers written in C end the text, and at U+FFFE and U+FFFF they end
    the file. Each of them becomes U+FFFD, one code point for one, so that offsets hold.

    >>> to_quoted('a "b"')
    '"a \\"b\\""'
    """
    return f'"{_SPECIAL.sub(_escape, text)}"'


def to_quoted_bytes(text: str) -> bytes:
    """Return the same in UTF-8: of a long text in less than half the time."""
    try:
        content = text.encode()
    except UnicodeEncodeError:
        return to_quoted(text).encode()
    if len(content.translate(None, _OTHER_BYTES)) < len(content) or any(each in content for each in _NO_CHARACTERS):
        return to_quoted(text).encode()
    for sign, escape in _SHORT_BYTES:
        content = content.replace(sign, escape)
    return b'"%b"' % content


def to_text(text: str, language: str) -> str:
    """Return a literal with a language; a tag that is none becomes `und`."""
    return f"{to_quoted(text)}@{to_language(language)}"


@lru_cache(maxsize=1024)
def to_language(tag: str) -> str:
    """Return the tag in small letters, as stores keep it, or `und` where BCP 47 does not know its form."""
    try:
        return Literal("", language=tag).language or _NO_LANGUAGE
    except ValueError:
        return _NO_LANGUAGE


def to_integer(number: int) -> str:
    """Return an `xsd:integer`."""
    return f'"{number}"^^{XSD_INTEGER}'


def to_offset(number: int) -> str:
    """Return an `xsd:nonNegativeInteger`: a number of code points."""
    return f'"{number}"^^{XSD_OFFSET}'


def to_decimal(number: float) -> str:
    """Return an `xsd:decimal` with three places."""
    return f'"{number:.3f}"^^{XSD_DECIMAL}'


def to_date(day: date) -> str:
    """Return an `xsd:date`."""
    return f'"{day.isoformat()}"^^{XSD_DATE}'


def to_month_day(month_day: str) -> str:
    """Return an `xsd:gMonthDay` from its lexical form, `--10-27`."""
    return f"{to_quoted(month_day)}^^{XSD_MONTH_DAY}"


def to_hex(digits: str) -> str:
    """Return an `xsd:hexBinary` in small letters, as SPDX writes a checksum."""
    return f"{to_quoted(digits.lower())}^^{XSD_HEX}"


def _escape(special: re.Match[str]) -> str:
    sign = special[0]
    if sign in _UNREADABLE or "\ud800" <= sign <= "\udfff":
        return _REPLACEMENT
    return _SHORT.get(sign) or f"\\u{ord(sign):04X}"
