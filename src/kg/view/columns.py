"""The graph as columns: one list for each thing that the page knows of a node or of an edge."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np

from kg.graph.schema import STATED, EdgeKind, Graph, NodeKind, Noun, edges_of, kind_of, noun_of
from kg.model import Concept, ConceptKind, Post, Series, Text, Work
from kg.view.captions import to_chinese_label, to_label, to_search_keys
from kg.view.edges import THOUSAND, Edges, Integers

Columns: TypeAlias = dict[str, Any]  # lists, or arrays of whole numbers

RESOLVER_OF: Final = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The nodes that the page shows, in its order, and the edges among them, the weightiest first."""

    order: list[str]
    edges: Edges


def number(nodes: list[str], edges: Edges, chosen: Integers) -> Numbering:
    """Give the nodes `chosen` of `nodes` new numbers in that order; the others are left out with their edges.

    What posts say comes before what only a vocabulary states, then the heavier first. Evidence of posts that are left
    out is too.
    """
    number_of = np.full(len(nodes), -1, dtype=np.int32)
    number_of[chosen] = np.arange(len(chosen))
    source, target = number_of[edges.source], number_of[edges.target]
    inside = np.flatnonzero((source >= 0) & (target >= 0))
    stated = edges.are(*STATED) & (edges.evidence == 0)
    rows = inside[np.lexsort((target[inside], source[inside], -edges.weight[inside], stated[inside]))]
    return Numbering(order=[nodes[each] for each in chosen.tolist()], edges=edges.of(rows, number_of))


def to_node_columns(graph: Graph, order: list[str], usual: dict[int, str]) -> Columns:
    """Return one list a property, in the order of the nodes; 0 stands for what is not known.

    `usual` are the names, by the concepts' numbers, that posts use most.
    """
    kinds = list(NodeKind)
    columns: Columns = {"id": order, "kind": _whole([kinds.index(kind_of(graph, node)) for node in order])}
    columns |= {name: [column(noun_of(graph, node)) or 0 for node in order] for name, column in COLUMN_OF_NODES.items()}
    columns |= {name: _whole([column(noun_of(graph, node)) or 0 for node in order]) for name, column in NUMBERS.items()}
    columns["short"] = [usual.get(number, 0) for number in range(len(order))]
    for name in ("short", "chinese"):
        columns[name] = _unless_same(columns[name], columns["label"])
    return columns


def _whole(numbers: list[int]) -> Integers:
    return np.array(numbers, dtype=np.int64)


def _unless_same(names: list[Any], labels: list[Any]) -> list[Any]:
    """Return 0 where the name is the label again."""
    return [0 if name == label else name for name, label in zip(names, labels, strict=True)]


def to_edge_columns(edges: Edges) -> Columns:
    """Return one column a property, in the order of the edges; of `relations` only the rows that have some."""
    return {
        "from": edges.source,
        "to": edges.target,
        "kind": edges.kind,
        "relations": {str(row): said for row, said in sorted(edges.relations.items())},
        "about": edges.about.astype(np.int64),
        "confidence": edges.confidence,
        "evidence": edges.evidence,
    }


def to_together_columns(graph: Graph, order: list[str]) -> Columns:
    """Return the pairs of concepts that are often named together, the strongest first; thousandths of their weight."""
    number_of = {node: number for number, node in enumerate(order)}
    ends, weights = array("i"), array("d")
    concepts = (node for node in order if kind_of(graph, node) is NodeKind.CONCEPT)
    for edge in chain.from_iterable(edges_of(graph, EdgeKind.CO_OCCURS, source=node) for node in concepts):
        if edge.target in number_of:
            ends.extend((number_of[edge.source], number_of[edge.target]))
            weights.append(edge.weight)
    pairs, strength = np.array(ends, dtype=np.int64).reshape(-1, 2), np.array(weights)
    pairs, strength = (each[np.lexsort((pairs[:, 1], pairs[:, 0], -strength))] for each in (pairs, strength))
    return {
        "one": pairs[:, 0],
        "other": pairs[:, 1],
        "strength": np.rint(THOUSAND * strength).astype(np.int64),
    }


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


NUMBERS: Final[dict[str, Callable[[Noun], int | None]]] = {
    "conceptKind": _concept_kind,
    "year": lambda noun: noun.published.year if isinstance(noun, Post) and noun.published else None,
    "stub": lambda noun: int(isinstance(noun, Post) and noun.is_stub),
}
COLUMN_OF_NODES: Final[dict[str, Callable[[Noun], Any]]] = {
    "label": to_label,
    "chinese": to_chinese_label,
    "keys": to_search_keys,
    "labels": _labels,
    "summary": _summary,
    "date": _date,
    "author": lambda noun: noun.author if isinstance(noun, Post) else None,
    "readers": lambda noun: noun.readers if isinstance(noun, Post) else None,
    "position": lambda noun: noun.position if isinstance(noun, Post) else None,
    "workKind": lambda noun: noun.kind if isinstance(noun, Work) else None,
    "address": _address,
}
