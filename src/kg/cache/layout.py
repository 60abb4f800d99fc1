"""Where the nodes of the page lie, kept for as long as the graph has the same links with the same weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kg.cache.digest import digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.cache.plain import Form, form_of
from kg.view.layout import Disc, Layout, place
from kg.view.skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class _Places:
    """A layout in plain numbers."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    community_of: tuple[int, ...]
    discs: tuple[Disc, ...]
    has_loose: bool


_PLACES: Final[Form[_Places]] = form_of(_Places)


def place_again(skeleton: Skeleton, memory: Memory) -> Layout:
    """Return what `kg.view.layout.place` returns; a skeleton that is as it was is not laid out again."""
    parts = (skeleton.radii, skeleton.pairs, skeleton.weights)
    shapes = (f"{part.dtype} {part.shape}" for part in parts)
    key = digest_of("layout", digest_of_kg(), *shapes, *(part.tobytes() for part in parts))
    kept = memory.recall(key, _PLACES, lambda: _to_places(place(skeleton)))
    return Layout(
        points=np.column_stack((kept.across, kept.down)).reshape(-1, 2),
        community_of=np.array(kept.community_of, dtype=np.int64),
        discs=kept.discs,
        has_loose=kept.has_loose,
    )


def _to_places(layout: Layout) -> _Places:
    return _Places(
        across=tuple(layout.points[:, 0].tolist()),
        down=tuple(layout.points[:, 1].tolist()),
        community_of=tuple(layout.community_of.tolist()),
        discs=layout.discs,
        has_loose=layout.has_loose,
    )
