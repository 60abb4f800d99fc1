"""Which concepts the same posts name more often than chance would have it: normalised PMI (Bouma 2009) over posts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, triu

from kg.graph.schema import Edge, EdgeKind
from kg.model import ConceptId, Mention

FEWEST = 2  # posts that must name both
WEAKEST = 0.2  # normalised PMI; 0 is chance, 1 always together
MOST = 10  # edges a concept


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOccurrence:
    """Two concepts that posts name together, the smaller id first."""

    one: ConceptId
    other: ConceptId
    posts: int
    strength: float  # normalised PMI, -1 to 1


def find_cooccurrences(mentions: Iterable[Mention]) -> list[CoOccurrence]:
    """Return the pairs of some strength, the best first: no concept is in more than `MOST` of them.

    Probabilities are shares of the posts that name any concept. Two posts that name both prove less than ten, so for
    the order, in which ties go by ids, the strength counts n / (n + 1) (the discount of Pantel and Lin 2002).
    """
    kept: list[CoOccurrence] = []
    taken: Counter[ConceptId] = Counter()
    pairs = [pair for pair in _pairs(mentions) if pair.strength >= WEAKEST]
    for pair in sorted(pairs, key=lambda each: (-each.strength * each.posts / (each.posts + 1), each.one, each.other)):
        if taken[pair.one] < MOST and taken[pair.other] < MOST:
            taken[pair.one] += 1
            taken[pair.other] += 1
            kept.append(pair)
    return kept


def to_edge(pair: CoOccurrence) -> Edge:
    """Return the pair as an edge of the graph; its weight is the strength."""
    return Edge(
        source=pair.one, target=pair.other, kind=EdgeKind.CO_OCCURS, weight=pair.strength, about=False, evidence=()
    )


def _pairs(mentions: Iterable[Mention]) -> Iterator[CoOccurrence]:
    named = sorted({(mention.post, mention.concept) for mention in mentions})
    concepts = sorted({concept for _, concept in named})
    posts = sorted({post for post, _ in named})
    spread = Counter(concept for _, concept in named)
    for one, other, both in _together(named, posts, concepts):
        strength = _strength(both, spread[concepts[one]], spread[concepts[other]], len(posts))
        yield CoOccurrence(one=concepts[one], other=concepts[other], posts=both, strength=strength)


def _together(
    named: Sequence[tuple[str, ConceptId]], posts: Sequence[str], concepts: Sequence[ConceptId]
) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers of two concepts, the smaller first, and how many posts name both: at least `FEWEST`.

    The product of two sparse matrices counts a hundred times as fast as a loop over the pairs of each post.
    """
    row_of = {post: row for row, post in enumerate(posts)}
    column_of = {concept: column for column, concept in enumerate(concepts)}
    rows = np.fromiter((row_of[post] for post, _ in named), dtype=np.int64, count=len(named))
    columns = np.fromiter((column_of[concept] for _, concept in named), dtype=np.int64, count=len(named))
    naming = csr_array((np.ones(len(named), dtype=np.int64), (rows, columns)), shape=(len(posts), len(concepts)))
    counts = triu(naming.T @ naming, k=1).tocoo()
    enough = counts.data >= FEWEST
    yield from zip(counts.row[enough].tolist(), counts.col[enough].tolist(), counts.data[enough].tolist(), strict=True)


def _strength(both: int, one: int, other: int, posts: int) -> float:
    """Return the normalised PMI: log(p(x,y) / p(x) p(y)) / -log p(x,y), and 1 where every post names both."""
    if both == posts:
        return 1.0
    return round(math.log(both * posts / (one * other)) / math.log(posts / both), 4)
