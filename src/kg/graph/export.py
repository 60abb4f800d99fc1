"""The graph for other programs: GraphML and node-link JSON, with plain values only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from kg.graph import nodelink
from kg.graph.graphml import FOOT, to_edge, to_head, to_node
from kg.graph.schema import Graph, Noun, kind_of, noun_of
from kg.graph.sources import Source, sources_of
from kg.model import Concept, Post, Series, Work
from kg.piecewise import Piece, Writing, anew, to_made_pieces

Plain: TypeAlias = dict[str, str | int | float | bool]
NODE_TYPES: Final[dict[str, type]] = {
    "kind": str,
    "label": str,
    "concept_kind": str,
    "scheme": str,
    "date": str,
    "readers": int,
    "address": str,
    "stub": int,
    "work_kind": str,
}
EDGE_TYPES: Final[dict[str, type]] = {"kind": str, "weight": float, "about": bool, "count": int, "relations": str}


def write_exports(graph: Graph, folder: Path, writing_of: Callable[[str], Writing] = anew) -> None:
    """Write `graph.graphml` and `graph.json` into the folder; same graph, same bytes.

    `writing_of` tells how to write the file of a name, for a caller that knows the last build.
    """
    sources = [*sources_of(graph)]
    files = {"graph.graphml": to_graphml(graph, sources), "graph.json": _to_node_link(graph, sources)}
    for name, pieces in files.items():
        with (folder / name).open("wb") as stream:
            writing_of(name).write(stream, pieces)


def to_graphml(graph: Graph, sources: Iterable[Source]) -> Iterator[Piece]:
    """Yield GraphML in pieces; the attributes are strings, numbers and booleans only."""
    nodes = (to_node(node, _plain_node(graph, node)) for node in sorted(graph))
    yield from to_made_pieces(chain(to_head(NODE_TYPES, EDGE_TYPES), nodes))
    for source in sources:
        yield source.to_piece(to_edge)
    yield from to_made_pieces([FOOT])


def to_node_link(graph: Graph) -> bytes:
    """Return node-link JSON (networkx's form), with the evidence of each edge as spans."""
    return b"".join(piece.make() for piece in _to_node_link(graph, sources_of(graph)))


def _to_node_link(graph: Graph, sources: Iterable[Source]) -> Iterator[Piece]:
    nodes = ({"id": node, **_plain_node(graph, node)} for node in sorted(graph))
    return nodelink.to_pieces(nodes, sources)


def _plain_node(graph: Graph, node: str) -> Plain:
    noun = noun_of(graph, node)
    return {"kind": kind_of(graph, node).value, "label": label_of(noun), **_facts(noun)}


def label_of(noun: Noun) -> str:
    """Return what to call a node where there is room for one line."""
    if isinstance(noun, Concept):
        return noun.name
    if isinstance(noun, Post) and noun.title is None:
        return noun.body.strip()[:24] or noun.address or noun.id
    return noun.title or noun.id


def _facts(noun: Noun) -> Plain:
    if isinstance(noun, Concept):
        facts: dict[str, str | int | None] = {"concept_kind": noun.kind.value, "scheme": noun.scheme}
    elif isinstance(noun, Post):
        facts = {
            "date": noun.published.isoformat() if noun.published else noun.month_day,
            "readers": noun.readers,
            "address": noun.address,
            "stub": int(noun.is_stub),
        }
    elif isinstance(noun, Work):
        facts = {"work_kind": noun.kind.value, "address": noun.address}
    elif isinstance(noun, Series):
        facts = {}
    return {key: value for key, value in facts.items() if value is not None}
