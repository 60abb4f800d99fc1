"""Discs that do not overlap: pushed apart where they do, drawn together where they need not be far."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from kg.view.skeleton import Floats, Integers
from kg.view.springs import GOLDEN_ANGLE

ROUNDS = 80  # of pushing, before the whole is blown up a little and pushed again
GROWTH = 1.15
PULLS = 150
PULL = 0.016  # share of the way to the middle, a pull


def push_apart(points: Floats, radii: Floats, *, gap: float = 0.0) -> Floats:
    """Return points whose discs keep `gap` between them; those that already do stay where they are."""
    points = points.astype(np.float64, copy=True)
    while True:
        for _ in range(ROUNDS):
            close = _overlapping(points, radii, gap)
            if not len(close):
                return points
            _push(points, radii, close, gap)
        points *= GROWTH


def pack(points: Floats, radii: Floats, *, gap: float, width_by_height: float = 1.0) -> Floats:
    """Draw discs together around their middle without overlap, as wide by as high as asked, about."""
    if len(points) < 2:
        return np.zeros((len(points), 2))
    shape = np.array([width_by_height**0.5, width_by_height**-0.5])
    turned = _lie_down(points, radii)
    packed = turned / np.maximum(np.abs(turned).max(axis=0), 1e-9) * np.sqrt((radii**2).sum()) * shape
    for _ in range(PULLS):
        packed *= 1 - PULL / shape
        for _ in range(3):
            close = _overlapping(packed, radii, gap)
            if len(close):
                _push(packed, radii, close, gap)
    return push_apart(packed, radii, gap=gap)


def _lie_down(points: Floats, radii: Floats) -> Floats:
    """Turn discs around their middle until they reach farthest from left to right."""
    area = radii**2 / (radii**2).sum()
    centred = points - (points * area[:, None]).sum(axis=0)
    xx, yy = (area * centred[:, 0] ** 2).sum(), (area * centred[:, 1] ** 2).sum()
    angle = 0.5 * np.arctan2(2 * (area * centred.prod(axis=1)).sum(), xx - yy)
    turned: Floats = centred @ np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turned


def _overlapping(points: Floats, radii: Floats, gap: float) -> Integers:
    """Return the pairs that come too near, one a row."""
    reach = 2 * float(radii.max(initial=0.0)) + gap
    near = cKDTree(points).query_pairs(reach, output_type="ndarray")
    near = near[np.lexsort((near[:, 1], near[:, 0]))]
    apart = points[near[:, 0]] - points[near[:, 1]]
    needed = radii[near[:, 0]] + radii[near[:, 1]] + gap
    close: Integers = near[np.hypot(apart[:, 0], apart[:, 1]) < needed - 1e-6]
    return close


def _push(points: Floats, radii: Floats, close: Integers, gap: float) -> None:
    """Move both ends of each pair by half of what is missing, and a little more, in place."""
    first, second = close[:, 0], close[:, 1]
    apart = points[first] - points[second]
    distance = np.hypot(apart[:, 0], apart[:, 1])
    same = distance < 1e-9  # no direction to push in: choose one by the node's number
    apart[same] = np.column_stack((np.cos(first[same] * GOLDEN_ANGLE), np.sin(first[same] * GOLDEN_ANGLE)))
    missing = radii[first] + radii[second] + gap + 0.01 - distance
    step = apart / np.where(same, 1.0, distance)[:, None] * (0.55 * missing)[:, None]
    np.add.at(points, first, step)
    np.add.at(points, second, -step)
