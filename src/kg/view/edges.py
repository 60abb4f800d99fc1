"""The graph's edges and their evidence as columns of numbers: an edge as an object costs a hundred times the room."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from kg.graph.schema import STATED, Edge, EdgeKind, Graph, edges_of
from kg.model import Definition, Relation, RelationKind

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

# Nobody states that two concepts co-occur: it is listed, not drawn.
DRAWN: Final[list[EdgeKind]] = [kind for kind in EdgeKind if kind is not EdgeKind.CO_OCCURS]
THOUSAND: Final = 1000  # confidences are whole thousandths
MOST_AN_EDGE: Final = 24  # pieces of evidence shown for one edge; the rest is counted
UNRATED: Final = -1  # confidence of a definition: its rule gives none
_KINDS: Final = {kind: number for number, kind in enumerate(DRAWN)}
_RELATIONS: Final = {kind: number for number, kind in enumerate(RelationKind, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Pieces of evidence, one a row: words of a post that an edge stands on; posts and edges are numbers."""

    edge: Integers
    post: Integers
    start: Integers  # code points of the post's text
    end: Integers
    rule: Integers  # its place in `Edges.rules`
    confidence: Integers  # thousandths, or UNRATED

    def __len__(self) -> int:
        return len(self.edge)

    def of(self, rows: npt.NDArray[Any]) -> Marks:
        """Return those of some rows, in their order."""
        return Marks(**{name: getattr(self, name)[rows] for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Edges, one a row; their ends are numbers of nodes."""

    source: Integers
    target: Integers
    kind: Integers  # its place in DRAWN
    weight: Floats
    about: Flags
    evidence: Integers  # how many pieces
    confidence: Integers  # of the best piece, in thousandths; what a vocabulary or an author states is certain
    relations: dict[int, list[int]]  # by row, what posts say of two concepts: see `_said`
    rules: list[str]  # that some evidence stands on, sorted
    marks: Marks  # sorted by edge, then by post and place; MOST_AN_EDGE of each

    def __len__(self) -> int:
        return len(self.source)

    def of(self, rows: Integers, number_of: Integers) -> Edges:
        """Return those of some rows, in their order, their ends by new numbers; evidence of posts without one goes."""
        place_of = np.full(len(self), -1, dtype=np.int64)
        place_of[rows] = np.arange(len(rows))
        post = np.where(self.marks.post >= 0, number_of[self.marks.post], -1)
        kept = np.flatnonzero((place_of[self.marks.edge] >= 0) & (post >= 0))
        kept = kept[np.argsort(place_of[self.marks.edge[kept]], kind="stable")]
        marks = replace(self.marks.of(kept), edge=place_of[self.marks.edge[kept]], post=post[kept])
        return Edges(
            source=number_of[self.source[rows]],
            target=number_of[self.target[rows]],
            **{name: getattr(self, name)[rows] for name in ("kind", "weight", "about", "evidence", "confidence")},
            relations={int(place_of[row]): said for row, said in self.relations.items() if place_of[row] >= 0},
            rules=self.rules,
            marks=marks,
        )

    def are(self, *kinds: EdgeKind) -> Flags:
        """Tell of each edge whether it is of one of the kinds."""
        return np.isin(self.kind, [_KINDS[kind] for kind in kinds])


def to_edges(graph: Graph, nodes: list[str]) -> Edges:
    """Return what `edges_of` yields, the nodes numbered by their place in `nodes`: all of the graph's, sorted."""
    gathered = _Gathered({node: number for number, node in enumerate(nodes)})
    for edge in edges_of(graph):
        gathered.add(edge)
    return gathered.to_edges()


class _Gathered:
    """Columns that grow, row by row."""

    def __init__(self, number_of: dict[str, int]) -> None:
        self._number_of = number_of
        self._rule_of: dict[str, int] = {}  # in the order in which they come
        self._edges, self._weights = array("i"), array("d")
        self._marks, self._confidences = array("i"), array("d")
        self._relations: dict[int, list[int]] = {}

    def add(self, edge: Edge) -> None:
        evidence, number_of, rule_of = edge.evidence, self._number_of, self._rule_of
        if evidence and edge.kind in STATED and (said := _said(edge)):
            self._relations[len(self._weights)] = said
        self._edges.extend(
            (number_of[edge.source], number_of[edge.target], _KINDS[edge.kind], edge.about, len(evidence))
        )
        self._weights.append(edge.weight)
        for each in evidence:
            span, rule = each.span, rule_of.setdefault(each.rule, len(rule_of))
            self._marks.extend((number_of.get(each.post, -1), span.start, span.end, rule))
            self._confidences.append(UNRATED / THOUSAND if isinstance(each, Definition) else each.confidence)

    def to_edges(self) -> Edges:
        source, target, kind, about, evidence = _columns(self._edges, 5)
        marks = self._to_marks(evidence)
        best = np.full(len(source), UNRATED)
        np.maximum.at(best, marks.edge, marks.confidence)
        shown = np.arange(len(marks)) - np.searchsorted(marks.edge, marks.edge) < MOST_AN_EDGE
        return Edges(
            source=source,
            target=target,
            kind=kind,
            weight=np.array(self._weights),
            about=about > 0,
            evidence=evidence,
            confidence=np.where(best == UNRATED, THOUSAND, best),
            relations=self._relations,
            rules=sorted(self._rule_of),
            marks=marks.of(np.flatnonzero(shown)),
        )

    def _to_marks(self, evidence: Integers) -> Marks:
        """Return the marks in order; they come edge by edge already."""
        post, start, end, rule = _columns(self._marks, 4)
        sorted_rule = {rule: number for number, rule in enumerate(sorted(self._rule_of))}
        marks = Marks(
            edge=np.repeat(np.arange(len(evidence)), evidence),
            post=post,
            start=start,
            end=end,
            rule=np.array([sorted_rule[rule] for rule in self._rule_of], dtype=np.int64)[rule],
            confidence=np.rint(THOUSAND * np.array(self._confidences)).astype(np.int64),
        )
        return marks.of(np.lexsort((end, start, post, marks.edge)))


def _columns(rows: array[int], count: int) -> Integers:
    """Return the columns of a table that was written row by row."""
    return np.frombuffer(rows, dtype=np.int32).reshape(-1, count).T.astype(np.int64)


def _said(edge: Edge) -> list[int]:
    """Return what posts say of the two concepts: the kind's number, from 1; negative where it is said backwards."""
    said = {
        _RELATIONS[each.kind] * (1 if each.subject == edge.source else -1)
        for each in edge.evidence
        if isinstance(each, Relation)
    }
    return sorted(said, key=lambda number: (abs(number), -number))


def sum_by(numbers: Integers, weights: Floats, count: int) -> Floats:
    """Return for each number below `count` the sum of the weights that stand beside it."""
    return np.asarray(np.bincount(numbers, weights, count), dtype=np.float64)
