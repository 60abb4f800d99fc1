"""Which nodes matter most: they are drawn, labelled and found first."""

from __future__ import annotations

from typing import Final

import numpy as np

from kg.graph.schema import EdgeKind, Graph, NodeKind, kind_of, noun_of
from kg.model import Post
from kg.view.edges import Edges, Flags, Floats, Integers, sum_by
from kg.view.skeleton import matter_of

# An overview that names concepts only says nothing of the posts, so the kinds take turns.
TURN: Final[dict[NodeKind, float]] = {
    NodeKind.CONCEPT: 1.0,
    NodeKind.POST: 1.3,
    NodeKind.SERIES: 8.0,
    NodeKind.WORK: 20.0,
}
READERS_A_POINT: Final = 100_000  # a post read by that many is as important as one that has an edge more
_KINDS: Final = {kind: number for number, kind in enumerate(NodeKind)}


def rank(graph: Graph, nodes: list[str], edges: Edges) -> Integers:
    """Return the numbers of all nodes, the most important first; a node's number is its place in `nodes`.

    Concepts that no post names, known only because they are above one that is named, come last.

    Within a kind decides what the edges matter, and being a post's main concept or being cited counts twice; the
    kinds then take turns by `TURN`. Ties go by number.
    """
    kinds = np.array([_KINDS[kind_of(graph, node)] for node in nodes], dtype=np.int64)
    points = _points(edges, len(nodes)) + np.array([_read_points(graph, node) for node in nodes])
    place = np.zeros(len(nodes))
    for kind, number in _KINDS.items():
        members = np.flatnonzero(kinds == number)
        best_first = members[np.argsort(-points[members], kind="stable")]
        place[best_first] = TURN[kind] * np.arange(1, len(members) + 1)
    unnamed = (kinds == _KINDS[NodeKind.CONCEPT]) & ~_named(edges, len(nodes))
    return np.lexsort((place, unnamed))


def _named(edges: Edges, count: int) -> Flags:
    named = np.zeros(count, dtype=np.bool_)
    named[edges.target[edges.are(EdgeKind.MENTIONS)]] = True
    named[edges.source[edges.are(EdgeKind.DEFINED_BY)]] = True
    return named


def _points(edges: Edges, count: int) -> Floats:
    matter = matter_of(edges)
    twice = edges.about | edges.are(EdgeKind.CITES)
    received: Floats = matter * np.where(twice, 2, 1)
    return sum_by(edges.source, matter, count) + sum_by(edges.target, received, count)


def _read_points(graph: Graph, node: str) -> float:
    noun = noun_of(graph, node)
    return (noun.readers or 0) / READERS_A_POINT if isinstance(noun, Post) else 0.0
