"""Which concepts the same posts name more often than chance would have it: normalised PMI (Bouma 2009) over posts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.named import Named
from kg.graph.schema import Edge, EdgeKind
from kg.model import ConceptId

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FEWEST = 2  # posts that must name both
WEAKEST = 0.2  # normalised PMI; 0 is chance, 1 always together
MOST = 10  # edges a concept
_NEARLY: Final = 0.999 * WEAKEST  # what rounding cannot make `WEAKEST` of
_AT_ONCE: Final = 256  # concepts of which the pairs are counted in one go

Pairs: TypeAlias = NDArray[np.void]  # rows of `_PAIR`: a list of so many would take ten times the room
_PAIR: Final = np.dtype([("one", np.int32), ("other", np.int32), ("posts", np.int32), ("strength", np.float64)])


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOccurrence:
    """Two concepts that posts name together, the smaller id first."""

    one: ConceptId
    other: ConceptId
    posts: int
    strength: float  # normalised PMI, -1 to 1


def find_cooccurrences(named: Named) -> list[CoOccurrence]:
    """Return the pairs of some strength, the best first: no concept is in more than `MOST` of them.

    Probabilities are shares of the posts that name any concept. Two posts that name both prove less than ten, so for
    the order, in which ties go by ids, the strength counts n / (n + 1) (the discount of Pantel and Lin 2002).
    """
    concepts = sorted(named.concepts)
    kept: list[CoOccurrence] = []
    taken = [0] * len(concepts)
    for one, other, posts, strength in _in_order(_find_pairs(named, concepts)):
        if taken[one] < MOST and taken[other] < MOST:
            taken[one] += 1
            taken[other] += 1
            kept.append(CoOccurrence(one=concepts[one], other=concepts[other], posts=posts, strength=strength))
    return kept


def to_edge(pair: CoOccurrence) -> Edge:
    """Return the pair as an edge of the graph; its weight is the strength."""
    return Edge(
        source=pair.one, target=pair.other, kind=EdgeKind.CO_OCCURS, weight=pair.strength, about=False, evidence=()
    )


def _in_order(pairs: Pairs) -> Iterator[tuple[int, int, int, float]]:
    """Yield the pairs, the best first, as numbers of Python."""
    surety = pairs["strength"] * pairs["posts"] / (pairs["posts"] + 1)
    for place in np.lexsort((pairs["other"], pairs["one"], -surety)):
        yield pairs[place].item()


def _find_pairs(named: Named, concepts: Sequence[ConceptId]) -> Pairs:
    """Return the pairs of some strength: millions may be none, so that they are counted for some concepts at a time."""
    naming = _to_matrix(named, concepts)
    spread = np.bincount(naming.indices, minlength=len(concepts))
    spread_of = spread.tolist()
    strong: list[Pairs] = [np.empty(0, _PAIR)]
    for start in range(0, len(concepts), _AT_ONCE):
        rows = [
            (one, other, posts, strength)
            for one, other, posts in _together(naming, start, spread)
            if (strength := _strength(posts, spread_of[one], spread_of[other], named.posts)) >= WEAKEST
        ]
        strong.append(np.array(rows, _PAIR))
    return np.concatenate(strong)


def _to_matrix(named: Named, concepts: Sequence[ConceptId]) -> csr_array:
    """Return a row a post with a one for each concept that it names; the concepts are numbered in the order given."""
    from scipy.sparse import csr_array  # takes long to load, and only a build needs it

    column_of = {concept: column for column, concept in enumerate(concepts)}
    columns = np.array([column_of[concept] for concept in named.concepts], dtype=np.int32)
    numbers, ends = np.array(named.numbers, dtype=np.int32), np.array(named.ends, dtype=np.int32)
    ones = np.ones(len(numbers), dtype=np.int32)
    return csr_array((ones, columns[numbers], ends), shape=(named.posts, len(concepts)))


def _together(naming: csr_array, start: int, spread: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers of two concepts, the smaller first, and how many posts name both: at least `FEWEST`.

    The smaller one is one of those from `start` on. The product of two sparse matrices counts a hundred times as fast
    as a loop over the pairs of each post. Most pairs are too weak, which is seen here but for a few of them:
    log(x) / log(y) is some strength where x is y to that power.
    """
    from scipy.sparse import triu  # as above

    block, posts = naming[:, start : start + _AT_ONCE], naming.shape[0]
    counts = triu(block.T @ naming, k=start + 1).tocoo()
    enough = counts.data >= FEWEST
    ones, others, both = counts.row[enough] + start, counts.col[enough], counts.data[enough]
    by_chance = spread[ones] * spread[others] / posts
    strong = both / by_chance >= (posts / both) ** _NEARLY
    yield from zip(ones[strong].tolist(), others[strong].tolist(), both[strong].tolist(), strict=True)


def _strength(both: int, one: int, other: int, posts: int) -> float:
    """Return the normalised PMI: log(p(x,y) / p(x) p(y)) / -log p(x,y), and 1 where every post names both."""
    if both == posts:
        return 1.0
    return round(math.log(both * posts / (one * other)) / math.log(posts / both), 4)
