"""Which nodes belong together, and by which of their concepts a community is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx

from kg.graph.schema import Edge, EdgeKind
from kg.view.skeleton import Skeleton

SEED = 1  # of the order in which Louvain visits the nodes; any fixed number gives the same bytes every time
NAMES = 3  # concepts in the name of a community


def find_communities(skeleton: Skeleton) -> list[list[int]]:
    """Return disjoint groups that hold every node with a link, the largest first, members ascending.

    The method is Louvain's (Blondel et al. 2008). Nodes are integers here: their hashes, and so the order in which
    sets of them iterate, do not depend on PYTHONHASHSEED.
    """
    joined: nx.Graph[int] = nx.Graph()
    joined.add_nodes_from(sorted({int(end) for end in skeleton.pairs.flat}))
    joined.add_weighted_edges_from(
        (int(low), int(high), float(weight))
        for (low, high), weight in zip(skeleton.pairs, skeleton.weights, strict=True)
    )
    if not joined:
        return []
    found = nx.community.louvain_communities(joined, weight="weight", seed=SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def find_loose(skeleton: Skeleton) -> list[int]:
    """Return the nodes without any link."""
    linked = {int(end) for end in skeleton.pairs.flat}
    return [node for node in range(len(skeleton)) if node not in linked]


def find_typical(edges: Iterable[Edge], community_of: dict[str, int]) -> dict[int, list[str]]:
    """Return, for each community, the concepts that its posts name much and the other posts name little.

    A concept scores the salience it has in the posts of its own community, times the share of its whole salience
    that lies there.
    """
    inside: defaultdict[str, float] = defaultdict(float)
    everywhere: defaultdict[str, float] = defaultdict(float)
    for edge in edges:
        if edge.kind is EdgeKind.MENTIONS:
            strength = edge.weight + 0.1 + edge.about
            everywhere[edge.target] += strength
            if community_of.get(edge.source) == community_of.get(edge.target):
                inside[edge.target] += strength
    score_of = {concept: total * total / everywhere[concept] for concept, total in inside.items()}
    typical: dict[int, list[str]] = {}
    for concept in sorted(score_of, key=lambda each: (-score_of[each], each)):
        if concept in community_of:
            typical.setdefault(community_of[concept], []).append(concept)
    return {community: concepts[:NAMES] for community, concepts in typical.items()}
