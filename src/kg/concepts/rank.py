"""What a post is about, among what it names: the salience of each concept.

Frequency in the post, damped, times rarity in the corpus (TF-IDF; Salton and Buckley 1988), raised for a concept in the
title or the opening, and divided by the post's largest, so that it lies between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

from kg.concepts.linking import Tally
from kg.concepts.named import Named
from kg.model import ConceptId, Post

TITLE_BONUS = 2.0  # a concept in the title counts as much as two damped occurrences more
OPENING = 400  # code points; a concept named here counts a little more
OPENING_BONUS = 0.3
MAIN = 0.5  # salience from which on a post is about a concept
AT_MOST = 5  # concepts that a post is about, titles apart


class Salience(NamedTuple):
    """How much a concept matters to a post, 0 to 1, and whether the post is about it."""

    weight: float
    about: bool


def rarity_of(named: Named) -> dict[ConceptId, float]:
    """Return how rare each concept is, from log 2 upwards: that is one which every post names that names any."""
    return {concept: math.log(1 + named.posts / count) for concept, count in named.spread.items()}


def rank_post(post: Post, tallies: Collection[Tally], rarity: Mapping[ConceptId, float]) -> dict[ConceptId, Salience]:
    """Return the salience of every concept that the post names, sorted by id."""
    title_end = len(post.title or "")
    scores = {concept: _score(times, first, title_end, rarity[concept]) for concept, times, first in tallies}
    highest = max(scores.values(), default=1.0)
    weights = {concept: round(scores[concept] / highest, 4) for concept in sorted(scores)}
    heavy = [concept for concept, weight in weights.items() if weight >= MAIN]
    main = {*sorted(heavy, key=lambda concept: -weights[concept])[:AT_MOST]}  # of equal ones the smaller ids
    main.update(concept for concept, _, first in tallies if first < title_end)
    return {concept: Salience(weight, concept in main) for concept, weight in weights.items()}


def _score(times: int, first: int, title_end: int, rarity: float) -> float:
    score = (1 + math.log(times)) * rarity
    if first < title_end:
        return score + TITLE_BONUS * rarity
    return score + OPENING_BONUS * rarity if first < title_end + OPENING else score
