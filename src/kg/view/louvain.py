"""Communities by modularity: Louvain's method, each of its levels looked at twice.

Blondel, Guillaume, Lambiotte and Lefebvre 2008, "Fast unfolding of communities in large networks"; only neighbours of
a node that moved are looked at again (Ozaki, Tezuka and Inaba 2016), and when the levels are put back, nodes may move
once more at each (Rotta and Noack 2011). Nothing is random: the same numbers give the same communities everywhere.
"""

from __future__ import annotations

import math
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.view.edges import Floats, Integers, sum_by

STEPS_TO_DOUBLE = 32  # of the weight of all links, when nodes choose: one link more then sways none but those it joins
LEAST_GAIN = 1e-12  # of modularity, times the weight of all links: less is but the rounding of sums


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes 0 to n-1 joined by weighted pairs, each once and of two nodes; strength counts loops too."""

    pairs: Integers
    weights: Floats
    strength: Floats

    def merged(self, group_of: Integers) -> Network:
        """Return the network whose nodes are the groups."""
        count = int(group_of.max()) + 1
        ends = np.sort(group_of[self.pairs], axis=1)
        crossing = ends[:, 0] != ends[:, 1]
        keys, row_of = np.unique(ends[crossing] @ np.array([count, 1]), return_inverse=True)
        return Network(
            np.column_stack((keys // count, keys % count)),
            sum_by(row_of.reshape(-1), self.weights[crossing], len(keys)),
            sum_by(group_of, self.strength, count),
        )


def to_network(pairs: Integers, weights: Floats, count: int) -> Network:
    """Return the network of `count` nodes."""
    weights = weights.astype(np.float64)
    strength = sum_by(pairs[:, 0], weights, count) + sum_by(pairs[:, 1], weights, count)
    return Network(pairs, weights, strength)


def find_groups(network: Network, order: Integers | None = None) -> Integers:
    """Return the number of each node's group; `order` is that in which the nodes move first, else they go by number."""
    count = len(network.strength)
    group_of = _moved(network, np.arange(count), range(count) if order is None else order.tolist())
    if int(group_of.max(initial=-1)) + 1 in (0, count):
        return group_of
    groups = find_groups(network.merged(group_of))
    together = groups[group_of]
    return together if len(groups) == int(groups.max()) + 1 else _moved(network, together, range(count))


def to_modularity(network: Network, group_of: Integers) -> float:
    """Return how much more weight lies within groups than links drawn by chance would put there: below 1."""
    ends = group_of[network.pairs]
    total = float(network.strength.sum())
    inside = 2 * float(network.weights[ends[:, 0] == ends[:, 1]].sum())
    return inside / total - float((sum_by(group_of, network.strength, len(group_of)) ** 2).sum()) / total**2


def _moved(network: Network, group_of: Integers, order: Iterable[int]) -> Integers:
    """Move one node after another to the group of a neighbour, as long as modularity grows; number groups anew."""
    moving = _Moving(network, group_of)
    queue, waits = deque(order), bytearray(b"\1") * len(group_of)
    while queue:
        node = queue.popleft()
        waits[node] = 0
        for other in moving.move(node):
            if not waits[other]:
                waits[other] = 1
                queue.append(other)
    return np.unique(np.array(moving.group, dtype=np.int64), return_inverse=True)[1].reshape(-1)


class _Moving:
    """Groups that change node by node, in lists: one node at a time, these are faster than arrays."""

    def __init__(self, network: Network, group_of: Integers) -> None:
        self.group: list[int] = group_of.tolist()
        self._rows, self._strength = _to_rows(network), network.strength.tolist()
        self._total = sum_by(group_of, network.strength, len(group_of)).tolist()
        whole = max(float(network.strength.sum()), LEAST_GAIN)
        self._share = 2 ** (-round(STEPS_TO_DOUBLE * math.log2(whole)) / STEPS_TO_DOUBLE)

    def move(self, node: int) -> Sequence[int]:
        """Move the node to the best group; return those of its neighbours that may now want to follow it."""
        group, total, rows = self.group, self._total, self._rows
        home, strength, chance = group[node], self._strength[node], self._strength[node] * self._share
        neighbours = rows.neighbours[rows.starts[node] : rows.starts[node + 1]]
        joined = {home: 0.0}
        for other, weight in zip(neighbours, rows.weights[rows.starts[node] : rows.starts[node + 1]], strict=True):
            there = group[other]
            joined[there] = joined.get(there, 0.0) + weight
        total[home] -= strength
        best, most = home, joined[home] - chance * total[home] + LEAST_GAIN
        for there, weight in joined.items():
            gain = weight - chance * total[there]
            if gain > most:
                best, most = there, gain
        total[best] += strength
        group[node] = best
        return () if best == home else [other for other in neighbours if group[other] != best]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The neighbours of node n, and the weights of its links: those from starts[n] to starts[n + 1]."""

    starts: list[int]
    neighbours: array[int]
    weights: array[float]


def _to_rows(network: Network) -> _Rows:
    low, high = network.pairs[:, 0], network.pairs[:, 1]
    ends, others = np.concatenate((low, high), dtype=np.int32), np.concatenate((high, low), dtype=np.int32)
    counts = np.bincount(ends, minlength=len(network.strength))
    order = np.lexsort((others, ends)).astype(np.int32)
    neighbours, weights = array("i"), array("d")
    neighbours.frombytes(others[order].view(np.uint8).data)
    del ends, others  # they are many, and the lists to come are long too
    weights.frombytes(network.weights[order % max(1, len(low))].view(np.uint8).data)
    return _Rows([0, *np.cumsum(counts).tolist()], neighbours, weights)
