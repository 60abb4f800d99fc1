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

What a post's mentions and citations stand on is kept with its node, once for all edges: a Linking and a tuple of
Citations. Edges without evidence of their own share what is known of them with those that say the same.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kg.concepts.linking import Ground, Linking
from kg.graph.named_in import NamedIn
from kg.graph.nouns import GROUNDED as GROUNDED
from kg.graph.nouns import STATED as STATED
from kg.graph.nouns import Edge as Edge
from kg.graph.nouns import EdgeKind as EdgeKind
from kg.graph.nouns import Evidence as Evidence
from kg.graph.nouns import NodeKind as NodeKind
from kg.graph.nouns import Noun as Noun
from kg.graph.nouns import Tie as Tie
from kg.graph.slim import Shared, SlimGraph
from kg.model import Citation, Concept, ConceptId, Mention, Post, Run, Series, Work

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[str]"
_Leaving: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Any]]]  # what is known of edges, by their ends and kinds
_KIND_BY_KEY: Final = {kind.value: kind for kind in EdgeKind}
_SAID: Final = frozenset(EdgeKind) - {EdgeKind.CO_OCCURS}


def empty_graph(run: Run) -> Graph:
    """Return a graph without nodes that knows the run it belongs to."""
    return SlimGraph(run=run)


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
    graph.add_node(noun.id)
    known = _known_of(graph, noun.id)
    # One by one, in this order, here and below: `update` would give the dictionary a table of its own.
    known["kind"] = KIND_OF[type(noun)]
    known["noun"] = noun


def add_edge(graph: Graph, edge: Edge) -> None:
    """Add an edge between two nodes that are there."""
    for end in (edge.source, edge.target):
        if end not in graph:
            raise KeyError(f"no node {end!r} for an edge of kind {edge.kind}")
    key = edge.kind.value  # a plain string: a member of the enumeration would share no table of keys
    graph.add_edge(edge.source, edge.target, key=key)
    attributes = graph.get_edge_data(edge.source, edge.target, key)
    attributes["weight"] = edge.weight
    attributes["about"] = edge.about
    attributes["evidence"] = edge.evidence
    if edge.relations:
        attributes["relations"] = edge.relations


def add_ties(
    graph: Graph, source: str, ties: Iterable[Tie], *, linking: Linking | None = None, cited: Sequence[Citation] = ()
) -> None:
    """Add edges from a node to others; what the post's mentions and citations stand on is kept once, with the node.

    All nodes must be there, and no edge of these kinds leave the source yet.
    """
    for target, kind, weight, about in ties:
        graph.join(source, target, kind.value, weight, about)
    if linking is not None:
        _known_of(graph, source)["linking"] = linking
    if cited:
        _known_of(graph, source)["cited"] = tuple(cited)


def kind_of(graph: Graph, node: str) -> NodeKind:
    """Return what the node stands for."""
    kind: NodeKind = _known_of(graph, node)["kind"]
    return kind


def noun_of(graph: Graph, node: str) -> Noun:
    """Return the noun that the node stands for."""
    noun: Noun = _known_of(graph, node)["noun"]
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


def every_edge_of(graph: Graph, *, source: str | None = None) -> Iterator[Edge]:
    """Yield all edges, those of co-occurrence too, sorted as `edges_of` does; only those of one source if asked."""
    return _edges(graph, _KIND_BY_KEY.keys(), source)


def count_edges(graph: Graph) -> Counter[EdgeKind]:
    """Return how many edges there are of each kind."""
    kinds = Counter(chain.from_iterable(chain.from_iterable(_leaving(graph, node).values()) for node in graph))
    return Counter({_KIND_BY_KEY[kind]: count for kind, count in kinds.items()})


def targets_of(graph: Graph, source: str) -> Collection[str]:
    """Return the ids that edges lead to from a node, in the order in which the edges were added."""
    return _leaving(graph, source).keys()


def ties_of(graph: Graph, source: str) -> Iterator[Tie]:
    """Yield the edges that leave a node, but for those of co-occurrence, in any order and without their evidence."""
    for target, edges in _leaving(graph, source).items():
        for kind, known in edges.items():
            if kind in _SAID:
                yield Tie(target, _KIND_BY_KEY[kind], known["weight"], known["about"])


