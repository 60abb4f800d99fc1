"""The page: one HTML file that shows the graph and opens by double click, with the network off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.graph.schema import Graph, NodeKind, kind_of, noun_of, run_of
from kg.memory import release
from kg.view.captions import to_label
from kg.view.datasets import to_vis_edges, to_vis_nodes
from kg.view.drawing import MOST_NODES, Drawing, draw, to_columns
from kg.view.evidence import Piece, find_evidence, to_piece
from kg.view.layout import Layout, place
from kg.view.packed import to_packed
from kg.view.passages import Passage
from kg.view.pieces import Pieces
from kg.view.skeleton import Skeleton
from kg.view.template import Parts, Row, render

FIRST_ROWS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one page holds."""

    letters: int = 10_000_000  # of packed columns; above it the evidence lies beside the page
    nodes: int = MOST_NODES  # of a larger graph the most important are shown, and the page says so


LIMITS: Final = Limits()


def write_page(
    graph: Graph,
    path: Path,
    *,
    limits: Limits = LIMITS,
    placing: Callable[[Skeleton], Layout] = place,
    telling: Callable[[Passage], Piece] = to_piece,
) -> None:
    """Write the page for a graph of any size, empty ones too; the same bytes for the same graph.

    Above the limit the sentences go to files beside it, `NAME.ev-00.js` and on, which the page reads when it needs
    them; files of that name from an earlier page are removed. `placing` and `telling` take the places of
    `kg.view.layout.place` and `kg.view.evidence.to_piece`, for a caller that knows what they return already.
    """
    drawing, pieces = draw(graph, most=limits.nodes, placing=placing), Pieces(path, limits.letters)
    release()
    evidence = find_evidence(graph, drawing.numbering, pieces.append, telling)
    release()
    packed = to_packed(to_columns(drawing, evidence))
    pieces.leave_room(packed)
    parts = Parts(title=run_of(graph).title, graph=packed, evidence=pieces, first_rows=_first_rows(drawing))
    with path.open("wb") as stream:
        stream.writelines(render(parts, nodes=to_vis_nodes(drawing), edges=to_vis_edges(drawing)))


def _first_rows(drawing: Drawing) -> list[Row]:
    """Return the most important posts and concepts, for browsers that run no scripts."""
    graph = drawing.graph
    shown = [node for node in drawing.numbering.order if kind_of(graph, node) in (NodeKind.POST, NodeKind.CONCEPT)]
    return [Row(label=to_label(noun_of(graph, node)), kind=kind_of(graph, node)) for node in shown[:FIRST_ROWS]]
