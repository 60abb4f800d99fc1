"""The graph for other programs: GraphML and node-link JSON, with plain values only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO, TypeAlias

from kg.graph.graphml import FOOT, to_edge, to_head, to_node
from kg.graph.nodelink import to_lines
from kg.graph.schema import Graph, Noun, every_edge_of, kind_of, noun_of
from kg.model import Concept, Post, Series, Work

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


def write_exports(graph: Graph, folder: Path) -> None:
    """Write `graph.graphml` and `graph.json` into the folder; same graph, same bytes."""
    with _open(folder / "graph.graphml") as file:
        file.writelines(to_graphml(graph))
    with _open(folder / "graph.json") as file:
        file.writelines(_to_node_link(graph))


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", errors="replace", newline="\n")


def to_graphml(graph: Graph) -> Iterator[str]:
    """Yield GraphML in pieces; the attributes are strings, numbers and booleans only."""
    yield from to_head(NODE_TYPES, EDGE_TYPES)
    for node in sorted(graph):
        yield to_node(node, _plain_node(graph, node))
    yield from map(to_edge, every_edge_of(graph))
    yield FOOT


def to_node_link(graph: Graph) -> bytes:
    """Return node-link JSON (networkx's form), with the evidence of each edge as spans."""
    return "".join(_to_node_link(graph)).encode("utf-8", "replace")


def _to_node_link(graph: Graph) -> Iterator[str]:
    nodes = ({"id": node, **_plain_node(graph, node)} for node in sorted(graph))
    return to_lines(nodes, every_edge_of(graph))


def _plain_node(graph: Graph, node: str) -> Plain:
    return {
        "kind": kind_of(graph, node).value,
        "label": label_of(noun_of(graph, node)),
        **_facts(noun_of(graph, node)),
    }


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