def linking_of(graph: Graph, post: str) -> Linking | None:
    """Return all that the post names, known to the graph or not; None where each mention is kept with its edge."""
    linking: Linking | None = _known_of(graph, post).get("linking")
    return linking


def grounds_of(graph: Graph, post: str) -> Iterator[Ground]:
    """Yield what each mention and each citation of a post stands on, in any order and without making these nouns."""
    leaving, known = _leaving(graph, post), _known_of(graph, post)
    if "linking" in known:
        yield from (ground for ground in known["linking"].grounds() if ground.target in leaving)
    yield from (_to_ground(each.target, each) for each in known.get("cited", ()))
    for target, kind, evidence in _with_evidence(leaving):
        if kind in GROUNDED:
            yield from (_to_ground(target, each) for each in evidence)


def packed_grounds_of(graph: Graph, node: str) -> Iterator[bytes]:
    """Yield what stands for all evidence of the edges that leave a node, and for where they lead; nothing is unpacked.

    Where it is the same, so is what `grounds_of` yields.
    """
    leaving, known = _leaving(graph, node), _known_of(graph, node)
    yield _to_bytes("\n".join(leaving))
    if "linking" in known:
        yield known["linking"].packed("mentions")
    for each in known.get("cited", ()):
        yield _to_bytes(f"{each.span.start} {each.span.end} {each.confidence!r} {each.rule}\n{each.target}")
    for target, kind, evidence in _with_evidence(leaving):
        yield _to_bytes(f"{target}\n{kind} {[*evidence]}")


def packed_edges_of(graph: Graph, node: str) -> Iterator[bytes]:
    """Yield what stands for all that `every_edge_of` yields of one source; nothing is unpacked."""
    known = [each for edges in _leaving(graph, node).values() for each in edges.items()]
    yield _to_bytes("\n".join(f"{kind}!" if each["about"] else kind for kind, each in known))
    yield array("d", [each["weight"] for _, each in known]).tobytes()
    yield from packed_grounds_of(graph, node)


def _to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _to_ground(target: str, evidence: Mention | Citation) -> Ground:
    return Ground(target, evidence.span.start, evidence.span.end, evidence.confidence)


def _with_evidence(leaving: _Leaving) -> Iterator[tuple[str, str, Sequence[Any]]]:
    """Yield the other end, the kind and the evidence of the edges that have theirs with them."""
    for target, edges in leaving.items():
        if type(edges) is not Shared:
            for kind, known in edges.items():
                if known.get("evidence"):
                    yield target, kind, known["evidence"]


def _known_of(graph: Graph, node: str) -> dict[str, Any]:
    """Return what is known of a node: the dictionary itself, since `nodes` makes a view at each access."""
    known: dict[str, Any] = graph._node[node]
    return known


def _leaving(graph: Graph, node: str) -> _Leaving:
    """Return what is known of the edges that leave a node, by their other end and their kind.

    These are the dictionaries themselves: `adj` makes a view of views, several times as slow.
    """
    leaving: _Leaving = graph._adj[node]
    return leaving


def _edges(graph: Graph, kinds: Collection[str], source: str | None = None) -> Iterator[Edge]:
    for start in sorted(graph) if source is None else [source]:
        leaving, of_source = _leaving(graph, start), _known_of(graph, start)
        for end in sorted(leaving):
            edges = leaving[end]
            for kind in edges if len(edges) == 1 else sorted(edges):
                if kind in kinds:
                    known = edges[kind]
                    yield Edge(
                        source=start,
                        target=end,
                        kind=_KIND_BY_KEY[kind],
                        weight=known["weight"],
                        about=known["about"],
                        evidence=known["evidence"] if "evidence" in known else _evidence(of_source, end, kind),
                    )


def _evidence(source: Mapping[str, Any], target: str, kind: str) -> Sequence[Evidence]:
    """Return the evidence of an edge out of all that is kept with the node it leaves."""
    if kind == EdgeKind.MENTIONS and "linking" in source:
        return NamedIn(source["linking"], source["noun"].id, ConceptId(target))
    if kind == EdgeKind.CITES:
        return tuple(each for each in source.get("cited", ()) if each.target == target)
    return ()


def _nouns(graph: Graph) -> list[Noun]:
    return [_known_of(graph, node)["noun"] for node in sorted(graph)]
