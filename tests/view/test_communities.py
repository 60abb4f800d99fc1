from __future__ import annotations

from kg.graph.schema import EdgeKind, edges_of
from kg.view.communities import find_communities, find_loose, find_typical
from kg.view.skeleton import to_skeleton
from tests.view.graphs import link, small_blog


def test_communities_hold_every_linked_node_once() -> None:
    graph = small_blog()
    skeleton = to_skeleton(graph, sorted(graph))
    members = [node for group in find_communities(skeleton) for node in group]
    assert sorted(members + find_loose(skeleton)) == list(range(len(graph)))
    assert [sorted(graph)[node] for node in find_loose(skeleton)] == ["post/stars"]


def test_a_community_is_named_by_what_it_names_and_others_do_not() -> None:
    edges = [
        link("post/1", "concept/everywhere", EdgeKind.MENTIONS, weight=0.6),
        link("post/1", "concept/here", EdgeKind.MENTIONS, weight=0.5),
        *(link(f"post/{number}", "concept/everywhere", EdgeKind.MENTIONS, weight=0.6) for number in (2, 3, 4)),
    ]
    community_of = {"post/1": 0, "concept/here": 0, "concept/everywhere": 0, "post/2": 1, "post/3": 1, "post/4": 1}
    assert find_typical(edges, community_of) == {0: ["concept/here", "concept/everywhere"]}


def test_a_main_concept_names_its_community_before_one_in_passing() -> None:
    edges = [
        link("post/1", "concept/passing", EdgeKind.MENTIONS, weight=0.5),
        link("post/1", "concept/topic", EdgeKind.MENTIONS, weight=0.4, about=True),
    ]
    community_of = dict.fromkeys(["post/1", "concept/passing", "concept/topic"], 0)
    assert find_typical(edges, community_of)[0] == ["concept/topic", "concept/passing"]


def test_vocabulary_edges_do_not_name_a_community() -> None:
    broader = [edge for edge in edges_of(small_blog()) if edge.kind is EdgeKind.BROADER]
    assert find_typical(broader, dict.fromkeys(small_blog(), 0)) == {}
