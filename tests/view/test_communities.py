from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.schema import Edge, EdgeKind, add_edge, edges_of
from kg.view.communities import find_communities, find_loose, find_typical
from kg.view.gather import to_edges
from kg.view.louvain import find_groups, to_modularity, to_network
from kg.view.skeleton import Skeleton, to_skeleton
from tests.view.graphs import empty, link, small_blog


def skeleton_of(joined: nx.Graph[int]) -> Skeleton:
    pairs = sorted(tuple(sorted(edge)) for edge in joined.edges if edge[0] != edge[1])
    return Skeleton(
        keys=np.arange(len(joined)),
        radii=np.full(len(joined), 9.0),
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        weights=np.array([joined.edges[pair].get("weight", 1.0) for pair in pairs]),
    )


def test_communities_hold_every_linked_node_once() -> None:
    nodes = sorted(small_blog())
    skeleton = to_skeleton(to_edges(small_blog(), nodes), nodes)
    members = [node for group in find_communities(skeleton) for node in group.tolist()]
    loose = find_loose(skeleton).tolist()
    assert sorted(members + loose) == list(range(len(nodes)))
    assert [nodes[node] for node in loose] == ["post/stars"]


def test_cliques_that_one_link_joins_are_communities() -> None:
    skeleton = skeleton_of(nx.connected_caveman_graph(6, 5))
    assert [group.tolist() for group in find_communities(skeleton)] == [list(range(n, n + 5)) for n in range(0, 30, 5)]


@pytest.mark.parametrize(
    "joined",
    [
        nx.karate_club_graph(),
        nx.les_miserables_graph(),
        nx.relaxed_caveman_graph(60, 8, 0.3, seed=4),
        nx.barabasi_albert_graph(300, 3, seed=4),
    ],
    ids=["karate club", "les misérables", "caveman", "without communities"],
)
def test_communities_are_as_close_as_those_of_networkx(joined: nx.Graph[int]) -> None:
    joined = nx.convert_node_labels_to_integers(joined)
    best = max(
        nx.community.modularity(joined, nx.community.louvain_communities(joined, seed=seed)) for seed in range(5)
    )
    ours = [set(group.tolist()) for group in find_communities(skeleton_of(joined))]
    assert nx.community.modularity(joined, ours) >= 0.995 * best


@st.composite
def networks(draw: st.DrawFn) -> Skeleton:
    joined = nx.gnm_random_graph(draw(st.integers(2, 40)), draw(st.integers(1, 90)), seed=draw(st.integers(0, 999)))
    for number, pair in enumerate(joined.edges):
        joined.edges[pair]["weight"] = 0.1 + number % 7
    return skeleton_of(joined)


@given(networks())
@settings(max_examples=60, deadline=None)
def test_modularity_is_that_of_networkx_and_better_than_one_group_or_none(skeleton: Skeleton) -> None:
    network = to_network(skeleton.pairs, skeleton.weights, len(skeleton))
    group_of = find_groups(network)
    joined = nx.Graph()
    joined.add_nodes_from(range(len(skeleton)))
    for (low, high), weight in zip(skeleton.pairs.tolist(), skeleton.weights.tolist(), strict=True):
        joined.add_edge(low, high, weight=weight)
    groups = [set(np.flatnonzero(group_of == group).tolist()) for group in np.unique(group_of)]
    found = to_modularity(network, group_of)
    assert found == pytest.approx(nx.community.modularity(joined, groups))
    for worse in (np.zeros(len(skeleton), dtype=np.int64), np.arange(len(skeleton))):
        assert to_modularity(network, worse) <= found + 1e-9


def typical_of(edges: list[Edge], community_of: dict[str, int]) -> dict[int, list[str]]:
    graph, nodes = empty(), sorted(community_of)
    for node in nodes:
        graph.add_node(node)
    for edge in edges:
        add_edge(graph, edge)
    communities = np.array([community_of[node] for node in nodes])
    found = find_typical(to_edges(graph, nodes), communities)
    return {community: [nodes[number] for number in numbers] for community, numbers in found.items()}


def test_a_community_is_named_by_what_it_names_and_others_do_not() -> None:
    edges = [
        link("post/1", "concept/everywhere", EdgeKind.MENTIONS, weight=0.6),
        link("post/1", "concept/here", EdgeKind.MENTIONS, weight=0.5),
        *(link(f"post/{number}", "concept/everywhere", EdgeKind.MENTIONS, weight=0.6) for number in (2, 3, 4)),
    ]
    community_of = {"post/1": 0, "concept/here": 0, "concept/everywhere": 0, "post/2": 1, "post/3": 1, "post/4": 1}
    assert typical_of(edges, community_of) == {0: ["concept/here", "concept/everywhere"]}


def test_a_main_concept_names_its_community_before_one_in_passing() -> None:
    edges = [
        link("post/1", "concept/passing", EdgeKind.MENTIONS, weight=0.5),
        link("post/1", "concept/topic", EdgeKind.MENTIONS, weight=0.4, about=True),
    ]
    community_of = dict.fromkeys(["post/1", "concept/passing", "concept/topic"], 0)
    assert typical_of(edges, community_of)[0] == ["concept/topic", "concept/passing"]


def test_vocabulary_edges_do_not_name_a_community() -> None:
    broader = [edge for edge in edges_of(small_blog()) if edge.kind is EdgeKind.BROADER]
    assert typical_of(broader, dict.fromkeys(small_blog(), 0)) == {}
