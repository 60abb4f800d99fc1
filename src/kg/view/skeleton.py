"""The graph as numbers: what the layout needs to know of it, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from kg.graph.schema import STATED, EdgeKind
from kg.view.edges import DRAWN, Edges, Flags, Floats, Integers, sum_by

# How much an edge pulls its ends into the same community. A vocabulary's hierarchy pulls little: it would glue
# everything below "machine learning" together, whoever writes about it.
PULL: Final[dict[EdgeKind, float]] = {
    EdgeKind.MENTIONS: 0.4,
    EdgeKind.CITES: 1.0,
    EdgeKind.PART_OF: 1.5,
    EdgeKind.BROADER: 0.12,
    EdgeKind.RELATED: 0.08,
    EdgeKind.DEFINED_BY: 0.6,
}
SAID_PULL, SAID_MATTER = 0.4, 0.5  # of two concepts that posts relate
# How much an edge makes its ends matter: what posts say counts, what a vocabulary says of a concept hardly does.
MATTER: Final[dict[EdgeKind, float]] = dict.fromkeys(EdgeKind, 1.0) | {EdgeKind.BROADER: 0.06, EdgeKind.RELATED: 0.03}
SMALLEST_RADIUS, LARGEST_RADIUS = 6.0, 48.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Nodes 0 to n-1 with radii in world units, and weighted undirected links: each pair once, the lower end first."""

    radii: Floats
    pairs: Integers  # one row a link
    weights: Floats

    def __len__(self) -> int:
        return len(self.radii)

    def parts(self, groups: Sequence[Integers]) -> list[Skeleton]:
        """Return for each of disjoint groups its nodes, renumbered in its order, with the links among them."""
        group_of, number_of = np.full(len(self), -1, dtype=np.int64), np.zeros(len(self), dtype=np.int64)
        for number, members in enumerate(groups):
            group_of[members], number_of[members] = number, np.arange(len(members))
        ends = group_of[self.pairs]
        inside = np.flatnonzero((ends[:, 0] == ends[:, 1]) & (ends[:, 0] >= 0))
        inside = inside[np.argsort(ends[inside, 0], kind="stable")]
        starts = np.searchsorted(ends[inside, 0], np.arange(len(groups) + 1))
        rows = [inside[start:end] for start, end in pairwise(starts.tolist())]
        return [
            self._part(members, np.sort(number_of[self.pairs[own]], axis=1), own)
            for members, own in zip(groups, rows, strict=True)
        ]

    def _part(self, members: Integers, pairs: Integers, own: Integers) -> Skeleton:
        return Skeleton(radii=self.radii[members], pairs=pairs, weights=self.weights[own])


def to_skeleton(edges: Edges, count: int) -> Skeleton:
    """Turn all edges between two of `count` nodes, of any kind and way, into one link."""
    low, high = np.minimum(edges.source, edges.target), np.maximum(edges.source, edges.target)
    apart = low != high
    matter = np.where(apart, matter_of(edges), 0.0)
    strength = np.where(edges.are(EdgeKind.MENTIONS), edges.weight, 0.0)
    keys, row_of = np.unique((low.astype(np.int64) * count + high)[apart], return_inverse=True)
    return Skeleton(
        radii=to_radii(sum_by(low, matter, count) + sum_by(high, matter, count)),
        pairs=np.column_stack((keys // max(1, count), keys % max(1, count))),
        weights=sum_by(row_of.reshape(-1), (pull_of(edges) + strength)[apart], len(keys)),
    )


def pull_of(edges: Edges) -> Floats:
    """Return how much each edge pulls its ends together."""
    pull = np.array([PULL[kind] for kind in DRAWN])[edges.kind]
    return np.where(_are_said(edges), SAID_PULL, pull)


def matter_of(edges: Edges) -> Floats:
    """Return how much each edge makes its ends matter."""
    matter = np.array([MATTER[kind] for kind in DRAWN])[edges.kind]
    return np.where(_are_said(edges), SAID_MATTER, matter)


def _are_said(edges: Edges) -> Flags:
    """Tell of each edge whether a post relates two concepts, not only a vocabulary."""
    return edges.are(*STATED) & (edges.evidence > 0)


def to_radii(matter: Floats) -> Floats:
    """Return radii that grow with the root of what a node's edges matter."""
    return np.clip(SMALLEST_RADIUS + 2.2 * np.sqrt(matter), SMALLEST_RADIUS, LARGEST_RADIUS).round()
