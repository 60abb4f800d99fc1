"""What the edges of a post stand on: kept with each edge, or once for the post."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.linking import Ground, Linking
from kg.graph.schema import (
    Edge,
    EdgeKind,
    Evidence,
    Graph,
    Tie,
    add_edge,
    add_noun,
    add_ties,
    count_edges,
    edges_of,
    empty_graph,
    every_edge_of,
    grounds_of,
    linking_of,
    packed_edges_of,
    packed_grounds_of,
    ties_of,
)
from kg.model import Citation, Concept, ConceptId, Mention, Post, PostId, Run, Series, SeriesId, Span, Text

POST, CITED, SERIES = PostId("p"), PostId("q"), SeriesId("s")
SPANS = st.tuples(st.integers(0, 99), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))
MENTIONS = st.lists(
    st.builds(
        Mention,
        post=st.just(POST),
        concept=st.sampled_from("abc").map(ConceptId),
        span=SPANS,
        confidence=st.sampled_from([0.5, 1.0]),
        rule=st.sampled_from(["label", "context"]),
    ),
    max_size=5,
).map(tuple)
CITATIONS = st.lists(
    st.builds(
        Citation, post=st.just(POST), target=st.just(CITED), span=SPANS, confidence=st.just(1.0), rule=st.just("link")
    ),
    max_size=3,
).map(tuple)


def empty() -> Graph:
    graph = empty_graph(Run(version="1", base="https://example.org/", title="t"))
    for post in (POST, CITED):
        add_noun(graph, Post(id=post))
    for name in "abc":
        add_noun(graph, Concept(id=ConceptId(name), preferred=(Text(name, "en"),)))
    add_noun(graph, Series(id=SERIES, title="s"))
    return graph


def ends_of(mentions: tuple[Mention, ...], citations: tuple[Citation, ...]) -> list[tuple[Tie, tuple[Evidence, ...]]]:
    named = {
        each: tuple(one for one in mentions if one.concept == each) for each in sorted({m.concept for m in mentions})
    }
    ties: list[tuple[Tie, tuple[Evidence, ...]]] = [
        (Tie(concept, EdgeKind.MENTIONS, 0.5, about=len(found) > 1), found) for concept, found in named.items()
    ]
    if citations:
        ties.append((Tie(CITED, EdgeKind.CITES, float(len(citations))), citations))
    return [*ties, (Tie(SERIES, EdgeKind.PART_OF, 2.0), ())]


def edge_by_edge(mentions: tuple[Mention, ...], citations: tuple[Citation, ...]) -> Graph:
    """Return a graph in which each edge has its evidence."""
    graph = empty()
    for tie, evidence in ends_of(mentions, citations):
        add_edge(graph, Edge(source=POST, **tie._asdict(), evidence=evidence))
    return graph


def at_once(mentions: tuple[Mention, ...], citations: tuple[Citation, ...]) -> Graph:
    """Return a graph in which the post has the evidence of all its edges."""
    graph = empty()
    ties = [tie for tie, _ in ends_of(mentions, citations)]
    add_ties(graph, POST, ties, linking=Linking(mentions) if mentions else None, cited=citations)
    return graph


@given(MENTIONS, CITATIONS)
def test_where_the_evidence_is_kept_cannot_be_told(
    mentions: tuple[Mention, ...], citations: tuple[Citation, ...]
) -> None:
    one, other = edge_by_edge(mentions, citations), at_once(mentions, citations)
    assert list(every_edge_of(one)) == list(every_edge_of(other))
    assert list(edges_of(one, EdgeKind.MENTIONS)) == list(edges_of(other, EdgeKind.MENTIONS))
    assert list(ties_of(one, POST)) == list(ties_of(other, POST))
    assert count_edges(one) == count_edges(other)
    assert (linking_of(one, POST), linking_of(other, POST)) == (None, Linking(mentions) if mentions else None)
    expected = [Ground(each.concept, each.span.start, each.span.end, each.confidence) for each in mentions]
    expected += [Ground(each.target, each.span.start, each.span.end, each.confidence) for each in citations]
    for graph in (one, other):
        assert sorted(grounds_of(graph, POST)) == sorted(expected)
        assert list(grounds_of(graph, CITED)) == []


@given(MENTIONS, CITATIONS, MENTIONS, CITATIONS)
def test_what_stands_for_edges_differs_where_they_do(
    mentions: tuple[Mention, ...],
    citations: tuple[Citation, ...],
    others: tuple[Mention, ...],
    other_citations: tuple[Citation, ...],
) -> None:
    for make in (edge_by_edge, at_once):
        one, again, other = make(mentions, citations), make(mentions, citations), make(others, other_citations)
        assert list(packed_edges_of(one, POST)) == list(packed_edges_of(again, POST))
        if list(every_edge_of(one)) != list(every_edge_of(other)):
            assert list(packed_edges_of(one, POST)) != list(packed_edges_of(other, POST))
        if sorted(grounds_of(one, POST)) != sorted(grounds_of(other, POST)):
            assert list(packed_grounds_of(one, POST)) != list(packed_grounds_of(other, POST))


@pytest.mark.parametrize(
    "other",
    [
        Tie("a", EdgeKind.MENTIONS, 0.5, about=True),
        Tie("a", EdgeKind.MENTIONS, 0.4),
        Tie("a", EdgeKind.RELATED, 0.5),
        Tie("b", EdgeKind.MENTIONS, 0.5),
    ],
)
def test_what_is_known_of_an_edge_tells_it_from_others(other: Tie) -> None:
    packed = []
    for tie in (Tie("a", EdgeKind.MENTIONS, 0.5), other):
        graph = empty()
        add_ties(graph, POST, [tie])
        packed.append(list(packed_edges_of(graph, POST)))
    assert packed[0] != packed[1]


def test_the_grounds_of_what_is_not_in_the_graph_are_left_out() -> None:
    mention = Mention(post=POST, concept=ConceptId("a"), span=Span(0, 2), confidence=1.0, rule="label")
    unknown = replace(mention, concept=ConceptId("unknown"))
    graph = empty()
    add_ties(graph, POST, [Tie("a", EdgeKind.MENTIONS, 1.0)], linking=Linking((mention, unknown)))
    assert [ground.target for ground in grounds_of(graph, POST)] == ["a"]
    assert [edge.target for edge in edges_of(graph)] == ["a"]
