"""Lines that a page prints twice in a row, as the caption of a picture and its alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Span

LONGEST_CAPTION = 300  # characters


def find_repetitions(text: str, blotted: str | None = None) -> Iterator[Span]:
    """Yield each line that says again what the written line before it says; a line without letters says nothing.

    In `blotted`, the same text with its zones blotted out, no letter of a zone counts; two lines that differ in a
    zone alone, such as a formula, do not say the same.
    """
    before = ""
    start = 0
    for line, prose in zip(text.split("\n"), (text if blotted is None else blotted).split("\n"), strict=True):
        said = line.strip()
        if said and said == before and len(said) <= LONGEST_CAPTION and any(map(str.isalpha, prose)):
            left = start + line.index(said)
            yield Span(left, left + len(said))
        before = said or before
        start += len(line) + 1
