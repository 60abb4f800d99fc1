"""A graph whose edges share what is known of them."""

from __future__ import annotations

import copy
import pickle

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.slim import Shared, SlimGraph

KINDS = st.sampled_from(["a", "b"])
NODES = st.sampled_from("xyz")
JOINED = st.lists(st.tuples(NODES, NODES, KINDS, st.sampled_from([0.5, 1.0]), st.booleans()))


def slim() -> SlimGraph:
    graph = SlimGraph()
    graph.add_nodes_from("xyz")
    return graph


def three_alike() -> SlimGraph:
    graph = slim()
    for source, target in ("xy", "yz", "xz"):
        graph.join(source, target, "a", 0.5, True)
    return graph


@given(JOINED)
def test_it_is_the_graph_that_networkx_makes(joined: list[tuple[str, str, str, float, bool]]) -> None:
    graph, plain = slim(), nx.MultiDiGraph()
    plain.add_nodes_from("xyz")
    for source, target, kind, weight, about in joined:
        graph.join(source, target, kind, weight, about)
        plain.add_edge(source, target, key=kind, weight=weight, about=about)
    for one, other in ((graph, plain), (graph.copy(), plain.copy()), (copy.deepcopy(graph), plain)):
        assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
        assert [*one.in_edges(keys=True, data=True)] == [*other.in_edges(keys=True, data=True)]
    assert nx.utils.edges_equal(pickle.loads(pickle.dumps(graph)).edges(data=True), plain.edges(data=True))  # noqa: S301
    assert nx.utils.edges_equal(graph.to_undirected().edges, plain.to_undirected().edges)


def test_edges_of_which_the_same_is_known_share_it() -> None:
    graph = three_alike()
    assert graph.get_edge_data("x", "y") is graph.get_edge_data("y", "z")


def test_what_edges_share_cannot_be_changed() -> None:
    graph = three_alike()
    known = graph.get_edge_data("x", "y", "a")
    assert type(known) is Shared
    for change in (
        lambda: known.update(weight=1.0),
        lambda: known.__setitem__("weight", 1.0),
        lambda: known.__delitem__("weight"),
        lambda: known.pop("weight"),
        lambda: known.setdefault("other", 1),
        known.popitem,
        known.clear,
        lambda: nx.set_edge_attributes(graph, {("x", "y", "a"): {"weight": 1.0}}),
    ):
        with pytest.raises(TypeError, match="share"):
            change()  # type: ignore[no-untyped-call]  # one of them is a method of networkx
    assert graph.get_edge_data("y", "z", "a") == {"weight": 0.5, "about": True}


def test_a_copy_can_be_changed_and_the_graph_stays() -> None:
    graph = three_alike()
    copied = graph.copy()
    copied.edges["x", "y", "a"]["weight"] = 1.0
    assert graph.edges["x", "y", "a"]["weight"] == copied.edges["y", "z", "a"]["weight"] == 0.5


def test_a_further_edge_between_two_nodes_leaves_other_edges_alone() -> None:
    graph = three_alike()
    graph.add_edge("x", "y", key="b", weight=2.0)
    assert graph.number_of_edges() == 4
    assert graph.get_edge_data("y", "z") == {"a": {"weight": 0.5, "about": True}}
    graph.remove_edge("x", "y", "a")
    graph.remove_edge("x", "z")
    assert sorted(graph.edges(keys=True)) == [("x", "y", "b"), ("y", "z", "a")]
    assert sorted(graph.in_edges(keys=True)) == [("x", "y", "b"), ("y", "z", "a")]
