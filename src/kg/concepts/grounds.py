"""What one post gives to the search for terms over all posts: its Chinese, and all that a vocabulary has a say in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntFlag
from typing import Final

import numpy as np

from kg.concepts.boundaries import edges_hold
from kg.concepts.characters import BLOT
from kg.concepts.mixed import Mixed, find_mixed
from kg.concepts.outline import Places, to_outline
from kg.model import Post, Span
from kg.script import fold
from kg.vocabulary.index import LabelIndex

NEAR: Final = 20  # characters


class Known(IntFlag):
    """What the labels that a vocabulary knows are to a place."""

    CUT = 1  # one stands across its left edge
    BEFORE = 2  # one begins within `NEAR` characters before it
    BEHIND = 4  # or at it, or within so many behind it


@dataclass(frozen=True, slots=True)
class Grounds:
    """The outline of a post's prose, what known labels are to it, and the terms of a Latin word and a noun in it."""

    signs: str
    known: str  # a digit for each sign: the `Known` of the place at which it begins
    title: int  # so many signs begin in the title
    mixed: tuple[Mixed, ...]


def find_grounds(post: Post, index: LabelIndex) -> Grounds:
    """Find them in one post."""
    text = blotted(post)
    outline = to_outline(text)
    return Grounds(
        signs=outline.signs,
        known=_to_digits(outline.places, find_labels(text, index), len(text)),
        title=int(np.searchsorted(outline.places, len(post.title or ""))),
        mixed=tuple(find_mixed(text, index)),
    )


def blotted(post: Post) -> str:
    """Return the text of a post in which no character of a zone is left; every offset holds."""
    text, pieces, end = post.text, [], 0
    for zone in post.zones:
        pieces += [text[end : zone.span.start], BLOT * len(zone.span)]
        end = zone.span.end
    return "".join([*pieces, text[end:]])


def find_labels(text: str, index: LabelIndex) -> Iterator[Span]:
    """Yield where unambiguous labels of two characters and more stand whole in a text."""
    for start, end, names in index.find(fold(text)):
        if end - start > 1 and not names[0].ambiguous and edges_hold(text, start, end):
            yield Span(start, end)


def _to_digits(places: Places, labels: Iterable[Span], size: int) -> str:
    """Return the `Known` of each place as a digit; the first place is -1, and one may be that behind the text."""
    known = np.zeros(size + 2, dtype=np.uint8)  # from the place -1 on
    for label in labels:
        start, end = label.start + 1, label.end + 1
        known[start + 1 : end] |= Known.CUT.value
        known[start + 1 : start + NEAR + 1] |= Known.BEFORE.value
        known[max(start - NEAR + 1, 0) : start + 1] |= Known.BEHIND.value
    return (known[places + 1] + ord("0")).tobytes().decode("ascii")
