"""Readable IRI segments: the letters and digits of any script, hyphens between."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80  # code points; a longer one is cut and marked with a hash of the whole
_NOT_KEPT = re.compile(r"[\W_]+")


def slug_of(text: str) -> str:
    """Return the text as an IRI segment; never empty, the same for the same text.

    >>> slug_of("O-GAN：简单修改，让GAN…")
    'O-GAN-简单修改-让GAN'
    """
    normal = "".join(
        each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) not in ("Cs", "Co", "Cn")
    )
    slug = _NOT_KEPT.sub("-", normal).strip("-")
    if not slug:
        return "x" + _digest(text)
    if len(slug) > LONGEST:
        return f"{slug[:LONGEST].rstrip('-')}-{_digest(text)}"
    return slug


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
