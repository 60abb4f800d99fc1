"""The graph for other programs: GraphML and node-link JSON, with plain values only."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TypeAlias

import networkx as nx

from kg.graph.schema import Edge, Graph, Noun, edges_of, kind_of, noun_of
from kg.model import Citation, Concept, Definition, Mention, Post, Series, Work

Plain: TypeAlias = dict[str, str | int | float | bool]

# XML 1.0 has no way to write these, escaped or not.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_exports(graph: Graph, folder: Path) -> None:
    """Write `graph.graphml` and `graph.json` into the folder; same graph, same bytes."""
    plain = to_plain(graph)
    lines = nx.generate_graphml(plain, named_key_ids=True)
    content = "\n".join(_NOT_IN_XML.sub("\ufffd", line) for line in lines)
    (folder / "graph.graphml").write_bytes(content.encode("utf-8") + b"\n")
    (folder / "graph.json").write_bytes(to_node_link(graph))


def to_node_link(graph: Graph) -> bytes:
    """Return node-link JSON (networkx's form), with the evidence of each edge as spans."""
    nodes = [{"id": node, **_plain_node(graph, node)} for node in sorted(graph)]
    edges = [
        {
            "source": edge.source,
            "target": edge.target,
            "key": edge.kind.value,
            **_plain_edge(edge),
            "evidence": _spans(edge),
        }
        for edge in edges_of(graph)
    ]
    document = {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def to_plain(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return a copy whose attributes are strings, numbers and booleans only."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(graph):
        plain.add_node(_xml(node), **{key: _xml(value) for key, value in _plain_node(graph, node).items()})
    for edge in edges_of(graph):
        plain.add_edge(_xml(edge.source), _xml(edge.target), key=edge.kind.value, **_plain_edge(edge))
    return plain


def _xml(value: str | int | float | bool) -> str | int | float | bool:  # noqa: FBT001 -- a value, not a switch
    return _NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value


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


def _plain_edge(edge: Edge) -> Plain:
    return {"kind": edge.kind.value, "weight": edge.weight, "about": edge.about, "count": len(edge.evidence)}


def _spans(edge: Edge) -> list[dict[str, str | int | float]]:
    return [_span(each) for each in edge.evidence]


def _span(evidence: Mention | Citation | Definition) -> dict[str, str | int | float]:
    where: dict[str, str | int | float] = {
        "post": evidence.post,
        "start": evidence.span.start,
        "end": evidence.span.end,
    }
    where["rule"] = evidence.rule
    if not isinstance(evidence, Definition):
        where["confidence"] = evidence.confidence
    return where
