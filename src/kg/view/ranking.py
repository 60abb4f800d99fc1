"""Which nodes matter most: they are drawn, labelled and found first."""

from __future__ import annotations

from collections import defaultdict

from kg.graph.schema import EdgeKind, Graph, NodeKind, edges_of, kind_of, noun_of
from kg.model import Post
from kg.view.skeleton import matter_of

# An overview that names concepts only says nothing of the posts, so the kinds take turns.
TURN: dict[NodeKind, float] = {NodeKind.CONCEPT: 1.0, NodeKind.POST: 1.3, NodeKind.SERIES: 8.0, NodeKind.WORK: 20.0}
READERS_A_POINT = 100_000  # a post read by that many is as important as one that has an edge more


def rank(graph: Graph) -> list[str]:
    """Return every node, the most important first.

    Concepts that no post names, known only because they are above one that is named, come last.

    Within a kind decides what the edges matter, and being a post's main concept or being cited counts twice; the
    kinds then take turns by `TURN`. Ties go by id.
    """
    points = _points(graph)
    named = _named(graph)
    place: dict[str, float] = {}
    for kind in NodeKind:
        members = sorted(
            (node for node in graph if kind_of(graph, node) is kind), key=lambda each: (-points[each], each)
        )
        place |= {node: (number + 1) * TURN[kind] for number, node in enumerate(members)}
    return sorted(place, key=lambda node: (node not in named, place[node], node))


def _named(graph: Graph) -> frozenset[str]:
    reached = {edge.target for edge in edges_of(graph, EdgeKind.MENTIONS)}
    reached |= {edge.source for edge in edges_of(graph, EdgeKind.DEFINED_BY)}
    return frozenset(node for node in graph if kind_of(graph, node) is not NodeKind.CONCEPT or node in reached)


def _points(graph: Graph) -> dict[str, float]:
    points: defaultdict[str, float] = defaultdict(float)
    for edge in edges_of(graph):
        points[edge.source] += matter_of(edge)
        points[edge.target] += matter_of(edge) * (2 if edge.about or edge.kind is EdgeKind.CITES else 1)
    return {node: points[node] + _read_points(graph, node) for node in graph}


def _read_points(graph: Graph, node: str) -> float:
    noun = noun_of(graph, node)
    return (noun.readers or 0) / READERS_A_POINT if isinstance(noun, Post) else 0.0
