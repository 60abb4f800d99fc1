"""Which nodes belong together, and by which of their concepts a community is known."""

from __future__ import annotations

import numpy as np

from kg.graph.schema import EdgeKind
from kg.view.edges import Edges, Integers, sum_by
from kg.view.louvain import find_groups, to_network
from kg.view.skeleton import Skeleton

NAMES = 3  # concepts in the name of a community


def find_communities(skeleton: Skeleton) -> list[Integers]:
    """Return disjoint groups that hold every node with a link, the largest first, members ascending.

    Large nodes choose first: few links more or less change their choices, and the others follow them.
    """
    linked = np.unique(skeleton.pairs)
    if not len(linked):
        return []
    network = to_network(np.searchsorted(linked, skeleton.pairs), skeleton.weights, len(linked))
    group_of = find_groups(network, np.argsort(-skeleton.radii[linked], kind="stable"))
    members = linked[np.argsort(group_of, kind="stable")]
    groups = np.split(members, np.cumsum(np.bincount(group_of))[:-1])
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))


def find_loose(skeleton: Skeleton) -> Integers:
    """Return the nodes without any link."""
    return np.setdiff1d(np.arange(len(skeleton)), skeleton.pairs)


def find_typical(edges: Edges, community_of: Integers) -> dict[int, list[int]]:
    """Return, for each community, the concepts that its posts name much and the other posts name little.

    A concept scores the salience it has in the posts of its own community, times the share of its whole salience
    that lies there.
    """
    naming = edges.are(EdgeKind.MENTIONS)
    source, target = edges.source[naming], edges.target[naming]
    strength = edges.weight[naming] + 0.1 + edges.about[naming]
    own = community_of[source] == community_of[target]
    everywhere = sum_by(target, strength, len(community_of))
    inside = sum_by(target[own], strength[own], len(community_of))
    scored = np.flatnonzero(inside)
    score = inside[scored] ** 2 / everywhere[scored]
    typical: dict[int, list[int]] = {}
    for concept in scored[np.argsort(-score, kind="stable")].tolist():
        names = typical.setdefault(int(community_of[concept]), [])
        if len(names) < NAMES:
            names.append(concept)
    return typical
