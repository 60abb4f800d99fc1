from __future__ import annotations

import os
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import Layout, place
from kg.view.packing import pack
from kg.view.skeleton import Skeleton, to_keys
from kg.view.springs import to_sunflower
from kg.view.steps import LARGEST_RELAXED


def keys(count: int) -> np.ndarray:
    return to_keys(f"post/{number}" for number in range(count))


@st.composite
def skeletons(draw: st.DrawFn) -> Skeleton:
    count = draw(st.integers(0, 60))
    radii = draw(st.lists(st.integers(6, 48), min_size=count, max_size=count))
    node = st.integers(0, max(0, count - 1))
    drawn = draw(st.lists(st.tuples(node, node), max_size=120 if count else 0))
    pairs = sorted({(min(pair), max(pair)) for pair in drawn if pair[0] != pair[1]})
    return Skeleton(
        keys=keys(count),
        radii=np.array(radii, dtype=float),
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        weights=np.ones(len(pairs)),
    )


def blog(count: int) -> Skeleton:
    """Return a graph with communities: a relaxed caveman graph."""
    joined = nx.relaxed_caveman_graph(max(1, count // 10), 10, 0.2, seed=3)
    pairs = np.array(sorted(tuple(sorted(edge)) for edge in joined.edges if edge[0] != edge[1]), dtype=np.int64)
    return Skeleton(keys=keys(len(joined)), radii=np.full(len(joined), 9.0), pairs=pairs, weights=np.ones(len(pairs)))


def overlaps(layout: Layout, radii: np.ndarray) -> int:
    apart = layout.points[:, None] - layout.points[None]
    near = np.hypot(apart[..., 0], apart[..., 1]) < radii[:, None] + radii[None] - 1e-9
    return int(np.triu(near, 1).sum())


@given(skeletons())
@settings(max_examples=60, deadline=None)
def test_no_two_nodes_overlap(skeleton: Skeleton) -> None:
    assert overlaps(place(skeleton), skeleton.radii) == 0


@given(skeletons())
@settings(max_examples=40, deadline=None)
def test_every_node_lies_in_the_disc_of_its_community(skeleton: Skeleton) -> None:
    layout = place(skeleton)
    for point, radius, community in zip(layout.points, skeleton.radii, layout.community_of, strict=True):
        disc = layout.discs[community]
        assert np.hypot(point[0] - disc.x, point[1] - disc.y) + radius <= disc.radius + 3


@given(skeletons())
@settings(max_examples=40, deadline=None)
def test_discs_of_communities_lie_apart(skeleton: Skeleton) -> None:
    discs = place(skeleton).discs
    for number, one in enumerate(discs):
        for other in discs[number + 1 :]:
            assert np.hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - 3


@given(skeletons())
@settings(max_examples=25, deadline=None)
def test_places_are_whole_numbers_and_the_same_every_time(skeleton: Skeleton) -> None:
    one, other = place(skeleton), place(skeleton)
    assert (one.points == other.points).all()
    assert (one.points == np.rint(one.points)).all()


def test_linked_nodes_lie_nearer_than_others() -> None:
    skeleton = blog(300)
    points = place(skeleton).points
    linked = points[skeleton.pairs[:, 0]] - points[skeleton.pairs[:, 1]]
    others = points[None] - points[:, None]
    assert np.hypot(*linked.T).mean() < 0.5 * np.hypot(others[..., 0], others[..., 1]).mean()


@pytest.mark.parametrize("count", [LARGEST_RELAXED + 100, 4 * LARGEST_RELAXED])
def test_a_community_too_large_for_springs_is_split(count: int) -> None:
    skeleton = blog(count)
    everyone = np.column_stack((np.zeros(count - 1, dtype=np.int64), np.arange(1, count)))
    hub = Skeleton(keys=skeleton.keys, radii=skeleton.radii, pairs=everyone, weights=np.ones(count - 1))
    assert overlaps(place(hub), hub.radii) == 0


def test_most_nodes_stay_where_they_are_when_one_is_added() -> None:
    before = blog(1500)
    count = len(before)
    after = Skeleton(
        keys=np.append(before.keys, to_keys(["post/new"])),
        radii=np.append(before.radii, 9.0),
        pairs=np.vstack((before.pairs, [[700, count]])),
        weights=np.append(before.weights, 1.0),
    )
    one, other = place(before), place(after)
    moved = (one.points != other.points[:count]).any(axis=1)
    assert moved.mean() < 0.4


@given(skeletons(), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_nodes_moves_none(skeleton: Skeleton, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(skeleton))
    assert (place(skeleton.in_order(order)).points == place(skeleton).points[order]).all()


def test_a_small_graph_is_wider_than_high_like_a_screen() -> None:
    points = place(blog(200)).points
    width, height = np.ptp(points, axis=0)
    assert 1.0 < width / height < 2.2


def test_an_empty_graph_has_no_places() -> None:
    layout = place(
        Skeleton(keys=keys(0), radii=np.zeros(0), pairs=np.zeros((0, 2), dtype=np.int64), weights=np.zeros(0))
    )
    assert layout.points.shape == (0, 2)
    assert layout.discs == ()


def test_nodes_without_links_share_one_loose_disc() -> None:
    layout = place(Skeleton(keys=keys(5), radii=np.full(5, 6.0), pairs=np.array([[0, 1]]), weights=np.ones(1)))
    assert layout.has_loose
    assert list(layout.community_of) == [0, 0, 1, 1, 1]


@pytest.mark.parametrize("seed", ["0", "4321"])
def test_the_hash_seed_does_not_move_a_node(seed: str) -> None:
    script = "from tests.view.test_layout import blog, place; print(place(blog(200)).points.tolist())"
    found = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == str(place(blog(200)).points.tolist())


@given(st.lists(st.integers(1, 90), min_size=1, max_size=25), st.sampled_from([1.0, 1.5, 2.5]))
@settings(max_examples=40, deadline=None)
def test_packed_discs_keep_their_distance(sizes: list[int], width_by_height: float) -> None:
    radii = np.array(sizes, dtype=float)
    points = pack(to_sunflower(len(sizes)), radii, gap=5.0, width_by_height=width_by_height)
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    near = np.triu(apart < radii[:, None] + radii[None] + 5.0 - 1e-3, 1)
    assert not near.any()
