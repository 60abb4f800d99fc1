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

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias

import networkx as nx

from kg.concepts.linking import Ground, Linking
from kg.graph.named_in import NamedIn
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


_SAID: Final = frozenset(EdgeKind) - {EdgeKind.CO_OCCURS}
GROUNDED: Final = frozenset((EdgeKind.MENTIONS, EdgeKind.CITES))  # by characters of a post
STATED: Final = frozenset((EdgeKind.BROADER, EdgeKind.RELATED))  # by vocabularies, and by posts too


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge, read back. Mentions are kept packed: each time the evidence is gone through they are taken out anew."""

    source: str
    target: str
    kind: EdgeKind
    weight: float
    about: bool
    evidence: Sequence[Evidence]

    @property
    def relations(self) -> tuple[RelationKind, ...]:
        """What posts say of the two concepts, sorted; empty where only a vocabulary joins them."""
        if self.kind not in STATED:
            return ()
        return tuple(sorted({each.kind for each in self.evidence if isinstance(each, Relation)}))


class Tie(NamedTuple):
    """What joins a node to another: an edge without its evidence."""

    target: str
    kind: EdgeKind
    weight: float
    about: bool


class _Keys:
    """Lends the dictionaries that hold the edges between two nodes, by their kinds."""


class _Attributes:
    """Lends the dictionaries that hold what is known of an edge."""


class _SlimGraph(nx.MultiDiGraph):  # type: ignore[misc]  # networkx has no types
    """A graph of hundreds of thousands of edges in two thirds of the room; otherwise what it inherits from.

    The dictionaries of the instances of a class share one table of keys (PEP 412); there are two for every edge.
    """

    edge_key_dict_factory = staticmethod(lambda: vars(_Keys()))
    edge_attr_dict_factory = staticmethod(lambda: vars(_Attributes()))


def empty_graph(run: Run) -> Graph:
    """Return a graph without nodes that knows the run it belongs to."""
    return _SlimGraph(run=run)


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
    key = edge.kind.value  # a plain string: a member of the enumeration would share no table of keys
    graph.add_edge(edge.source, edge.target, key=key)
    attributes = graph.get_edge_data(edge.source, edge.target, key)
    # One by one, in this order: `update` would give the dictionary a table of its own.
    attributes["weight"] = edge.weight
    attributes["about"] = edge.about
    attributes["evidence"] = edge.evidence
    if edge.relations:
        attributes["relations"] = edge.relations


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
    return _edges(graph, _SAID if kind is None else {kind}, source)


def every_edge_of(graph: Graph) -> Iterator[Edge]:
    """Yield all edges, those of co-occurrence too, sorted as `edges_of` does."""
    return _edges(graph, frozenset(EdgeKind))


def count_edges(graph: Graph) -> Counter[EdgeKind]:
    """Return how many edges there are of each kind."""
    return Counter(EdgeKind(kind) for _, _, kind in graph.edges(keys=True))


def ties_of(graph: Graph, source: str) -> Iterator[Tie]:
    """Yield the edges that leave a node, but for those of co-occurrence, in any order and without their evidence."""
    for target, edges in _leaving(graph, source).items():
        for kind, known in edges.items():
            if kind in _SAID:
                yield Tie(target, kind, known["weight"], known["about"])


def grounds_of(graph: Graph, post: str) -> Iterator[Ground]:
    """Yield what each mention and each citation of a post stands on, in any order and without making these nouns."""
    leaving = _leaving(graph, post)
    linkings: dict[int, Linking] = {}
    for target, edges in leaving.items():
        for kind, known in edges.items():
            if kind in GROUNDED:
                evidence = known["evidence"]
                if isinstance(evidence, NamedIn):
                    linkings[id(evidence.linking)] = evidence.linking
                else:
                    yield from (Ground(target, each.span.start, each.span.end, each.confidence) for each in evidence)
    for linking in linkings.values():
        yield from (ground for ground in linking.grounds() if ground.target in leaving)


def _leaving(graph: Graph, node: str) -> Mapping[str, Mapping[EdgeKind, Mapping[str, Any]]]:
    """Return what is known of the edges that leave a node, by their other end and their kind.

    These are the dictionaries themselves: `adj` makes a view of views, several times as slow.
    """
    known: Mapping[str, Mapping[EdgeKind, Mapping[str, Any]]] = graph._adj[node]
    return known


def _edges(graph: Graph, kinds: Set[EdgeKind], source: str | None = None) -> Iterator[Edge]:
    for start in sorted(graph) if source is None else [source]:
        leaving = _leaving(graph, start)
        for end in sorted(leaving):
            edges = leaving[end]
            for kind in edges if len(edges) == 1 else sorted(edges):
                if kind in kinds:
                    known = edges[kind]
                    yield Edge(
                        source=start,
                        target=end,
                        kind=EdgeKind(kind),
                        weight=known["weight"],
                        about=known["about"],
                        evidence=known["evidence"],
                    )


def _nouns(graph: Graph) -> list[Noun]:
    return [graph.nodes[node]["noun"] for node in sorted(graph)]
