"""What a post is about, among what it names: the salience of each concept.

Frequency in the post, damped, times rarity in the corpus (TF-IDF; Salton and Buckley 1988), raised for a concept in the
title or the opening, and divided by the post's largest, so that it lies between 0 and 1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kg.model import ConceptId, Mention, Post, PostId

TITLE_BONUS = 2.0  # a concept in the title counts as much as two damped occurrences more
OPENING = 400  # code points; a concept named here counts a little more
OPENING_BONUS = 0.3
MAIN = 0.5  # salience from which on a post is about a concept
AT_MOST = 5  # concepts that a post is about, titles apart


@dataclass(frozen=True, slots=True)
class Salience:
    """How much a concept matters to a post, 0 to 1, and whether the post is about it."""

    weight: float
    about: bool


SalienceByPost: TypeAlias = Mapping[PostId, Mapping[ConceptId, Salience]]


def rank_concepts(posts: Iterable[Post], mentions: Iterable[Mention]) -> SalienceByPost:
    """Return the salience of every concept in every post that names it."""
    mentions_by_post: dict[PostId, list[Mention]] = {}
    for mention in mentions:
        mentions_by_post.setdefault(mention.post, []).append(mention)
    spread = Counter(concept for group in mentions_by_post.values() for concept in {each.concept for each in group})
    total = max(1, len(mentions_by_post))
    rarity = {concept: math.log(1 + total / count) for concept, count in spread.items()}
    return {post.id: _rank(post, mentions_by_post.get(post.id, []), rarity) for post in posts}


def _rank(post: Post, mentions: list[Mention], rarity: Mapping[ConceptId, float]) -> dict[ConceptId, Salience]:
    title_end = len(post.title or "")
    scores: dict[ConceptId, float] = {}
    in_title: set[ConceptId] = set()
    for concept, count in Counter(mention.concept for mention in mentions).items():
        first = min(mention.span.start for mention in mentions if mention.concept == concept)
        scores[concept] = (1 + math.log(count)) * rarity[concept]
        if first < title_end:
            in_title.add(concept)
            scores[concept] += TITLE_BONUS * rarity[concept]
        elif first < title_end + OPENING:
            scores[concept] += OPENING_BONUS * rarity[concept]
    highest = max(scores.values(), default=1.0)
    weights = {concept: round(score / highest, 4) for concept, score in scores.items()}
    leading = sorted(weights, key=lambda concept: (-weights[concept], concept))[:AT_MOST]
    main = in_title | {concept for concept in leading if weights[concept] >= MAIN}
    return {concept: Salience(weights[concept], concept in main) for concept in sorted(weights)}
