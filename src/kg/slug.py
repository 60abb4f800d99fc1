"""Readable IRI segments: the letters and digits of any script with the marks they carry, hyphens between."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80  # code points; a longer one is cut and marked with a hash of the whole
_NOT_KEPT = re.compile(r"-+")
_MARKS = ("Mn", "Mc", "Me")  # vowel signs of Hindi, Thai and Arabic are marks: without them a word is another word
_NO_CHARACTERS = ("Cs", "Co", "Cn")
# Variation selectors choose a picture for a character and tell no two words apart.
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


def slug_of(text: str) -> str:
    """Return the text as an IRI segment; never empty, the same for the same text.

    >>> slug_of("O-GAN：简单修改，让GAN…")
    'O-GAN-简单修改-让GAN'
    """
    normal = unicodedata.normalize("NFKC", text)
    slug = _NOT_KEPT.sub("-", "".join(map(_kept, normal))).strip("-")
    while slug and unicodedata.category(slug[0]) in _MARKS:  # a mark with nothing to stand on
        slug = slug[1:].lstrip("-")
    if not slug:
        return "x" + _digest(text)
    if len(slug) > LONGEST:
        return f"{_cut(slug).rstrip('-')}-{_digest(text)}"
    return slug


def _kept(character: str) -> str:
    """Return the character if it is kept, a hyphen where it parts words, nothing where it is none."""
    if character.isalnum():
        return "" if unicodedata.category(character) in _NO_CHARACTERS else character
    category = unicodedata.category(character)
    if category in _MARKS:
        return "" if ord(character) in _SELECTORS else character
    return "" if category in _NO_CHARACTERS else "-"


def _cut(slug: str) -> str:
    """Return the first characters, without parting a letter from its marks."""
    end = LONGEST
    while end and unicodedata.category(slug[end]) in _MARKS:
        end -= 1
    return slug[: end or LONGEST]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
