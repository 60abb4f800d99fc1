"""Node-link JSON (networkx's form), written as it is made: a line for each value, as `json` would indent it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Final

from kg.graph.named_in import NamedIn
from kg.graph.schema import Edge, Evidence
from kg.graph.sources import Source
from kg.model import Definition, Relation
from kg.piecewise import Piece, to_made_pieces

_HEAD: Final = '{\n "directed": true,\n "multigraph": true,\n "graph": {},\n "nodes": ['
_FIRST: Final = "\n  "  # before the first member of the list of nodes, and of that of edges
_NEXT: Final = ",\n  "
_IN_LIST: Final = "\n   "  # before each value of a node or an edge
_BETWEEN: Final = f",{_IN_LIST}"
_BETWEEN_EVIDENCE: Final = ",\n    "
_REMEMBERED: Final = 4096  # texts: an edge has the ends and the rules of those around it

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(_BETWEEN, ": ")).encode


def to_pieces(nodes: Iterable[Mapping[str, str | int | float]], sources: Iterable[Source]) -> Iterator[Piece]:
    """Yield the document in pieces: plain nodes, and edges with their evidence as objects of plain values."""
    members, is_first = _to_members(map(_to_node, nodes)), True
    yield from to_made_pieces(chain([_HEAD], members, [',\n "edges": [']))
    for source in sources:
        yield source.to_piece(_to_edge, before=_FIRST if is_first else _NEXT, between=_NEXT)
        is_first = False
    yield from to_made_pieces(["]\n}\n" if is_first else "\n ]\n}\n"])


def _to_members(members: Iterable[str]) -> Iterator[str]:
    """Yield the members of a list, each on lines of its own, and the bracket behind them."""
    separator = _FIRST
    for member in members:
        yield f"{separator}{member}"
        separator = _NEXT
    yield "]" if separator is _FIRST else "\n ]"


def _to_node(plain: Mapping[str, str | int | float]) -> str:
    return f"{{{_IN_LIST}{_encode(plain)[1:-1]}\n  }}"


# There are hundreds of thousands of edges: the encoder of `json` would take four times as long for each.
def _to_edge(edge: Edge) -> str:
    kind = _to_text(edge.kind.value)
    relations = f'\n   "relations": {_to_text("; ".join(edge.relations))},' if edge.relations else ""
    evidence = [*_to_objects(edge)]
    closed = f"\n    {_BETWEEN_EVIDENCE.join(evidence)}\n   ]" if evidence else "]"
    return (
        f'{{\n   "source": {_to_text(edge.source)},\n   "target": {_to_text(edge.target)},\n   "key": {kind},'
        f'\n   "kind": {kind},\n   "weight": {edge.weight!r},\n   "about": {"true" if edge.about else "false"},'
        f'\n   "count": {len(evidence)},{relations}\n   "evidence": [{closed}\n  }}'
    )


def _to_objects(edge: Edge) -> Iterator[str]:
    if not isinstance(edge.evidence, NamedIn):
        yield from map(_to_object, edge.evidence)
        return
    post = _to_text(edge.source)
    for _, rule, start, end, sure in edge.evidence.rows:
        known = f'"rule": {_to_text(rule)},\n     "confidence": {sure!r}'
        yield f'{{\n     "post": {post},\n     "start": {start},\n     "end": {end},\n     {known}\n    }}'


def _to_object(evidence: Evidence) -> str:
    span, sure, said = evidence.span, "", ""
    if not isinstance(evidence, Definition):
        sure = f',\n     "confidence": {evidence.confidence!r}'
    if isinstance(evidence, Relation):
        ends = f'"subject": {_to_text(evidence.subject)},\n     "object": {_to_text(evidence.object)}'
        said = f',\n     "relation": {_to_text(evidence.kind.value)},\n     {ends}'
    return (
        f'{{\n     "post": {_to_text(evidence.post)},\n     "start": {span.start},\n     "end": {span.end},'
        f'\n     "rule": {_to_text(evidence.rule)}{sure}{said}\n    }}'
    )


_to_text = lru_cache(_REMEMBERED)(_encode)
