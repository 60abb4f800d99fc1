"""The graph as numbers: what the layout needs to know of it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kg.graph.schema import Edge, EdgeKind, Graph, edges_of

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]

# How much an edge pulls its ends into the same community. A vocabulary's hierarchy pulls little: it would glue
# everything below "machine learning" together, whoever writes about it.
PULL: dict[EdgeKind, float] = {
    EdgeKind.MENTIONS: 0.4,
    EdgeKind.CITES: 1.0,
    EdgeKind.PART_OF: 1.5,
    EdgeKind.BROADER: 0.12,
    EdgeKind.RELATED: 0.08,
    EdgeKind.DEFINED_BY: 0.6,
}
SAID_PULL, SAID_MATTER = 0.4, 0.5  # of two concepts that posts relate
# How much an edge makes its ends matter: what posts say counts, what a vocabulary says of a concept hardly does.
MATTER: dict[EdgeKind, float] = dict.fromkeys(EdgeKind, 1.0) | {EdgeKind.BROADER: 0.06, EdgeKind.RELATED: 0.03}
SMALLEST_RADIUS, LARGEST_RADIUS = 6.0, 48.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Nodes 0 to n-1 with radii in world units, and weighted undirected links: each pair once, the lower end first."""

    radii: Floats
    pairs: Integers  # one row a link
    weights: Floats

    def __len__(self) -> int:
        return len(self.radii)

    def part(self, members: list[int]) -> Skeleton:
        """Return the nodes of `members`, renumbered in that order, with the links among them."""
        number_of = np.full(len(self), -1, dtype=np.int64)
        number_of[members] = np.arange(len(members))
        pairs = number_of[self.pairs]
        inside = (pairs >= 0).all(axis=1)
        return Skeleton(radii=self.radii[members], pairs=pairs[inside], weights=self.weights[inside])


def to_skeleton(graph: Graph, order: list[str]) -> Skeleton:
    """Turn nodes into numbers by `order`, and all edges between two nodes, of any kind and way, into one link."""
    number_of = {node: number for number, node in enumerate(order)}
    weight_of: dict[tuple[int, int], float] = {}
    matter = np.zeros(len(order))
    for edge in edges_of(graph):
        if edge.source == edge.target or edge.source not in number_of or edge.target not in number_of:
            continue
        low, high = sorted((number_of[edge.source], number_of[edge.target]))
        strength = edge.weight if edge.kind is EdgeKind.MENTIONS else 0.0
        weight_of[low, high] = weight_of.get((low, high), 0.0) + pull_of(edge) + strength
        matter[[low, high]] += matter_of(edge)
    rows = sorted(weight_of)
    return Skeleton(
        radii=to_radii(matter),
        pairs=np.array(rows, dtype=np.int64).reshape(-1, 2),
        weights=np.array([weight_of[row] for row in rows]),
    )


def pull_of(edge: Edge) -> float:
    """Return how much the edge pulls its ends together."""
    return SAID_PULL if _is_said(edge) else PULL[edge.kind]


def matter_of(edge: Edge) -> float:
    """Return how much the edge makes its ends matter."""
    return SAID_MATTER if _is_said(edge) else MATTER[edge.kind]


def _is_said(edge: Edge) -> bool:
    """Tell whether a post relates two concepts, not only a vocabulary."""
    return edge.kind in (EdgeKind.BROADER, EdgeKind.RELATED) and bool(edge.evidence)


def to_radii(matter: Floats) -> Floats:
    """Return radii that grow with the root of what a node's edges matter."""
    return np.clip(SMALLEST_RADIUS + 2.2 * np.sqrt(matter), SMALLEST_RADIUS, LARGEST_RADIUS).round()
