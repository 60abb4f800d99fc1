"""Where every node lies: communities first, then their members inside; the same place every time.

An edit moves little: each step depends on its own part of the graph alone, in the order of the nodes' keys, and where
communities lie among one another depends on their largest members and on coarse sizes only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from kg.view.communities import find_loose
from kg.view.edges import Floats, Integers
from kg.view.skeleton import Skeleton
from kg.view.steps import (
    LARGEST_RELAXED,
    Column,
    Step,
    arrange,
    arrange_on_screen,
    group,
    settle,
    to_centred,
    to_reach,
)

ROOMY: Final = 26  # world units between two nodes in a small graph, where there is room for labels
DENSE: Final = 8  # and in a large one
SMALL_GRAPH, LARGE_GRAPH = 300, 3000  # nodes
BETWEEN_DISCS: Final = 24.0  # world units more between two communities than between their members
RADIUS_STEP: Final = 1.1  # factor by which communities are packed as if they differed: a member more moves no other


class Working(Protocol):
    """A way to take a step: whatever it is, it returns what `step(skeleton, gap)` returns."""

    def __call__(self, step: Step[Column], skeleton: Skeleton, gap: float, /) -> Column:
        """Return that."""
        ...


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


def work_out(step: Step[Column], skeleton: Skeleton, gap: float, /) -> Column:
    """Take the step."""
    return step(skeleton, gap)


def place(skeleton: Skeleton, working: Working = work_out) -> Layout:
    """Lay out a graph in two levels, in whole world units, without overlaps.

    `working` takes the place of `work_out`, for a caller that knows what some steps return already.
    """
    order = np.argsort(skeleton.keys, kind="stable")
    own, gap = skeleton.in_order(order), _gap(len(skeleton))
    groups = _to_groups(working(group, own, gap))
    insides = [_place_inside(part, gap, working) for part in own.parts(groups)]
    discs = _to_discs(own, groups, insides)
    centres = _arranged(discs, working, arrange_on_screen, 1.5 * gap + BETWEEN_DISCS)
    points = np.zeros((len(own), 2))
    community_of = np.zeros(len(own), dtype=np.int64)
    for number, members in enumerate(groups):
        points[order[members]] = np.rint(insides[number] + centres[number])
        community_of[order[members]] = number
    placed = zip(centres.round().tolist(), discs.radii.round().tolist(), strict=True)
    return Layout(
        points=points,
        community_of=community_of,
        discs=tuple(Disc(x=x, y=y, radius=radius) for (x, y), radius in placed),
        has_loose=len(find_loose(own)) > 0,
    )


def _gap(count: int) -> float:
    """Return the room between nodes, in whole units: much in a small graph, little in a large one."""
    share = (count - SMALL_GRAPH) / (LARGE_GRAPH - SMALL_GRAPH)
    return float(round(ROOMY + (DENSE - ROOMY) * min(1.0, max(0.0, share))))


def _to_groups(group_of: Integers) -> list[Integers]:
    """Return the members of each group, ascending."""
    members = np.argsort(group_of, kind="stable")
    return np.split(members, np.cumsum(np.bincount(group_of))[:-1]) if len(members) else []


def _place_inside(skeleton: Skeleton, gap: float, working: Working) -> Floats:
    """Return the members' points around (0, 0), without overlaps; a large community's own communities as discs."""
    groups = _to_groups(working(group, skeleton, gap)) if len(skeleton) > LARGEST_RELAXED else []
    if len(groups) < 2:
        return working(settle, skeleton, gap)
    insides = [_place_inside(part, gap, working) for part in skeleton.parts(groups)]
    centres = _arranged(_to_discs(skeleton, groups, insides), working, arrange, gap)
    points = np.zeros((len(skeleton), 2))
    for members, inside, centre in zip(groups, insides, centres, strict=True):
        points[members] = inside + centre
    return to_centred(points, skeleton.radii)


def _arranged(discs: Skeleton, working: Working, step: Step[Floats], gap: float) -> Floats:
    """Return the centres of discs; their order makes no difference, nor does the last of what they are large."""
    order = np.argsort(discs.keys, kind="stable")
    centres = np.zeros((len(discs), 2))
    centres[order] = working(step, replace(discs, radii=_to_coarse(discs.radii)).in_order(order), gap)
    return centres


def _to_coarse(radii: Floats) -> Floats:
    """Return the next larger of radii a step apart."""
    coarse: Floats = RADIUS_STEP ** np.ceil(np.log(radii) / np.log(RADIUS_STEP))
    return coarse


def _to_discs(skeleton: Skeleton, groups: list[Integers], insides: list[Floats]) -> Skeleton:
    """Return the communities as nodes without links, each with the key of its largest member."""
    members = zip(insides, groups, strict=True)
    largest = [own[np.argmax(skeleton.radii[own])] for own in groups]
    return Skeleton(
        keys=skeleton.keys[np.array(largest, dtype=np.int64)],
        radii=np.array([to_reach(inside, skeleton.radii[own]) for inside, own in members]),
        pairs=np.zeros((0, 2), dtype=np.int64),
        weights=np.zeros(0),
    )
