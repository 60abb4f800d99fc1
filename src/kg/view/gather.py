"""What the graph says, edge by edge, as columns of numbers."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import count
from typing import Final

import numpy as np

from kg.concepts.linking import Linking
from kg.graph.schema import STATED, Edge, EdgeKind, Evidence, Graph, edges_of, linking_of, ties_of
from kg.model import Definition, Relation, RelationKind
from kg.view.edges import DRAWN, MOST_AN_EDGE, THOUSAND, UNRATED, Edges, Flags, Integers, Marks

_KINDS: Final = {kind: number for number, kind in enumerate(DRAWN)}
_RELATIONS: Final = {kind: number for number, kind in enumerate(RelationKind, 1)}


def to_edges(graph: Graph, nodes: list[str]) -> Edges:
    """Return what `edges_of` yields, the nodes numbered by their place in `nodes`: all of the graph's, sorted."""
    gathered = _Gathered(graph, {node: number for number, node in enumerate(nodes)})
    for node in nodes:
        gathered.add(node)
    return gathered.to_edges()


class _Gathered:
    """Columns that grow row by row, as narrow as what they hold."""

    def __init__(self, graph: Graph, number_of: dict[str, int]) -> None:
        self._graph, self._number_of = graph, number_of
        self._source, self._target = array("i"), array("i")
        self._kind, self._about, self._weight = array("b"), array("b"), array("d")
        self._relations: dict[int, list[int]] = {}
        self._marks = _GatheredMarks()

    def add(self, source: str) -> None:
        """Take the edges that leave a node; what a post names comes at once for all of them."""
        ties, first, number = sorted(ties_of(self._graph, source)), len(self._source), self._number_of[source]
        self._source.extend([number] * len(ties))
        self._target.extend([self._number_of[tie.target] for tie in ties])
        self._kind.extend([_KINDS[tie.kind] for tie in ties])
        self._about.extend([tie.about for tie in ties])
        self._weight.extend([tie.weight for tie in ties])
        linking = linking_of(self._graph, source)
        for kind in sorted({tie.kind for tie in ties}):
            row_of = {tie.target: row for row, tie in enumerate(ties, first) if tie.kind is kind}
            if kind is EdgeKind.MENTIONS and linking is not None:
                self._marks.add_named(number, linking, row_of)
            else:
                for edge in edges_of(self._graph, kind, source=source):
                    self._add_evidence(edge, row_of[edge.target])

    def _add_evidence(self, edge: Edge, row: int) -> None:
        if edge.kind in STATED and (said := _said(edge)):
            self._relations[row] = said
        for each in edge.evidence:
            self._marks.add(each, row, self._number_of.get(each.post, -1))

    def to_edges(self) -> Edges:
        marks = self._marks.to_marks()
        evidence = np.bincount(marks.edge, minlength=len(self._source)).astype(np.int32)
        best = np.full(len(evidence), UNRATED, dtype=np.int16)
        np.maximum.at(best, marks.edge, marks.confidence)
        shown = _are_shown(marks, evidence)
        return Edges(
            source=np.frombuffer(self._source, dtype=np.int32),
            target=np.frombuffer(self._target, dtype=np.int32),
            kind=np.frombuffer(self._kind, dtype=np.int8),
            weight=np.frombuffer(self._weight, dtype=np.float64),
            about=np.frombuffer(self._about, dtype=np.bool_),
            evidence=evidence,
            confidence=np.where(best == UNRATED, np.int16(THOUSAND), best),
            relations=self._relations,
            rules=sorted(self._marks.number_of_rule),
            marks=marks if shown.all() else marks.of(np.flatnonzero(shown)),
        )


class _GatheredMarks:
    """Columns of evidence, one row a piece; rules are numbered in the order in which they come."""

    def __init__(self) -> None:
        self.edge, self.post, self.start, self.end = array("i"), array("i"), array("i"), array("i")
        self.rule, self.confidence = array("h"), array("d")
        self.number_of_rule: defaultdict[str, int] = defaultdict(count().__next__)

    def add(self, evidence: Evidence, edge: int, post: int) -> None:
        """Take one piece of the evidence of an edge."""
        self.edge.append(edge)
        self.post.append(post)
        self.start.append(evidence.span.start)
        self.end.append(evidence.span.end)
        self.rule.append(self.number_of_rule[evidence.rule])
        self.confidence.append(UNRATED / THOUSAND if isinstance(evidence, Definition) else evidence.confidence)

    def add_named(self, post: int, linking: Linking, row_of: dict[str, int]) -> None:
        """Take the mentions of those concepts that an edge of the post leads to."""
        rows = [row for row in linking.rows("mentions") if row[0] in row_of]
        if rows:
            concepts, rules, starts, ends, confidences = zip(*rows, strict=True)
            self.edge.extend(map(row_of.__getitem__, concepts))
            self.post.extend([post] * len(rows))
            self.start.extend(starts)
            self.end.extend(ends)
            self.rule.extend(map(self.number_of_rule.__getitem__, rules))
            self.confidence.extend(confidences)

    def to_marks(self) -> Marks:
        """Return the columns; rules are numbered by their places among the sorted ones."""
        place_of = {rule: place for place, rule in enumerate(sorted(self.number_of_rule))}
        places = np.array([place_of[rule] for rule in self.number_of_rule], dtype=np.int16)
        confidence = np.rint(THOUSAND * np.frombuffer(self.confidence, dtype=np.float64)).astype(np.int16)
        self.confidence = array("d")
        return Marks(
            **{name: np.frombuffer(getattr(self, name), dtype=np.int32) for name in ("edge", "post", "start", "end")},
            rule=places[np.frombuffer(self.rule, dtype=np.int16)],
            confidence=confidence,
        )


def _are_shown(marks: Marks, evidence: Integers) -> Flags:
    """Tell of each mark whether it is among the first of its edge: by post, then by place."""
    shown = np.ones(len(marks), dtype=np.bool_)
    crowded = np.flatnonzero(evidence[marks.edge] > MOST_AN_EDGE)
    columns = (marks.end[crowded], marks.start[crowded], marks.post[crowded], marks.edge[crowded])
    crowded = crowded[np.lexsort(columns)]
    edges = marks.edge[crowded]
    shown[crowded] = np.arange(len(crowded)) - np.searchsorted(edges, edges) < MOST_AN_EDGE
    return shown


def _said(edge: Edge) -> list[int]:
    """Return what posts say of the two concepts: the kind's number, from 1; negative where it is said backwards."""
    said = {
        _RELATIONS[each.kind] * (1 if each.subject == edge.source else -1)
        for each in edge.evidence
        if isinstance(each, Relation)
    }
    return sorted(said, key=lambda number: (abs(number), -number))
