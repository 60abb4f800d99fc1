"""Precision, recall and F1 of many posts: pooled (micro) and as the mean of the posts (macro)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

ROUNDS = 1000
SEED = 20180413
T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """The counts of one post: of what was found, how much is right; of what was wanted, how much was got."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    got: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1, with the 95 % interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Figures):
    """The figures of all posts pooled, the same as means over the posts, and what was counted."""

    found: int
    wanted: int
    macro: Figures


@dataclass(frozen=True, slots=True)
class _Ratios:
    precision: float
    recall: float
    f1: float


def score(tallies: Sequence[Tally]) -> Score:
    """Return the score; the intervals are the percentiles of 1000 draws of as many posts, from a fixed seed."""
    pooled = _pooled(tallies)
    each = [_of_one(tally) for tally in tallies]
    low, high = _interval(sorted(_pooled(drawn).f1 for drawn in _draws(tallies)))
    return Score(
        precision=pooled.precision,
        recall=pooled.recall,
        f1=pooled.f1,
        low=low,
        high=high,
        found=sum(tally.found for tally in tallies),
        wanted=sum(tally.wanted for tally in tallies),
        macro=_macro(each),
    )


def _macro(each: Sequence[_Ratios]) -> Figures:
    """Return the means; macro F1 is the mean of the posts' F1, not the F1 of the means."""
    low, high = _interval(sorted(_mean([ratios.f1 for ratios in drawn]) for drawn in _draws(each)))
    return Figures(
        precision=_mean([ratios.precision for ratios in each]),
        recall=_mean([ratios.recall for ratios in each]),
        f1=_mean([ratios.f1 for ratios in each]),
        low=low,
        high=high,
    )


def _draws(posts: Sequence[T]) -> list[list[T]]:
    chance = random.Random(SEED)  # noqa: S311 -- a bootstrap, no secret
    return [chance.choices(posts, k=len(posts)) for _ in range(ROUNDS)] if posts else []


def _interval(ordered: Sequence[float]) -> tuple[float, float]:
    if not ordered:
        return 0.0, 0.0
    return ordered[int(0.025 * len(ordered))], ordered[min(len(ordered) - 1, int(0.975 * len(ordered)))]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def _pooled(tallies: Sequence[Tally]) -> _Ratios:
    found = sum(each.found for each in tallies)
    wanted = sum(each.wanted for each in tallies)
    precision = sum(each.right for each in tallies) / found if found else 1.0
    recall = sum(each.got for each in tallies) / wanted if wanted else 1.0
    return _Ratios(precision, recall, _harmonic(precision, recall))


def _of_one(tally: Tally) -> _Ratios:
    """Return one post's ratios as GERBIL has them: 1 where nothing was wanted and found, 0 where nothing was found."""
    ratios = _pooled([tally])
    if tally.wanted and not tally.found:
        return _Ratios(0.0, ratios.recall, 0.0)
    return ratios


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
