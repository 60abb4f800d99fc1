"""Edges among concepts: vocabularies first, then what posts say, never against the integrity of SKOS."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.graph.relate import relate
from kg.graph.schema import Edge, EdgeKind
from kg.model import Concept, ConceptId, PostId, Relation, RelationKind, Span, Text


def concept(name: str, *, broader: Iterable[str] = (), related: Iterable[str] = ()) -> Concept:
    return Concept(
        id=ConceptId(name),
        preferred=(Text(name, "en"),),
        broader=tuple(ConceptId(each) for each in broader),
        related=tuple(ConceptId(each) for each in related),
    )


def says(subject: str, kind: str, other: str, post: str = "post/1", start: int = 0) -> Relation:
    return Relation(
        post=PostId(post),
        subject=ConceptId(subject),
        object=ConceptId(other),
        kind=RelationKind(kind),
        span=Span(start, start + 9),
        confidence=0.9,
        rule="r",
    )


def joined(concepts: Iterable[Concept], *relations: Relation) -> list[str]:
    """Return the edges as `source > target` (broader) and `source ~ target` (related), with what posts say in brackets."""
    return sorted(map(drawn, relate([*concepts], relations)))


def drawn(edge: Edge) -> str:
    sign = ">" if edge.kind is EdgeKind.BROADER else "~"
    return f"{edge.source} {sign} {edge.target}" + (f" [{', '.join(edge.relations)}]" if edge.relations else "")


LSTM, RNN, NET, GRU = concept("lstm"), concept("rnn"), concept("net"), concept("gru")


@pytest.mark.parametrize(
    ("kind", "edge"),
    [
        ("kind of", "lstm > rnn [kind of]"),
        ("variant of", "lstm > rnn [variant of]"),
        ("based on", "lstm ~ rnn [based on]"),
        ("uses", "lstm ~ rnn [uses]"),
        ("generalises", "lstm ~ rnn [generalises]"),
        ("compared with", "lstm ~ rnn [compared with]"),
        ("connected with", "lstm ~ rnn [connected with]"),
    ],
)
def test_what_a_post_says_becomes_an_edge(kind: str, edge: str) -> None:
    assert joined([LSTM, RNN], says("lstm", kind, "rnn")) == [edge]


def test_what_the_vocabulary_says_already_only_gets_the_evidence() -> None:
    below = concept("lstm", broader=["rnn"])
    assert joined([below, RNN], says("lstm", "kind of", "rnn")) == ["lstm > rnn [kind of]"]
    assert joined([below, RNN], says("rnn", "compared with", "lstm")) == ["lstm > rnn [compared with]"]


def test_what_follows_from_the_vocabulary_is_not_repeated() -> None:
    concepts = [concept("lstm", broader=["rnn"]), concept("rnn", broader=["net"]), NET]
    assert joined(concepts, says("lstm", "kind of", "net")) == ["lstm > rnn", "rnn > net"]
    assert joined(concepts, says("lstm", "compared with", "net")) == ["lstm > rnn", "rnn > net"]


def test_a_post_cannot_turn_the_vocabulary_around() -> None:
    concepts = [concept("lstm", broader=["rnn"]), concept("rnn", broader=["net"]), NET]
    assert joined(concepts, says("rnn", "kind of", "lstm")) == ["lstm > rnn", "rnn > net"]
    assert joined(concepts, says("net", "kind of", "lstm")) == ["lstm > rnn", "rnn > net"]


def test_related_concepts_are_not_ranked_but_keep_the_evidence() -> None:
    concepts = [concept("lstm", related=["rnn"]), RNN]
    assert joined(concepts, says("lstm", "kind of", "rnn")) == ["lstm ~ rnn [kind of]"]


def test_a_rank_that_would_put_related_concepts_above_each_other_becomes_a_relation() -> None:
    concepts = [concept("lstm", related=["net"]), concept("rnn", broader=["net"]), NET]
    assert joined(concepts, says("lstm", "kind of", "rnn")) == ["lstm ~ net", "lstm ~ rnn [kind of]", "rnn > net"]


def test_of_two_posts_that_contradict_each_other_the_more_frequent_view_wins() -> None:
    twice = [says("lstm", "kind of", "rnn", post) for post in ("post/1", "post/2")]
    assert joined([LSTM, RNN], *twice, says("rnn", "kind of", "lstm")) == ["lstm > rnn [kind of]"]
    (edge,) = relate([LSTM, RNN], [*twice, says("rnn", "kind of", "lstm")])
    assert len(edge.evidence) == 2
    other_way = [says("rnn", "kind of", "lstm", post) for post in ("post/1", "post/2")]
    assert joined([LSTM, RNN], *other_way, says("lstm", "kind of", "rnn")) == ["rnn > lstm [kind of]"]


def test_of_statements_that_make_a_circle_the_least_frequent_is_left_out() -> None:
    circle = [says("gru", "kind of", "lstm"), says("rnn", "kind of", "gru")]
    twice = [says("lstm", "kind of", "rnn", post) for post in ("post/1", "post/2")]
    assert joined([GRU, LSTM, RNN], *circle, *twice) == ["gru > lstm [kind of]", "lstm > rnn [kind of]"]


def test_an_edge_goes_the_way_that_is_said() -> None:
    assert joined([LSTM, GRU], says("lstm", "based on", "gru")) == ["lstm ~ gru [based on]"]


def test_what_posts_say_of_concepts_that_are_not_in_the_graph_is_left_out() -> None:
    assert joined([LSTM], says("lstm", "kind of", "rnn")) == []


# Laws. Concepts 0 to 7; a vocabulary's broader edges go from a smaller to a larger number, so that it has no circle.
IDS = [f"c{number}" for number in range(8)]
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1])
SAID = st.lists(st.tuples(PAIRS, st.sampled_from(RelationKind), st.sampled_from(["post/1", "post/2"])), max_size=14)
BROADER = st.lists(PAIRS.map(lambda pair: (min(pair), max(pair))), max_size=6)


def vocabulary(broader: list[tuple[str, str]], related: list[tuple[str, str]]) -> list[Concept]:
    """Return concepts whose related ones keep S27."""
    above = closure(broader)
    kept = [pair for pair in related if pair not in above and pair[::-1] not in above]
    return [
        concept(
            name,
            broader=dict.fromkeys(upper for lower, upper in broader if lower == name),
            related=dict.fromkeys(other for one, other in kept if one == name),
        )
        for name in IDS
    ]


def closure(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    reached = set(pairs)
    while True:
        more = {(one, far) for one, other in reached for near, far in reached if near == other} - reached
        if not more:
            return reached
        reached |= more


def of_kind(edges: Iterable[Edge], kind: EdgeKind) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in edges if edge.kind is kind]


BOTH_WAYS = [("c0", "c1"), ("c1", "c0")]


@given(BROADER, st.lists(PAIRS, max_size=4), SAID, st.integers())
@example([], BOTH_WAYS, [(pair, RelationKind.KIND_OF, "post/1") for pair in BOTH_WAYS], 1)
def test_whatever_posts_say_the_integrity_of_skos_holds(
    broader: list[tuple[str, str]],
    related: list[tuple[str, str]],
    said: list[tuple[tuple[str, str], RelationKind, str]],
    seed: int,
) -> None:
    concepts = vocabulary(broader, related)
    relations = [says(one, kind, other, post, at) for at, ((one, other), kind, post) in enumerate(said)]
    edges = list(relate(concepts, relations))
    above = closure(of_kind(edges, EdgeKind.BROADER))
    assert all(lower != upper for lower, upper in above)
    assert all(pair not in above and pair[::-1] not in above for pair in of_kind(edges, EdgeKind.RELATED))

    # Every statement of the vocabulary is there, and what posts add joins two concepts once.
    stated = {(drawn(replace(edge, evidence=()))) for edge in edges}
    assert {drawn(edge) for edge in relate(concepts, [])} <= stated
    bare = {drawn(edge) for edge in relate(concepts, [])}
    added = [frozenset((edge.source, edge.target)) for edge in edges if drawn(replace(edge, evidence=())) not in bare]
    assert len(added) == len(set(added))

    # Evidence is never made up, and the order of posts does not matter.
    assert all(each in relations for edge in edges for each in edge.evidence)
    shuffled = relations.copy()
    random.Random(seed).shuffle(shuffled)
    assert {repr(edge) for edge in relate(concepts[::-1], shuffled)} == {repr(edge) for edge in edges}
