"""Discs that do not overlap: pushed apart where they do, drawn together where they need not be far."""

from __future__ import annotations

import numpy as np

from kg.view.edges import Floats, Integers
from kg.view.springs import GOLDEN_ANGLE, sum_of_ends

FEW = 64  # discs up to which all pairs are looked at: a tree costs more to build
ROUNDS = 8  # of pushing, before the whole is blown up a little and pushed again
GROWTH = 1.02
PULLS = 150
PULL = 0.016  # share of the way to the middle, a pull


def push_apart(points: Floats, radii: Floats, *, gap: float = 0.0) -> Floats:
    """Return points whose discs keep `gap` between them; those that already do stay where they are."""
    points = points.astype(np.float64, copy=True)
    near = _Near(radii, gap)
    while len(points) > 1:
        for _ in range(ROUNDS):
            close = near.overlapping(points)
            if not len(close):
                return points
            _push(points, radii, close, gap)
        points *= GROWTH
    return points


def pack(points: Floats, radii: Floats, *, gap: float, width_by_height: float = 1.0) -> Floats:
    """Draw discs together around their middle without overlap, as wide by as high as asked, about."""
    if len(points) < 2:
        return np.zeros((len(points), 2))
    shape = np.array([width_by_height**0.5, width_by_height**-0.5])
    turned = _lie_down(points, radii)
    packed = turned / np.maximum(np.abs(turned).max(axis=0), 1e-9) * np.sqrt((radii**2).sum()) * shape
    near = _Near(radii, gap)
    for _ in range(PULLS):
        packed *= 1 - PULL / shape
        for _ in range(3):
            close = near.overlapping(packed)
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


class _Near:
    """The pairs that may overlap: they are looked for anew only when a disc has moved so far that others may."""

    def __init__(self, radii: Floats, gap: float) -> None:
        self._radii, self._gap = radii, gap
        self._slack = float(radii.mean()) + gap
        self._seen = np.full((len(radii), 2), np.inf)
        self._pairs = np.zeros((0, 2), dtype=np.int64)

    def overlapping(self, points: Floats) -> Integers:
        """Return the pairs that come too near, one a row, in order."""
        moved = points - self._seen
        if not (np.hypot(moved[:, 0], moved[:, 1]).max() <= self._slack / 2):
            reach = 2 * float(self._radii.max()) + self._gap + self._slack
            near = self._closer(points, _candidates(points, reach), self._slack)
            self._seen, self._pairs = points.copy(), near[np.lexsort((near[:, 1], near[:, 0]))]
        return self._closer(points, self._pairs, -1e-6)

    def _closer(self, points: Floats, pairs: Integers, slack: float) -> Integers:
        """Return those of the pairs between whose discs there is less than the gap and the slack."""
        first, second = pairs[:, 0], pairs[:, 1]
        apart = points[first] - points[second]
        needed = self._radii[first] + self._radii[second] + (self._gap + slack)
        close: Integers = pairs[np.hypot(apart[:, 0], apart[:, 1]) < needed]
        return close


def _candidates(points: Floats, reach: float) -> Integers:
    """Return all pairs of a few points, else those no farther apart."""
    if len(points) <= FEW:
        return np.column_stack(np.triu_indices(len(points), 1))
    from scipy.spatial import cKDTree  # it takes 17 MB, and a layout that is kept needs none

    near: Integers = cKDTree(points).query_pairs(reach, output_type="ndarray")
    return near


def _push(points: Floats, radii: Floats, close: Integers, gap: float) -> None:
    """Move both ends of each pair by half of what is missing, and a little more, in place."""
    first, second = close[:, 0], close[:, 1]
    apart = points[first] - points[second]
    distance = np.hypot(apart[:, 0], apart[:, 1])
    same = distance < 1e-9  # no direction to push in: choose one by the node's number
    apart[same] = np.column_stack((np.cos(first[same] * GOLDEN_ANGLE), np.sin(first[same] * GOLDEN_ANGLE)))
    missing = radii[first] + radii[second] + gap + 0.01 - distance
    step = apart / np.where(same, 1.0, distance)[:, None] * (0.55 * missing)[:, None]
    points += sum_of_ends(first, step, len(points)) - sum_of_ends(second, step, len(points))
