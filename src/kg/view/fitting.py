"""Discs fitted one after another into as little room as can be, the largest first: a small one moves no larger one."""

from __future__ import annotations

import numpy as np

from kg.view.edges import Floats
from kg.view.packing import pack
from kg.view.skeleton import Skeleton
from kg.view.springs import to_directions, to_start

MOST_FITTED = 150  # discs; the places to choose from grow with the cube of their number
ASIDE = 0.15  # of the radius of all together: how far from the middle a disc is aimed at


def fit(discs: Skeleton, *, gap: float, width_by_height: float = 1.0) -> Floats:
    """Return centres of discs that keep `gap` between them, the whole about as wide by as high as asked.

    Each takes the free place that touches two before it and is nearest to the middle, a little to the side that its
    key tells. Many are drawn together instead.
    """
    if len(discs) > MOST_FITTED:
        return pack(to_start(discs), discs.radii, gap=gap, width_by_height=width_by_height)
    order = np.lexsort((discs.keys, -discs.radii))
    radii = discs.radii[order] + gap / 2
    aims = to_directions(discs.keys[order]) * (ASIDE * float(np.sqrt((radii**2).sum())))
    squeeze = np.array([width_by_height**-0.5, width_by_height**0.5])
    points = np.zeros((len(discs), 2))
    for number in range(1, len(discs)):
        free = _free_places(points[:number], radii[: number + 1])
        points[number] = free[np.argmin((((free - aims[number]) * squeeze) ** 2).sum(axis=1))]
    centres = np.empty_like(points)
    centres[order] = points
    return centres


def _free_places(points: Floats, radii: Floats) -> Floats:
    """Return the centres at which the last disc touches two others, or the only one, and overlaps none."""
    own, others = float(radii[-1]), radii[:-1]
    if len(points) == 1:
        beside: Floats = points + np.array([[1.0, 0.0], [-1.0, 0.0]]) * (others[0] + own)
        return beside
    places = _touching(points, others + own)
    apart = places[:, None] - points
    free: Floats = places[(np.hypot(apart[..., 0], apart[..., 1]) >= others + own - 1e-6).all(axis=1)]
    return free


def _touching(points: Floats, reach: Floats) -> Floats:
    """Return the places that are as far from two of the points as their reaches tell."""
    one, other = np.triu_indices(len(points), 1)
    apart = points[other] - points[one]
    distance = np.hypot(apart[:, 0], apart[:, 1])
    near = np.flatnonzero(distance <= reach[one] + reach[other])
    one, other, distance = one[near], other[near], distance[near]
    ahead = apart[near] / distance[:, None]
    along = (reach[one] ** 2 - reach[other] ** 2 + distance**2) / (2 * distance)
    aside = np.sqrt(np.maximum(reach[one] ** 2 - along**2, 0.0))
    middle = points[one] + ahead * along[:, None]
    across = np.column_stack((-ahead[:, 1], ahead[:, 0])) * aside[:, None]
    return np.vstack((middle + across, middle - across))
