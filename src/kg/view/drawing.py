"""What the page shows: which nodes and edges, in which order, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kg.graph.schema import Graph, NodeKind, run_of
from kg.model import ConceptKind, RelationKind
from kg.view.columns import DRAWN, Numbering, number, to_edge_columns, to_node_columns, to_together_columns
from kg.view.communities import find_typical
from kg.view.layout import Layout, place
from kg.view.ranking import rank
from kg.view.skeleton import Skeleton, to_skeleton

MOST_NODES = 100_000  # a browser's tab holds no more
MOST_OF_MORE = 50_000  # of a larger graph, the most important


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A graph made ready for the page."""

    graph: Graph
    numbering: Numbering
    skeleton: Skeleton
    layout: Layout


def draw(graph: Graph, *, most: int = MOST_NODES, placing: Callable[[Skeleton], Layout] = place) -> Drawing:
    """Choose, number and place what the page shows: all nodes, or the most important of a graph of more than `most`.

    `placing` takes the place of `kg.view.layout.place`, for a caller that knows where they lie already.
    """
    shown = len(graph) if len(graph) <= most else min(most, MOST_OF_MORE)
    numbering = number(graph, rank(graph)[:shown])
    skeleton = to_skeleton(graph, numbering.order)
    return Drawing(graph=graph, numbering=numbering, skeleton=skeleton, layout=placing(skeleton))


def to_columns(drawing: Drawing, rules: list[str], pieces: list[int]) -> dict[str, Any]:
    """Return all that the page knows but the sentences; `pieces` are the first edges of their pieces."""
    layout, order = drawing.layout, drawing.numbering.order
    places = {
        "x": [int(x) for x in layout.points[:, 0]],
        "y": [int(y) for y in layout.points[:, 1]],
        "radius": [int(radius) for radius in drawing.skeleton.radii],
        "community": [int(community) for community in layout.community_of],
    }
    return {
        "title": run_of(drawing.graph).title,
        "total": len(drawing.graph),
        "kinds": list(NodeKind),
        "edgeKinds": DRAWN,
        "relationKinds": list(RelationKind),
        "conceptKinds": list(ConceptKind),
        "rules": rules,
        "pieces": pieces,
        "nodes": to_node_columns(drawing.graph, order) | places,
        "edges": to_edge_columns(drawing.numbering),
        "together": to_together_columns(drawing.graph, drawing.numbering),
        "communities": _communities(drawing),
    }


def _communities(drawing: Drawing) -> list[dict[str, Any]]:
    """Return the communities with their discs; `typical` are the nodes that name one, `loose` has nothing in common."""
    layout, numbering = drawing.layout, drawing.numbering
    community_of = {node: int(layout.community_of[index]) for index, node in enumerate(numbering.order)}
    typical = find_typical(numbering.edges, community_of)
    sizes = [0] * len(layout.discs)
    best: dict[int, int] = {}
    for index, node in enumerate(numbering.order):
        sizes[community_of[node]] += 1
        best.setdefault(community_of[node], index)
    return [
        {
            "typical": [numbering.number_of[node] for node in typical.get(index, [])] or [best[index]],
            "loose": int(layout.has_loose and index == len(layout.discs) - 1),
            "size": sizes[index],
            "x": int(disc.x),
            "y": int(disc.y),
            "radius": int(disc.radius),
        }
        for index, disc in enumerate(layout.discs)
    ]
