"""The graph as numbers: what the layout needs to know of it, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
# How much being named pulls more: once or often, rarely or by many, as what a post is about. Salience would do the
# same, but it counts over the whole blog, so that one post more would change a little of every link.
OFTEN, MAIN = 0.2, 0.3
SMALLEST_RADIUS, LARGEST_RADIUS = 6.0, 48.0
KEY_BITS: Final = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Nodes 0 to n-1 with radii in world units, and weighted undirected links: each pair once, the lower end first.

    A node's key is a number that it has in whatever graph it is: by it a place is chosen where nothing else decides.
    """

    keys: Integers
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

    def in_order(self, order: Integers) -> Skeleton:
        """Return the same graph, its nodes renumbered in that order, its links sorted."""
        (same,) = self.parts([order])
        rows = np.lexsort((same.pairs[:, 1], same.pairs[:, 0]))
        return replace(same, pairs=same.pairs[rows], weights=same.weights[rows])

    def _part(self, members: Integers, pairs: Integers, own: Integers) -> Skeleton:
        return Skeleton(keys=self.keys[members], radii=self.radii[members], pairs=pairs, weights=self.weights[own])


def to_skeleton(edges: Edges, ids: Sequence[str]) -> Skeleton:
    """Turn all edges between two nodes, of any kind and way, into one link; `ids` are those of the nodes."""
    count = len(ids)
    low, high = np.minimum(edges.source, edges.target), np.maximum(edges.source, edges.target)
    apart = low != high
    matter = np.where(apart, matter_of(edges), 0.0)
    keys, row_of = np.unique((low.astype(np.int64) * count + high)[apart], return_inverse=True)
    return Skeleton(
        keys=to_keys(ids),
        radii=to_radii(sum_by(low, matter, count) + sum_by(high, matter, count)),
        pairs=np.column_stack((keys // max(1, count), keys % max(1, count))),
        weights=sum_by(row_of.reshape(-1), pull_of(edges)[apart], len(keys)),
    )


def pull_of(edges: Edges) -> Floats:
    """Return how much each edge pulls its ends together."""
    pull = np.array([PULL[kind] for kind in DRAWN])[edges.kind] + _strength_of(edges)
    return np.where(_are_said(edges), SAID_PULL, pull)


def matter_of(edges: Edges) -> Floats:
    """Return how much each edge makes its ends matter."""
    matter = np.array([MATTER[kind] for kind in DRAWN])[edges.kind]
    return np.where(_are_said(edges), SAID_MATTER, matter)


def _strength_of(edges: Edges) -> Floats:
    """Return how strongly each mention joins, at most 1; only doubling how often a concept is named changes a step."""
    naming = edges.are(EdgeKind.MENTIONS)
    named_by = sum_by(edges.target, naming.astype(np.float64), int(edges.target.max(initial=-1)) + 1)[edges.target]
    often = OFTEN * (1 + _doublings(edges.evidence)) / (1 + _doublings(named_by) / 4)
    return np.where(naming, np.minimum(1.0, often + MAIN * edges.about), 0.0)


def _doublings(counts: Integers | Floats) -> Floats:
    return np.floor(np.log2(np.maximum(counts, 1)))


def _are_said(edges: Edges) -> Flags:
    """Tell of each edge whether a post relates two concepts, not only a vocabulary."""
    return edges.are(*STATED) & (edges.evidence > 0)


def to_keys(ids: Iterable[str]) -> Integers:
    """Return a number for each id that depends on nothing else, evenly spread below two to the power of KEY_BITS."""
    digests = (hashlib.blake2b(each.encode("utf-8", "surrogatepass"), digest_size=8).digest() for each in ids)
    return (np.frombuffer(b"".join(digests), dtype="<u8") >> np.uint64(64 - KEY_BITS)).astype(np.int64)


def to_radii(matter: Floats) -> Floats:
    """Return radii that grow with the root of what a node's edges matter."""
    return np.clip(SMALLEST_RADIUS + 2.2 * np.sqrt(matter), SMALLEST_RADIUS, LARGEST_RADIUS).round()
