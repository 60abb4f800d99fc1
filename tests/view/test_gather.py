from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.linking import Linking
from kg.graph.schema import Edge, EdgeKind, Graph, Tie, add_edge, add_noun, add_ties, edges_of
from kg.model import Mention, Span
from kg.view.edges import MOST_AN_EDGE, THOUSAND, Edges
from kg.view.gather import to_edges
from tests.view.graphs import concept, empty, graphs, post

SAID = post("1", "T", "words " * 40)
NAMED = [concept(key, key) for key in ("a", "b", "c")]


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    """Return mentions of three concepts in any order, often more of one than are shown."""
    rows = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 90), st.integers(1, 9)), unique=True, max_size=90))
    return [
        Mention(
            post=SAID.id,
            concept=NAMED[place].id,
            span=Span(start, start + length),
            confidence=(start + length) / 100,
            rule=("label", "context")[start % 2],
        )
        for place, start, length in rows
    ]


def graph_of(found: list[Mention], *, together: bool) -> Graph:
    """Return a graph that keeps the mentions together with the post, or each with its edge."""
    graph = empty()
    add_noun(graph, SAID)
    for noun in NAMED:
        add_noun(graph, noun)
    by_concept = groupby(sorted(found, key=lambda each: each.concept), lambda each: each.concept)
    evidence = {named: tuple(group) for named, group in by_concept}
    ties = [Tie(named, EdgeKind.MENTIONS, 0.5 + len(group) / 100, True) for named, group in evidence.items()]
    if together:
        add_ties(graph, SAID.id, ties, linking=Linking(tuple(found)))
        return graph
    for tie in ties:
        edge = Edge(source=SAID.id, **tie._asdict(), evidence=evidence[tie.target])
        add_edge(graph, edge)
    return graph


def columns_of(edges: Edges) -> dict[str, object]:
    """Return all columns as lists, the marks sorted."""
    marks = sorted(zip(*(getattr(edges.marks, name).tolist() for name in edges.marks.__slots__), strict=True))
    names = ("source", "target", "kind", "weight", "about", "evidence", "confidence")
    return {name: getattr(edges, name).tolist() for name in names} | {"rules": edges.rules, "marks": marks}


@given(mentions())
def test_mentions_kept_with_their_post_are_those_kept_with_their_edges(found: list[Mention]) -> None:
    one, other = (graph_of(found, together=together) for together in (True, False))
    assert columns_of(to_edges(one, sorted(one))) == columns_of(to_edges(other, sorted(other)))


@given(mentions())
def test_of_each_edge_the_first_mentions_are_marked_and_all_are_counted(found: list[Mention]) -> None:
    graph = graph_of(found, together=True)
    nodes = sorted(graph)
    edges = to_edges(graph, nodes)
    for row, target in enumerate(edges.target.tolist()):
        spans = sorted(each.span for each in found if each.concept == nodes[target])
        mine = edges.marks.of(np.flatnonzero(edges.marks.edge == row))
        assert edges.evidence[row] == len(spans)
        shown = zip(mine.start.tolist(), mine.end.tolist(), strict=True)
        assert sorted(Span(start, end) for start, end in shown) == spans[:MOST_AN_EDGE]


@given(graphs())
def test_every_edge_is_gathered_with_its_weight_and_its_surest_evidence(graph: Graph) -> None:
    nodes = sorted(graph)
    edges = to_edges(graph, nodes)
    known = list(edges_of(graph))
    assert edges.weight.tolist() == [each.weight for each in known]
    assert edges.evidence.tolist() == [len(each.evidence) for each in known]
    for sure, each in zip(edges.confidence.tolist(), known, strict=True):
        rated = [round(THOUSAND * one.confidence) for one in each.evidence if hasattr(one, "confidence")]
        assert sure == (max(rated) if rated else THOUSAND)
