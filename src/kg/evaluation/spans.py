"""A2KB: every place that names a concept, found and linked.

Gold has surfaces, not concepts, so what can be judged is where a name stands: a mention is right at a place that is to
be found, whichever concept it leads to.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.evaluation.score import Tally
from kg.evaluation.truth import Truth
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Judged:
    """The labelled part of one post: its text, the truth, and where kg found mentions."""

    text: str
    truth: Truth
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """When a mention is at a place that is to be found, and at one that counts neither way (the place comes first)."""

    right: Callable[[Span, Span], bool]
    spared: Callable[[Span, Span], bool]


STRONG = Fit(right=operator.eq, spared=Span.covers)
WEAK = Fit(right=Span.overlaps, spared=Span.overlaps)


@dataclass(frozen=True, slots=True)
class NameCount:
    """How often a name, as written, was linked where it should be, linked where it should not, and missed."""

    name: str
    right: int
    wrong: int
    missed: int


def judge_spans(post: Judged, fit: Fit) -> Tally:
    """Count the mentions of one post that are right and false, and the places that were got."""
    right = sum(_at(post.truth.named, each, fit.right) for each in post.mentions)
    return Tally(
        right=right,
        found=right + len(_false(post, fit)),
        wanted=len(post.truth.named),
        got=sum(_is_got(place, post, fit) for place in post.truth.named),
    )


def count_names(posts: Iterable[Judged]) -> tuple[NameCount, ...]:
    """Count each name over all posts, those that went wrong most often first.

    A place counts as linked if a mention overlaps it: a longer or shorter link is not a miss of the name.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for post in posts:
        for place in post.truth.named:
            (right if _is_got(place, post, WEAK) else missed)[place.of(post.text)] += 1
        wrong.update(each.of(post.text) for each in _false(post, WEAK))
    counts = [NameCount(name, right[name], wrong[name], missed[name]) for name in {*right, *wrong, *missed}]
    return tuple(sorted(counts, key=lambda each: (-each.wrong - each.missed, -each.right, each.name)))


def _is_got(place: Span, post: Judged, fit: Fit) -> bool:
    return any(fit.right(place, mention) for mention in post.mentions)


def _false(post: Judged, fit: Fit) -> list[Span]:
    return [
        each
        for each in post.mentions
        if not _at(post.truth.named, each, fit.right) and not _at(post.truth.spared, each, fit.spared)
    ]


def _at(places: Iterable[Span], mention: Span, holds: Callable[[Span, Span], bool]) -> bool:
    return any(holds(place, mention) for place in places)
