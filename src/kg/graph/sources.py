"""The edges of a graph by the node that they leave, and what stands for them where they need not be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from kg.graph.schema import Edge, Graph, every_edge_of, packed_edges_of, targets_of
from kg.piecewise import Piece, key_of, to_bytes


class Source(NamedTuple):
    """A node that edges leave: what stands for these with all their evidence, and the edges, as they are asked for."""

    key: bytes
    edges: Callable[[], Iterator[Edge]]

    def to_piece(self, write: Callable[[Edge], str], *, before: str = "", between: str = "") -> Piece:
        """Return the edges as a piece of a file; the texts before it and between them count too."""
        key = key_of(self.key, before.encode()) if before else self.key
        return Piece(key, lambda: to_bytes(before + between.join(map(write, self.edges()))))


def sources_of(graph: Graph) -> Iterator[Source]:
    """Yield the nodes that edges leave, sorted by id: their edges, in turn, are what `every_edge_of` yields."""
    for node in sorted(graph):
        if targets_of(graph, node):
            key = key_of(node.encode("utf-8", "surrogatepass"), *packed_edges_of(graph, node))
            yield Source(key, partial(every_edge_of, graph, source=node))
