"""By which number a post knows an edge: one that does not change while the edges of the post are the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.view.edges import Edges, Integers


def to_places(ids: Sequence[str]) -> Integers:
    """Return the place of each id among all, sorted as the page's scripts sort strings: by UTF-16 units."""
    units = [each.encode("utf-16-be", "replace") for each in ids]
    places = np.empty(len(ids), dtype=np.int64)
    places[sorted(range(len(ids)), key=units.__getitem__)] = np.arange(len(ids))
    return places


def to_ordinals(edges: Edges, places: Integers) -> Integers:
    """Return for each mark the place of its edge among all that its post is an end of, then among its others.

    Both are sorted by the places of their ends, then by kind; the page counts them in the same way.
    """
    marks, count = edges.marks, np.int64(len(edges))  # wide: products of it are
    rank = np.empty(count, dtype=np.int64)
    rank[np.lexsort((edges.kind, places[edges.target], places[edges.source]))] = np.arange(count)
    speaks = np.zeros(len(places), dtype=np.bool_)  # of the other nodes nobody asks for the edges
    speaks[marks.post] = True
    ends = np.unique(np.concatenate([(node * count + rank)[speaks[node]] for node in (edges.source, edges.target)]))
    known = marks.post * count + rank[marks.edge]
    at = np.searchsorted(ends, known)
    is_end = ends[np.minimum(at, len(ends) - 1)] == known if len(ends) else np.zeros(0, dtype=np.bool_)
    others = np.unique(known[~is_end])
    begin, end = (np.searchsorted(ends, (marks.post + more) * count) for more in (0, 1))
    beside = np.searchsorted(others, known) - np.searchsorted(others, marks.post * count)
    ordinals: Integers = np.where(is_end, at - begin, end - begin + beside)
    return ordinals
