"""A layout that is kept is the layout that is worked out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache.kept import Memory
from kg.cache.layout import place_again
from kg.view.layout import Layout, place
from kg.view.skeleton import Skeleton


def to_skeleton(pairs: frozenset[tuple[int, int]], weight: float = 0.75) -> Skeleton:
    rows = sorted((low, high) for low, high in pairs if low < high)
    return Skeleton(
        keys=np.arange(9) * 10**18,
        radii=np.full(9, 6.0),
        pairs=np.array(rows, dtype=np.int64).reshape(-1, 2),
        weights=np.array([weight + low / 10 for low, _ in rows]),
    )


def is_same(one: Layout, other: Layout) -> bool:
    arrays = ((one.points, other.points), (one.community_of, other.community_of))
    same = all(np.array_equal(mine, theirs) and mine.dtype == theirs.dtype for mine, theirs in arrays)
    return same and (one.discs, one.has_loose) == (other.discs, other.has_loose)


@settings(deadline=None, max_examples=20)
@given(st.frozensets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_what_is_kept_is_what_is_worked_out(pairs: frozenset[tuple[int, int]]) -> None:
    assert is_same(place_again(to_skeleton(pairs), Memory()), place(to_skeleton(pairs)))


def worked_out_for(skeleton: Skeleton, path: Path) -> int:
    """Place it with what is kept, and return how many steps were taken."""
    with Memory(path) as memory:
        assert is_same(place_again(skeleton, memory), place(skeleton))
    return memory.worked_out


def test_a_skeleton_that_stays_is_laid_out_once(tmp_path: Path) -> None:
    skeleton = to_skeleton(frozenset({(0, 1), (1, 2), (4, 5)}))
    assert worked_out_for(skeleton, tmp_path / "m") > 0
    assert worked_out_for(skeleton, tmp_path / "m") == 0


def test_of_a_skeleton_that_differs_only_the_part_that_differs_is_laid_out_anew(tmp_path: Path) -> None:
    pairs = frozenset({(0, 1), (1, 2), (4, 5)})
    everything = worked_out_for(to_skeleton(pairs), tmp_path / "m")
    assert 0 < worked_out_for(to_skeleton(pairs | {(0, 2)}), tmp_path / "m") < everything


def test_a_skeleton_with_other_weights_is_laid_out_anew(tmp_path: Path) -> None:
    pairs = frozenset({(0, 1), (1, 2), (4, 5)})
    worked_out_for(to_skeleton(pairs), tmp_path / "m")
    assert worked_out_for(to_skeleton(pairs, 0.7500001), tmp_path / "m") > 0
