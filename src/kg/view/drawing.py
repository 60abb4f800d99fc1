"""What the page shows: which nodes and edges, in which order, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.graph.schema import Graph, NodeKind, run_of
from kg.memory import release
from kg.model import ConceptKind, RelationKind
from kg.view.columns import Columns, Numbering, number, to_edge_columns, to_node_columns, to_together_columns
from kg.view.communities import find_typical
from kg.view.edges import DRAWN, Floats
from kg.view.evidence import Evidence, find_elsewhere
from kg.view.gather import to_edges
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
    radii: Floats  # of the nodes
    layout: Layout


def draw(graph: Graph, *, most: int = MOST_NODES, placing: Callable[[Skeleton], Layout] = place) -> Drawing:
    """Choose, number and place what the page shows: all nodes, or the most important of a graph of more than `most`.

    `placing` takes the place of `kg.view.layout.place`, for a caller that knows where they lie already.
    """
    shown = len(graph) if len(graph) <= most else min(most, MOST_OF_MORE)
    nodes = sorted(graph)
    edges = to_edges(graph, nodes)
    release()
    numbering = number(nodes, edges, rank(graph, nodes, edges)[:shown])
    del edges  # half of the room that the page takes
    skeleton = to_skeleton(numbering.edges, numbering.order)
    release()
    return Drawing(graph=graph, numbering=numbering, radii=skeleton.radii, layout=placing(skeleton))


def to_columns(drawing: Drawing, evidence: Evidence) -> Columns:
    """Return all that the page knows but the sentences; `piece` is that of a post's sentences, from 1."""
    layout, order, edges = drawing.layout, drawing.numbering.order, drawing.numbering.edges
    places = {
        "x": layout.points[:, 0].astype(np.int64),
        "y": layout.points[:, 1].astype(np.int64),
        "radius": drawing.radii.astype(np.int64),
        "community": layout.community_of,
    }
    pieces = np.array([evidence.piece_of.get(number, -1) + 1 for number in range(len(order))], dtype=np.int64)
    return {
        "title": run_of(drawing.graph).title,
        "total": len(drawing.graph),
        "kinds": list(NodeKind),
        "edgeKinds": DRAWN,
        "relationKinds": list(RelationKind),
        "conceptKinds": list(ConceptKind),
        "rules": edges.rules,
        "nodes": to_node_columns(drawing.graph, order, evidence.usual) | places | {"piece": pieces},
        "edges": to_edge_columns(edges) | {"elsewhere": find_elsewhere(edges)},
        "together": to_together_columns(drawing.graph, order),
        "communities": _communities(drawing),
    }


def _communities(drawing: Drawing) -> list[dict[str, Any]]:
    """Return the communities with their discs; `typical` are the nodes that name one, `loose` has nothing in common."""
    layout = drawing.layout
    typical = find_typical(drawing.numbering.edges, layout.community_of)
    sizes = np.bincount(layout.community_of, minlength=len(layout.discs))
    _, best = np.unique(layout.community_of, return_index=True)  # a lower number matters more
    return [
        {
            "typical": typical.get(index) or [int(best[index])],
            "loose": int(layout.has_loose and index == len(layout.discs) - 1),
            "size": int(sizes[index]),
            "x": int(disc.x),
            "y": int(disc.y),
            "radius": int(disc.radius),
        }
        for index, disc in enumerate(layout.discs)
    ]
