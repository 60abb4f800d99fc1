"""Places for the nodes of one community: linked ones near each other, the whole evenly filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kg.view.edges import Floats, Integers, sum_by
from kg.view.skeleton import KEY_BITS, Skeleton

Room: TypeAlias = npt.NDArray[np.float32]

STEPS, STEPS_OF_MANY = 80, 50
MANY = 200  # nodes
STRONGEST = 3.0  # weight of a link: above it a link pulls no harder
LEAST_SQUARE = 0.01  # of a distance: nearer nodes push no harder
AT_ONCE = 32_768  # distances
GOLDEN_ANGLE = 2.399963229728653  # radians; successive points on a sunflower never line up


def to_sunflower(count: int) -> Floats:
    """Return points that fill a disc evenly, the first in the middle, about one unit of area each."""
    number = np.arange(count)
    radius, angle = np.sqrt((number + 0.5) / np.pi), number * GOLDEN_ANGLE
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def to_start(skeleton: Skeleton) -> Floats:
    """Return points that fill a disc, the largest nodes in the middle, each in the direction that its key tells.

    A node more moves the others but a little outwards.
    """
    rank = np.empty(len(skeleton))
    rank[np.lexsort((skeleton.keys, -skeleton.radii))] = np.arange(len(skeleton))
    return to_directions(skeleton.keys) * np.sqrt((rank + 0.5) / np.pi)[:, None]


def to_directions(keys: Integers) -> Floats:
    """Return points on a circle of radius one, as keys tell."""
    angle = keys * (2 * np.pi / 2.0**KEY_BITS)
    return np.column_stack((np.cos(angle), np.sin(angle)))


def relax(skeleton: Skeleton) -> Floats:
    """Return points by springs along the links and repulsion between all nodes (Fruchterman and Reingold 1991).

    Starts where `to_start` tells: no randomness. The ideal length of a link is one unit. Costs steps times the square
    of the number of nodes.
    """
    start, count = to_start(skeleton), len(skeleton)
    if count < 3:
        return start
    points, springs, room = np.ascontiguousarray(start.T), _to_springs(skeleton), _to_room(count)
    steps = STEPS if count <= MANY else STEPS_OF_MANY
    for step in range(steps):
        force = _repulsion(points, room) + _attraction(points, springs) - 0.02 * points
        length = np.hypot(force[0], force[1])
        reach = 0.1 * np.sqrt(count) * (1 - step / steps)
        points = points + force / np.maximum(length, 1e-9) * np.minimum(length, reach)
    placed = np.ascontiguousarray(points.T)
    centred: Floats = placed - placed.mean(axis=0)
    return centred


@dataclass(frozen=True, slots=True)
class _Springs:
    """The links, one column a property."""

    low: Integers
    high: Integers
    stiffness: Floats


def _to_springs(skeleton: Skeleton) -> _Springs:
    low, high = np.ascontiguousarray(skeleton.pairs.T)
    return _Springs(low, high, np.minimum(skeleton.weights, STRONGEST))


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


def _repulsion(points: Floats, room: Room) -> Floats:
    """Return the push of all nodes on each; single precision is enough, as steps are much longer than its errors.

    Here and below points and forces have one row for each axis: much sooner added up than one row for each node.
    """
    across, down = points.astype(np.float32)
    force = np.empty_like(points)
    for start in range(0, len(across), room.shape[1]):
        rows = slice(start, start + room.shape[1])
        apart_x, apart_y, distance, square = room[:, : len(across[rows])]
        np.subtract(across[rows, None], across, out=apart_x)
        np.subtract(down[rows, None], down, out=apart_y)
        np.add(np.square(apart_x, out=distance), np.square(apart_y, out=square), out=distance)
        np.maximum(distance, LEAST_SQUARE, out=distance)
        force[0, rows] = np.divide(apart_x, distance, out=apart_x).sum(axis=1)
        force[1, rows] = np.divide(apart_y, distance, out=apart_y).sum(axis=1)
    return force


def _to_room(count: int) -> Room:
    """Return room for the distances between some of the nodes and all: little enough for a processor's own memory."""
    return np.empty((4, max(1, min(count, AT_ONCE // count)), count), dtype=np.float32)


def _attraction(points: Floats, springs: _Springs) -> Floats:
    apart = points[:, springs.high] - points[:, springs.low]
    pull = apart * (np.sqrt(np.square(apart[0]) + np.square(apart[1])) * springs.stiffness)
    force = np.empty_like(points)
    for axis, own in enumerate(pull):
        force[axis] = sum_by(springs.low, own, len(points[0])) - sum_by(springs.high, own, len(points[0]))
    return force


def sum_of_ends(ends: Integers, vectors: Floats, count: int) -> Floats:
    """Return for each of `count` nodes the sum of the vectors whose end it is."""
    return np.column_stack([sum_by(ends, vectors[:, axis], count) for axis in (0, 1)])
