"""Where the nodes of the page lie, kept step by step for as long as a part of the graph has the same links."""

from __future__ import annotations

from io import BytesIO

import numpy as np

from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.view.layout import Layout, place
from kg.view.skeleton import Skeleton
from kg.view.steps import Column, Step


def place_again(skeleton: Skeleton, memory: Memory) -> Layout:
    """Return what `kg.view.layout.place` returns; no step is taken again for a part that is as it was."""
    if not memory.is_on:
        return place(skeleton)

    def take(step: Step[Column], part: Skeleton, gap: float, /) -> Column:
        key = _key_of(step.__name__, part, gap)
        content = memory.find(key)
        if content is not None:
            kept: Column = np.load(BytesIO(content), allow_pickle=False)
            return kept
        column, stream = step(part, gap), BytesIO()
        np.save(stream, column, allow_pickle=False)
        memory.keep(key, stream.getvalue())
        return column

    return place(skeleton, take)


def _key_of(step: str, part: Skeleton, gap: float) -> Digest:
    columns = (part.keys, part.radii, part.pairs, part.weights)
    shapes = (f"{column.dtype} {column.shape}" for column in columns)
    return digest_of("layout", digest_of_kg(), step, repr(gap), *shapes, *(column.tobytes() for column in columns))
