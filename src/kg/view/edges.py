"""The graph's edges and their evidence as columns of numbers: an edge as an object costs a hundred times the room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from kg.graph.schema import EdgeKind

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.signedinteger[Any]]  # as narrow as what they hold: beware of products
Flags: TypeAlias = npt.NDArray[np.bool_]

# Nobody states that two concepts co-occur: it is listed, not drawn.
DRAWN: Final[list[EdgeKind]] = [kind for kind in EdgeKind if kind is not EdgeKind.CO_OCCURS]
THOUSAND: Final = 1000  # confidences are whole thousandths
MOST_AN_EDGE: Final = 24  # pieces of evidence shown for one edge; the rest is counted
UNRATED: Final = -1  # confidence of a definition: its rule gives none


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Pieces of evidence, one a row: words of a post that an edge stands on; posts and edges are numbers."""

    edge: Integers
    post: Integers
    start: Integers  # code points of the post's text
    end: Integers
    rule: Integers  # its place in `Edges.rules`
    confidence: Integers  # thousandths, or UNRATED

    def __len__(self) -> int:
        return len(self.edge)

    def of(self, rows: npt.NDArray[Any]) -> Marks:
        """Return those of some rows, in their order."""
        return Marks(**{name: getattr(self, name)[rows] for name in self.__slots__})

    def renumbered(self, edge_of: Integers, post_of: Integers) -> Marks:
        """Return the marks by new numbers of edges and posts; those of what has none, or -1, are left out."""
        edge, post = edge_of[self.edge], np.where(self.post >= 0, post_of[self.post], -1)
        marks, kept = replace(self, edge=edge, post=post), (edge >= 0) & (post >= 0)
        return marks if kept.all() else marks.of(np.flatnonzero(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Edges, one a row; their ends are numbers of nodes."""

    source: Integers
    target: Integers
    kind: Integers  # its place in DRAWN
    weight: Floats
    about: Flags
    evidence: Integers  # how many pieces
    confidence: Integers  # of the best piece, in thousandths; what a vocabulary or an author states is certain
    relations: dict[int, list[int]]  # by row, what posts say of two concepts: see `kg.view.gather`
    rules: list[str]  # that some evidence stands on, sorted
    marks: Marks  # in the order in which they came; MOST_AN_EDGE of each

    def __len__(self) -> int:
        return len(self.source)

    def of(self, rows: Integers, number_of: Integers) -> Edges:
        """Return those of some rows, in their order, their ends by new numbers; evidence of posts without one goes."""
        place_of = np.full(len(self), -1, dtype=np.int32)
        place_of[rows] = np.arange(len(rows))
        return Edges(
            source=number_of[self.source[rows]],
            target=number_of[self.target[rows]],
            **{name: getattr(self, name)[rows] for name in ("kind", "weight", "about", "evidence", "confidence")},
            relations={int(place_of[row]): said for row, said in self.relations.items() if place_of[row] >= 0},
            rules=self.rules,
            marks=self.marks.renumbered(place_of, number_of),
        )

    def are(self, *kinds: EdgeKind) -> Flags:
        """Tell of each edge whether it is of one of the kinds."""
        return np.array([kind in kinds for kind in DRAWN])[self.kind]


def sum_by(numbers: Integers, weights: Floats, count: int) -> Floats:
    """Return for each number below `count` the sum of the weights that stand beside it."""
    return np.asarray(np.bincount(numbers, weights, count), dtype=np.float64)
