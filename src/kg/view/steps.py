"""The steps of a layout: each depends on a skeleton and a gap alone, so that what it returned may be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from kg.view.communities import find_communities
from kg.view.edges import Floats, Integers
from kg.view.fitting import fit
from kg.view.packing import push_apart
from kg.view.skeleton import Skeleton
from kg.view.springs import fill_disc, relax, to_start

# Nodes of a community: springs cost the square, and pull together what lies in a large one's parts.
LARGEST_RELAXED: Final = 400
ROOM: Final = 1.25  # radius of a community's disc, by that which its members with half of their gap would fill
SCREEN: Final = 1.33  # width by height of what is left of a screen beside the panel
ROUNDED: Final = 1.5  # what the rounding of two places may take away between them

Column = TypeVar("Column", bound=npt.NDArray[Any])
Step: TypeAlias = Callable[[Skeleton, float], Column]


def group(skeleton: Skeleton, _gap: float) -> Integers:
    """Return the number of each node's community, the largest first; what has no link is the last."""
    groups = find_communities(skeleton)
    group_of = np.full(len(skeleton), len(groups), dtype=np.int64)
    for number, members in enumerate(groups):
        group_of[members] = number
    return group_of


def settle(skeleton: Skeleton, gap: float) -> Floats:
    """Return the points of a community around (0, 0), without overlaps: by springs, if there are not too many."""
    is_relaxed = len(skeleton) <= LARGEST_RELAXED and len(skeleton.pairs) > 0
    points = relax(skeleton) if is_relaxed else to_start(skeleton)
    area = float(((skeleton.radii + gap / 2) ** 2).sum())
    filled = fill_disc(points, ROOM * area**0.5) if len(skeleton) > 2 else points
    return to_centred(push_apart(filled, skeleton.radii, gap=gap + ROUNDED), skeleton.radii)


def arrange(discs: Skeleton, gap: float) -> Floats:
    """Return the centres of discs, without overlaps, in as small a circle as can be."""
    return fit(discs, gap=gap)


def arrange_on_screen(discs: Skeleton, gap: float) -> Floats:
    """Return the centres of discs, without overlaps, in the shape of a screen."""
    if not len(discs):
        return np.zeros((0, 2))
    lying = fit(discs, gap=gap, width_by_height=SCREEN)
    turned = np.column_stack((lying[:, 1], -lying[:, 0]))  # few large discs may not have the shape that was asked for
    return min(lying, turned, key=lambda centres: _size_on_screen(centres, discs.radii))


def _size_on_screen(centres: Floats, radii: Floats) -> float:
    """Return the height of the smallest screen that holds all discs."""
    across, down = np.ptp(np.vstack((centres - radii[:, None], centres + radii[:, None])), axis=0)
    return float(max(across / SCREEN, down))


def to_reach(points: Floats, radii: Floats) -> float:
    """Return the radius of the disc around (0, 0) that holds the discs of all members."""
    return float((np.hypot(points[:, 0], points[:, 1]) + radii).max())


def to_centred(points: Floats, radii: Floats) -> Floats:
    """Move the middle of the smallest disc that holds all members to (0, 0).

    Steps towards the farthest member, each shorter than the last, end near that middle (Badoiu and Clarkson 2003).
    """
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    for step in range(60):
        away = points - middle
        farthest = int(np.argmax(np.hypot(away[:, 0], away[:, 1]) + radii))
        middle = middle + away[farthest] / (step + 2)
    better = min((points.mean(axis=0), middle), key=lambda each: to_reach(points - each, radii))
    centred: Floats = points - better
    return centred
