"""What vis-network itself is given: every node and edge of a small graph, the foremost nodes of a large one."""

from __future__ import annotations

from typing import Any

from kg.graph.schema import NodeKind, kind_of, noun_of
from kg.view.captions import to_label
from kg.view.drawing import Drawing
from kg.view.edges import DRAWN

# Up to here vis holds all of the graph, so that `nodes` and `edges` on the console are the graph; above, it would
# be slow, and the page gives it what is in view.
MOST_REAL_NODES, MOST_REAL_EDGES = 1000, 3000
FOREMOST = 250

SHAPE_OF: dict[NodeKind, str] = {
    NodeKind.POST: "square",
    NodeKind.CONCEPT: "dot",
    NodeKind.WORK: "diamond",
    NodeKind.SERIES: "triangle",
}
COLOUR_OF: dict[NodeKind, str] = {
    NodeKind.POST: "#2b6cb0",
    NodeKind.CONCEPT: "#c05621",
    NodeKind.WORK: "#2f855a",
    NodeKind.SERIES: "#805ad5",
}


def is_small(drawing: Drawing) -> bool:
    """Tell whether vis holds the whole graph."""
    return len(drawing.numbering.order) <= MOST_REAL_NODES and len(drawing.numbering.edges) <= MOST_REAL_EDGES


def to_vis_nodes(drawing: Drawing) -> list[dict[str, Any]]:
    """Return vis nodes whose id is the node's number and whose `key` is its id; no `title`: vis may read it as HTML."""
    graph, layout = drawing.graph, drawing.layout
    shown = drawing.numbering.order if is_small(drawing) else drawing.numbering.order[:FOREMOST]
    return [
        {
            "id": index,
            "key": node,
            "label": to_label(noun_of(graph, node)),
            "kind": kind_of(graph, node),
            "shape": SHAPE_OF[kind_of(graph, node)],
            "color": COLOUR_OF[kind_of(graph, node)],
            "size": int(drawing.radii[index]),
            "x": int(layout.points[index, 0]),
            "y": int(layout.points[index, 1]),
        }
        for index, node in enumerate(shown)
    ]


def to_vis_edges(drawing: Drawing) -> list[dict[str, Any]]:
    """Return vis edges, none for a graph that is not small."""
    if not is_small(drawing):
        return []
    edges = drawing.numbering.edges
    columns = (edges.source.tolist(), edges.target.tolist(), edges.kind.tolist())
    return [
        {"id": index, "from": source, "to": target, "kind": DRAWN[kind]}
        for index, (source, target, kind) in enumerate(zip(*columns, strict=True))
    ]
