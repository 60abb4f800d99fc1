"""Places for the nodes of one community: linked ones near each other, the whole evenly filled."""

from __future__ import annotations

import numpy as np

from kg.view.skeleton import Floats, Skeleton

STEPS = 80
GOLDEN_ANGLE = 2.399963229728653  # radians; successive points on a sunflower never line up


def to_sunflower(count: int) -> Floats:
    """Return points that fill a disc evenly, the first in the middle, about one unit of area each."""
    number = np.arange(count)
    radius, angle = np.sqrt((number + 0.5) / np.pi), number * GOLDEN_ANGLE
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def relax(skeleton: Skeleton, *, steps: int = STEPS, start: Floats | None = None) -> Floats:
    """Return points by springs along the links and repulsion between all nodes (Fruchterman and Reingold 1991).

    Starts from points about one unit apart; by itself from a sunflower, the most important nodes in the middle: no
    randomness. The ideal length of a link is one unit. Costs steps times the square of the number of nodes.
    """
    points = to_sunflower(len(skeleton)) if start is None else start
    if len(skeleton) < 3:
        return points
    for step in range(steps):
        force = _repulsion(points) + _attraction(points, skeleton) - 0.02 * points
        length = np.hypot(force[:, 0], force[:, 1])[:, None]
        reach = 0.1 * np.sqrt(len(skeleton)) * (1 - step / steps)
        points = points + force / np.maximum(length, 1e-9) * np.minimum(length, reach)
    centred: Floats = points - points.mean(axis=0)
    return centred


def fill_disc(points: Floats, radius: float) -> Floats:
    """Move points along their own direction until they fill a disc of that radius, about evenly."""
    distance = np.hypot(points[:, 0], points[:, 1])
    rank = np.empty(len(points))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(points))
    even = np.sqrt((rank + 0.5) / len(points)) * radius
    natural = np.minimum(distance / max(float(np.percentile(distance, 95)), 1e-9), 1.15) * radius
    wanted = 0.5 * even + 0.5 * natural
    filled: Floats = points * (wanted / np.maximum(distance, 1e-9))[:, None]
    return filled


def _repulsion(points: Floats) -> Floats:
    apart_x = points[:, 0, None] - points[None, :, 0]
    apart_y = points[:, 1, None] - points[None, :, 1]
    push = 1 / np.maximum(apart_x * apart_x + apart_y * apart_y, 0.01)
    return np.column_stack(((apart_x * push).sum(axis=1), (apart_y * push).sum(axis=1)))


def _attraction(points: Floats, skeleton: Skeleton) -> Floats:
    force = np.zeros_like(points)
    low, high = skeleton.pairs[:, 0], skeleton.pairs[:, 1]
    apart = points[high] - points[low]
    pull = apart * (np.hypot(apart[:, 0], apart[:, 1]) * np.minimum(skeleton.weights, 3.0))[:, None]
    np.add.at(force, low, pull)
    np.add.at(force, high, -pull)
    return force
