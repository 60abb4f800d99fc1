"""The graph as columns: one list for each thing that the page knows of a node or of an edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.graph.schema import Edge, EdgeKind, Graph, NodeKind, Noun, edges_of, kind_of, noun_of
from kg.model import Concept, ConceptKind, Definition, Post, Relation, RelationKind, Series, Text, Work
from kg.view.captions import to_chinese_label, to_label, to_search_keys, to_usual_names

Columns: TypeAlias = dict[str, list[Any]]

STATED = frozenset({EdgeKind.BROADER, EdgeKind.RELATED})
# Nobody states that two concepts co-occur: it is listed, not drawn.
DRAWN: list[EdgeKind] = [kind for kind in EdgeKind if kind is not EdgeKind.CO_OCCURS]
THOUSAND = 1000  # confidences are whole thousandths
RESOLVER_OF = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The nodes that the page shows, in its order, and the edges among them, the weightiest first."""

    order: list[str]
    edges: list[Edge]
    number_of: dict[str, int]


def number(graph: Graph, order: list[str]) -> Numbering:
    """Give numbers to nodes by `order` and to edges by weight; nodes outside `order` are left out with theirs."""
    number_of = {node: index for index, node in enumerate(order)}
    edges = [edge for edge in edges_of(graph) if edge.source in number_of and edge.target in number_of]
    edges.sort(key=lambda edge: (*_rank_of(edge), number_of[edge.source], number_of[edge.target], edge.kind))
    return Numbering(order=order, edges=edges, number_of=number_of)


def _rank_of(edge: Edge) -> tuple[bool, float]:
    """Put what posts say before what only a vocabulary states, then the heavier first."""
    return edge.kind in STATED and not edge.evidence, -edge.weight


def to_node_columns(graph: Graph, order: list[str]) -> Columns:
    """Return one list a property, in the order of the nodes; 0 stands for what is not known."""
    nouns = [noun_of(graph, node) for node in order]
    kinds = list(NodeKind)
    columns: Columns = {"id": list(order), "kind": [kinds.index(kind_of(graph, node)) for node in order]}
    usual = to_usual_names(graph)
    columns |= {name: [column(noun) or 0 for noun in nouns] for name, column in COLUMN_OF_NODES.items()}
    columns["short"] = [usual.get(node, 0) for node in order]
    for name in ("short", "chinese"):
        columns[name] = _unless_same(columns[name], columns["label"])
    return columns


def _unless_same(names: list[Any], labels: list[Any]) -> list[Any]:
    """Return 0 where the name is the label again."""
    return [0 if name == label else name for name, label in zip(names, labels, strict=True)]


def to_edge_columns(numbering: Numbering) -> Columns:
    """Return one list a property, in the order of the edges."""
    edges = numbering.edges
    return {
        "from": [numbering.number_of[edge.source] for edge in edges],
        "to": [numbering.number_of[edge.target] for edge in edges],
        "kind": [DRAWN.index(edge.kind) for edge in edges],
        "relations": [_relations(edge) for edge in edges],
        "weight": [round(edge.weight, 3) for edge in edges],
        "about": [int(edge.about) for edge in edges],
        "confidence": [to_confidence(edge) for edge in edges],
        "evidence": [len(edge.evidence) for edge in edges],
    }


def _relations(edge: Edge) -> list[int] | int:
    """Return what posts say of the two concepts: the kind's number, from 1; negative where it is said backwards."""
    kinds = list(RelationKind)
    said = {
        (1 + kinds.index(each.kind)) * (1 if each.subject == edge.source else -1)
        for each in edge.evidence
        if isinstance(each, Relation)
    }
    return sorted(said, key=lambda number: (abs(number), -number)) or 0


def to_together_columns(graph: Graph, numbering: Numbering) -> Columns:
    """Return the pairs of concepts that are often named together, the strongest first; thousandths of their weight."""
    number_of = numbering.number_of
    pairs = [edge for edge in edges_of(graph, EdgeKind.CO_OCCURS) if {edge.source, edge.target} <= number_of.keys()]
    pairs.sort(key=lambda edge: (-edge.weight, number_of[edge.source], number_of[edge.target]))
    return {
        "one": [number_of[edge.source] for edge in pairs],
        "other": [number_of[edge.target] for edge in pairs],
        "strength": [round(THOUSAND * edge.weight) for edge in pairs],
    }


def to_confidence(edge: Edge) -> int:
    """Return the confidence of the best evidence in thousandths; what a vocabulary or an author states is certain."""
    sure = [each.confidence for each in edge.evidence if not isinstance(each, Definition)]
    return round(THOUSAND * max(sure)) if sure else THOUSAND


def _concept_kind(noun: Noun) -> int | None:
    """Return the number of the concept's kind, counted from 1: 0 is no concept."""
    return list(ConceptKind).index(noun.kind) + 1 if isinstance(noun, Concept) else None


def _labels(noun: Noun) -> list[list[list[str]]] | None:
    if not isinstance(noun, Concept) or len(noun.preferred) + len(noun.alternative) < 2:
        return None
    return [_texts(noun.preferred), _texts(noun.alternative)]


def _summary(noun: Noun) -> list[list[str]] | None:
    if isinstance(noun, Concept):
        return _texts(noun.definition)
    if isinstance(noun, Post) and noun.abstract:
        return [[noun.abstract, noun.language]]
    return None


def _date(noun: Noun) -> str | None:
    if not isinstance(noun, Post):
        return None
    return noun.published.isoformat() if noun.published else noun.month_day


def _address(noun: Noun) -> str | None:
    if isinstance(noun, Work):
        return noun.address or next(filter(None, map(_resolved, noun.identifiers)), None)
    if isinstance(noun, Concept):
        return next((each for each in noun.exact_match if each.startswith("http")), None)
    return None if isinstance(noun, Series) else noun.address


def _resolved(identifier: str) -> str | None:
    scheme, _, rest = identifier.partition(":")
    return RESOLVER_OF[scheme.lower()] + rest if scheme.lower() in RESOLVER_OF else None


def _texts(texts: tuple[Text, ...]) -> list[list[str]]:
    return [[each.characters, each.language] for each in texts]


COLUMN_OF_NODES: dict[str, Callable[[Noun], Any]] = {
    "label": to_label,
    "chinese": to_chinese_label,
    "keys": to_search_keys,
    "conceptKind": _concept_kind,
    "labels": _labels,
    "summary": _summary,
    "date": _date,
    "year": lambda noun: noun.published.year if isinstance(noun, Post) and noun.published else None,
    "author": lambda noun: noun.author if isinstance(noun, Post) else None,
    "readers": lambda noun: noun.readers if isinstance(noun, Post) else None,
    "position": lambda noun: noun.position if isinstance(noun, Post) else None,
    "stub": lambda noun: int(isinstance(noun, Post) and noun.is_stub),
    "workKind": lambda noun: noun.kind if isinstance(noun, Work) else None,
    "address": _address,
}
