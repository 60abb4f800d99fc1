"""The one owner of the graph's attributes: everything else reads and writes them through these functions.

The graph is a `networkx.MultiDiGraph`. A node's key is the id of its noun. At most one edge of each `EdgeKind`
joins two nodes; the edge's key is its kind.

    post    -MENTIONS->    concept   evidence: Mentions; weight: salience, 0 to 1; about: bool
    post    -CITES->       post | work   evidence: Citations; weight: their number
    post    -PART_OF->     series    weight: the post's position, or 0
    concept -BROADER->     concept   evidence: Relations, where posts say so; none: a vocabulary's statement alone
    concept -RELATED->     concept   as BROADER; once a pair, unless a vocabulary states both ways
    concept -DEFINED_BY->  post      evidence: Definitions
    concept -CO_OCCURS->   concept   weight: normalised PMI over posts; once a pair, from the smaller id

BROADER and RELATED edges with Relations have a further attribute, `relations`: the kinds of these, sorted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import networkx as nx

from kg.model import Citation, Concept, Definition, Mention, Post, Relation, RelationKind, Run, Series, Work

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Noun: TypeAlias = Post | Concept | Work | Series
Evidence: TypeAlias = Mention | Citation | Definition | Relation


class NodeKind(StrEnum):
    """What a node stands for."""

    POST = "post"
    CONCEPT = "concept"
    WORK = "work"
    SERIES = "series"


class EdgeKind(StrEnum):
    """What an edge says."""

    MENTIONS = "mentions"
    CITES = "cites"
    PART_OF = "part of"
    BROADER = "broader"
    RELATED = "related"
    DEFINED_BY = "defined by"
    CO_OCCURS = "co-occurs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge, read back."""

    source: str
    target: str
    kind: EdgeKind
    weight: float
    about: bool
    evidence: tuple[Evidence, ...]

    @property
    def relations(self) -> tuple[RelationKind, ...]:
        """What posts say of the two concepts, sorted; empty where only a vocabulary joins them."""
        return tuple(sorted({each.kind for each in self.evidence if isinstance(each, Relation)}))


def empty_graph(run: Run) -> Graph:
    """Return a graph without nodes that knows the run it belongs to."""
    return nx.MultiDiGraph(run=run)


def run_of(graph: Graph) -> Run:
    """Return what the build says of itself."""
    run: Run = graph.graph["run"]
    return run


KIND_OF: dict[type[Any], NodeKind] = {
    Post: NodeKind.POST,
    Concept: NodeKind.CONCEPT,
    Work: NodeKind.WORK,
    Series: NodeKind.SERIES,
}


def add_noun(graph: Graph, noun: Noun) -> None:
    """Add the noun as a node; the same id again replaces it."""
    graph.add_node(noun.id, kind=KIND_OF[type(noun)], noun=noun)


def add_edge(graph: Graph, edge: Edge) -> None:
    """Add an edge between two nodes that are there."""
    for end in (edge.source, edge.target):
        if end not in graph:
            raise KeyError(f"no node {end!r} for an edge of kind {edge.kind}")
    graph.add_edge(
        edge.source,
        edge.target,
        key=edge.kind,
        weight=edge.weight,
        about=edge.about,
        evidence=edge.evidence,
        **({"relations": edge.relations} if edge.relations else {}),
    )


def kind_of(graph: Graph, node: str) -> NodeKind:
    """Return what the node stands for."""
    kind: NodeKind = graph.nodes[node]["kind"]
    return kind


def noun_of(graph: Graph, node: str) -> Noun:
    """Return the noun that the node stands for."""
    noun: Noun = graph.nodes[node]["noun"]
    return noun


def posts_of(graph: Graph) -> list[Post]:
    """Return every post, stubs too, sorted by id."""
    return [noun for noun in _nouns(graph) if isinstance(noun, Post)]


def concepts_of(graph: Graph) -> list[Concept]:
    """Return every concept, sorted by id."""
    return [noun for noun in _nouns(graph) if isinstance(noun, Concept)]


def works_of(graph: Graph) -> list[Work]:
    """Return every work, sorted by id."""
    return [noun for noun in _nouns(graph) if isinstance(noun, Work)]


def series_of(graph: Graph) -> list[Series]:
    """Return every series, sorted by id."""
    return [noun for noun in _nouns(graph) if isinstance(noun, Series)]


def edges_of(graph: Graph, kind: EdgeKind | None = None, *, source: str | None = None) -> Iterator[Edge]:
    """Yield the edges, sorted by source, target and kind; only those of one kind or one source if asked.

    Those that co-occurrence makes are only yielded when asked for by kind: nobody stated them, and they are many.
    """
    for start in sorted(graph) if source is None else [source]:
        neighbours = graph.adj[start]
        for end in sorted(neighbours):
            for key, attributes in sorted(neighbours[end].items(), key=lambda each: each[0]):
                if key == kind or (kind is None and key != EdgeKind.CO_OCCURS):
                    yield Edge(
                        source=start,
                        target=end,
                        kind=EdgeKind(key),
                        weight=attributes["weight"],
                        about=attributes["about"],
                        evidence=attributes["evidence"],
                    )


def every_edge_of(graph: Graph) -> list[Edge]:
    """Return all edges, those of co-occurrence too, sorted as `edges_of` does."""
    edges = [*edges_of(graph), *edges_of(graph, EdgeKind.CO_OCCURS)]
    return sorted(edges, key=lambda each: (each.source, each.target, each.kind))


def _nouns(graph: Graph) -> list[Noun]:
    return [graph.nodes[node]["noun"] for node in sorted(graph)]
