"""Lines that a page prints twice in a row, as the caption of a picture and its alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Span

LONGEST_CAPTION = 300  # characters


def find_repetitions(text: str) -> Iterator[Span]:
    """Yield each line that says again what the written line before it says; a line without letters says nothing."""
    before = ""
    start = 0
    for line in text.split("\n"):
        said = line.strip()
        if said and said == before and len(said) <= LONGEST_CAPTION and any(map(str.isalpha, said)):
            left = start + line.index(said)
            yield Span(left, left + len(said))
        before = said or before
        start += len(line) + 1
