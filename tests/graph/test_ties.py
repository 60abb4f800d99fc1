"""What joins a node to others, without the evidence."""

from __future__ import annotations

from kg.graph.schema import Edge, EdgeKind, Tie, add_edge, edges_of, ties_of
from tests.rdf.blog import ATTENTION, ATTENTION_CONCEPT, NEURAL, NOUNS, to_graph


def test_ties_are_the_edges_that_leave_a_node_without_co_occurrence() -> None:
    graph = to_graph()
    for one, other in ((ATTENTION_CONCEPT.id, NEURAL.id), (ATTENTION_CONCEPT.id, NOUNS[-1].id)):
        together = Edge(source=one, target=other, kind=EdgeKind.CO_OCCURS, weight=1, about=False, evidence=())
        add_edge(graph, together)
    for noun in NOUNS:
        edges = [Tie(each.target, each.kind, each.weight, each.about) for each in edges_of(graph, source=noun.id)]
        assert sorted(ties_of(graph, noun.id)) == sorted(edges)
    assert len(list(ties_of(graph, ATTENTION.id))) == 4
