"""The page: one HTML file that shows the graph and opens by double click, with the network off."""

from __future__ import annotations

from collections.abc import Callable
from glob import escape
from pathlib import Path

from kg.graph.schema import Graph, NodeKind, kind_of, noun_of, run_of
from kg.view.captions import to_label
from kg.view.datasets import to_vis_edges, to_vis_nodes
from kg.view.drawing import MOST_NODES, Drawing, draw, to_columns
from kg.view.evidence import find_evidence
from kg.view.layout import Layout, place
from kg.view.packed import count_letters, to_letters, to_packed
from kg.view.skeleton import Skeleton
from kg.view.template import Parts, Row, render

LARGEST_FILE = 10_000_000  # bytes of packed columns; above it the evidence lies beside the page
FIRST_ROWS = 100


def write_page(
    graph: Graph,
    path: Path,
    *,
    largest: int = LARGEST_FILE,
    most: int = MOST_NODES,
    placing: Callable[[Skeleton], Layout] = place,
) -> None:
    """Write the page for a graph of any size, empty ones too; the same bytes for the same graph.

    Of a graph of more than `most` nodes the most important are shown, and the page says so. Above `largest` bytes
    the sentences go to files beside it, `NAME.ev-00.js` and on, which the page reads when it needs them; files of that
    name from an earlier page are removed. `placing` is that of `draw`.
    """
    drawing = draw(graph, most=most, placing=placing)
    evidence = find_evidence(graph, drawing.numbering)
    packed = to_packed(to_columns(drawing, evidence))
    for old in sorted(path.parent.glob(f"{escape(path.stem)}.ev-*.js")):
        old.unlink()
    beside = sum(map(count_letters, [packed, *evidence.pieces])) > largest
    parts = Parts(
        title=run_of(graph).title,
        graph=to_letters(packed),
        evidence=_write_all_beside(path, evidence.pieces) if beside else [*map(to_letters, evidence.pieces)],
        beside=beside,
        first_rows=_first_rows(drawing),
    )
    path.write_bytes(render(parts, nodes=to_vis_nodes(drawing), edges=to_vis_edges(drawing)))


def _write_all_beside(path: Path, pieces: list[bytes]) -> list[str]:
    """Write the pieces as scripts, since a page opened from disk may read no other file; return the files' names."""
    names = []
    for index, piece in enumerate(pieces):
        beside = path.with_name(f"{path.stem}.ev-{index:02}.js")
        beside.write_bytes(f'kgEvidence({index},"{to_letters(piece)}");\n'.encode("ascii"))
        names.append(beside.name)
    return names


def _first_rows(drawing: Drawing) -> list[Row]:
    """Return the most important posts and concepts, for browsers that run no scripts."""
    graph = drawing.graph
    shown = [node for node in drawing.numbering.order if kind_of(graph, node) in (NodeKind.POST, NodeKind.CONCEPT)]
    return [Row(label=to_label(noun_of(graph, node)), kind=kind_of(graph, node)) for node in shown[:FIRST_ROWS]]
