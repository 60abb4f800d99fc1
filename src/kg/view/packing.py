"""Discs that do not overlap: pushed apart where they do, drawn together where they need not be far."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from kg.view.skeleton import Floats, Integers
from kg.view.springs import GOLDEN_ANGLE

ROUNDS = 80  # of pushing, before the whole is blown up a little and pushed again
GROWTH = 1.15
PULLS = 150
PULL_BY_AXIS = np.array([0.012, 0.02])  # share of the way to the middle, a pull
WIDTH_BY_HEIGHT = 1.5  # a screen lies on its side, and so should the whole picture


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


def pack(points: Floats, radii: Floats, *, gap: float) -> Floats:
    """Draw discs together around their middle, wider than high, without overlap."""
    if len(points) < 2:
        return np.zeros((len(points), 2))
    spread = np.sqrt((radii**2).sum()) * np.array([WIDTH_BY_HEIGHT**0.5, WIDTH_BY_HEIGHT**-0.5])
    centred = points - points.mean(axis=0)
    packed = centred / np.maximum(np.abs(centred).max(axis=0), 1e-9) * spread
    for _ in range(PULLS):
        packed *= 1 - PULL_BY_AXIS
        for _ in range(3):
            close = _overlapping(packed, radii, gap)
            if len(close):
                _push(packed, radii, close, gap)
    return push_apart(packed, radii, gap=gap)


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
