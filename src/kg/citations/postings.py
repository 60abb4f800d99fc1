"""Which of many things have which marks, in twelve bytes a mark."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Set
from typing import Final

import numpy as np

MOST_SHARING: Final = 64  # a mark of more things than these tells nothing


class Postings:
    """The places of things in a row by the marks they have; a mark is a number below 2**64."""

    def __init__(self, marks_by_place: Iterable[Set[int]]) -> None:
        """Take the marks of each thing, in the order of the row."""
        marks, places = array("Q"), array("I")
        for place, found in enumerate(marks_by_place):
            marks.extend(found)
            places.extend([place] * len(found))
        order = np.lexsort((places, marks))
        self._marks = np.array(marks, dtype=np.uint64)[order]
        self._places = np.array(places, dtype=np.uint32)[order]

    def having(self, mark: int) -> list[int]:
        """Return the places of the things that have this mark, in their order; none of a mark that too many have."""
        first = np.searchsorted(self._marks, np.uint64(mark), side="left")
        last = np.searchsorted(self._marks, np.uint64(mark), side="right")
        places: list[int] = self._places[first:last].tolist() if last - first <= MOST_SHARING else []
        return places
