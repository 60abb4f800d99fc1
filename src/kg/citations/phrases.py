"""Phrases found fast: by a word in them first, and only around it by the whole pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_BEFORE = 48  # characters of a phrase up to its word
LONGEST_BEHIND = 32  # from the start of the word on


def find_phrases(pattern: re.Pattern[str], words: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`, each of which holds one of the words, in order and apart."""
    done = 0
    for at in sorted(at for word in words for at in _places(word, text)):
        match = pattern.search(text, max(done, at - LONGEST_BEFORE), at + LONGEST_BEHIND) if at >= done else None
        if match:
            done = match.end()
            yield match


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
