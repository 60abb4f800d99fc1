"""Where every node lies: communities first, then their members inside; the same place every time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.view.communities import find_communities, find_loose
from kg.view.edges import Floats, Integers, sum_by
from kg.view.packing import pack, push_apart
from kg.view.skeleton import Skeleton
from kg.view.springs import fill_disc, relax, to_sunflower

# Nodes of a community, or communities: springs cost the square, and pull together what lies in a large one's parts.
LARGEST_RELAXED = 400
ROOM = 1.25  # radius of a community's disc, by that which the discs of its members with half of their gap would fill
ROOMY, DENSE = (
    26.0,
    8.0,
)  # world units between two nodes in a small graph, where there is room for labels, and in a large one
SMALL_GRAPH, LARGE_GRAPH = 300, 3000  # nodes
BETWEEN_DISCS = 24.0  # world units more between two communities than between their members
SCREEN = 1.33  # width by height of what is left of a screen beside the panel
WIDTHS = (1.5, 1.75, 2.0, 2.25, 2.5)  # by height: what to aim at is tried, as jams make it come out narrower
ROUNDED = 1.5  # what the rounding of two places may take away between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """Where a community lies, in world units."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A point and the number of a community for each node; the communities' discs, perhaps one of loose nodes last."""

    points: Floats
    community_of: Integers
    discs: tuple[Disc, ...]
    has_loose: bool


def place(skeleton: Skeleton) -> Layout:
    """Lay out a graph in two levels, in whole world units, without overlaps."""
    gap = _gap(len(skeleton))
    groups, loose = find_communities(skeleton, is_thorough=True), find_loose(skeleton)
    if len(loose):
        groups = [*groups, loose]
    insides = [_place_inside(part, gap) for part in skeleton.parts(groups)]
    radii = np.array([_reach(inside, skeleton.radii[group]) for inside, group in zip(insides, groups, strict=True)])
    centres = _place_discs(skeleton, groups, radii, 1.5 * gap + BETWEEN_DISCS, widths=WIDTHS)
    points = np.zeros((len(skeleton), 2))
    community_of = np.zeros(len(skeleton), dtype=np.int64)
    for number, group in enumerate(groups):
        points[group] = np.rint(insides[number] + centres[number])
        community_of[group] = number
    discs = tuple(
        Disc(x=float(x), y=float(y), radius=float(r)) for (x, y), r in zip(centres.round(), radii.round(), strict=True)
    )
    return Layout(points=points, community_of=community_of, discs=discs, has_loose=len(loose) > 0)


def _gap(count: int) -> float:
    """Return the room between nodes: much in a small graph, little in a large one."""
    share = (count - SMALL_GRAPH) / (LARGE_GRAPH - SMALL_GRAPH)
    return ROOMY + (DENSE - ROOMY) * min(1.0, max(0.0, share))


def _place_inside(skeleton: Skeleton, gap: float) -> Floats:
    """Return the members' points around (0, 0), without overlaps."""
    groups = _split(skeleton) if len(skeleton) > LARGEST_RELAXED else []
    if len(groups) > 1:
        return _place_split(skeleton, groups, gap)
    is_joined = not groups and len(skeleton.pairs)
    points = relax(skeleton) if is_joined else to_sunflower(len(skeleton))
    area = float(((skeleton.radii + gap / 2) ** 2).sum())
    filled = fill_disc(points, ROOM * area**0.5) if len(skeleton) > 2 else points
    return _centred(push_apart(filled, skeleton.radii, gap=gap + ROUNDED), skeleton.radii)


def _split(skeleton: Skeleton) -> list[Integers]:
    """Return the communities of a community too large for springs; what has no link in it is the last."""
    groups, loose = find_communities(skeleton), find_loose(skeleton)
    return [*groups, loose] if len(loose) else groups


def _place_split(skeleton: Skeleton, groups: list[Integers], gap: float) -> Floats:
    """Return the points of a community too large for springs: its own communities as discs."""
    insides = [_place_inside(part, gap) for part in skeleton.parts(groups)]
    radii = np.array([_reach(inside, skeleton.radii[group]) for inside, group in zip(insides, groups, strict=True)])
    centres = _place_discs(skeleton, groups, radii, gap)
    points = np.zeros((len(skeleton), 2))
    for group, inside, centre in zip(groups, insides, centres, strict=True):
        points[group] = inside + centre
    return _centred(points, skeleton.radii)


def _place_discs(
    skeleton: Skeleton, groups: list[Integers], radii: Floats, gap: float, *, widths: tuple[float, ...] = (1.0,)
) -> Floats:
    """Return the centres of the communities: those with many links between them side by side, as small as can be."""
    if not groups:
        return np.zeros((0, 2))
    if len(groups) > LARGEST_RELAXED:
        start = to_sunflower(len(groups))
    else:
        start = relax(_quotient(skeleton, groups, radii), steps=200)
    tried = [pack(start, radii, gap=gap, width_by_height=width) for width in widths]
    return min(tried, key=lambda centres: _size_on_screen(centres, radii))


def _size_on_screen(centres: Floats, radii: Floats) -> float:
    """Return the height of the smallest screen that holds all discs."""
    across, down = np.ptp(np.vstack((centres - radii[:, None], centres + radii[:, None])), axis=0)
    return float(max(across / SCREEN, down))


def _quotient(skeleton: Skeleton, groups: list[Integers], radii: Floats) -> Skeleton:
    """Return the graph of the communities; a link weighs what joins two, by the root of both sizes."""
    group_of = np.zeros(len(skeleton), dtype=np.int64)
    for number, group in enumerate(groups):
        group_of[group] = number
    size = np.array([len(group) for group in groups])
    ends = np.sort(group_of[skeleton.pairs], axis=1)
    crossing = ends[:, 0] != ends[:, 1]
    pairs, row_of = np.unique(ends[crossing], axis=0, return_inverse=True)
    weights = sum_by(row_of.reshape(-1), skeleton.weights[crossing], len(pairs))
    return Skeleton(radii=radii, pairs=pairs, weights=weights / np.sqrt(size[pairs].prod(axis=1)))


def _reach(points: Floats, radii: Floats) -> float:
    """Return the radius of the disc around (0, 0) that holds the discs of all members."""
    return float((np.hypot(points[:, 0], points[:, 1]) + radii).max())


def _centred(points: Floats, radii: Floats) -> Floats:
    """Move the middle of the smallest disc that holds all members to (0, 0).

    Steps towards the farthest member, each shorter than the last, end near that middle (Badoiu and Clarkson 2003).
    """
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    for step in range(60):
        away = points - middle
        farthest = int(np.argmax(np.hypot(away[:, 0], away[:, 1]) + radii))
        middle = middle + away[farthest] / (step + 2)
    better = min((points.mean(axis=0), middle), key=lambda each: _reach(points - each, radii))
    centred: Floats = points - better
    return centred
