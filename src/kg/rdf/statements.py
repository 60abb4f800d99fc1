"""What posts say of two concepts as triples: an `rdf:Statement` of the edge that stands on it, which words refer to.

A statement repeats the edge it supports, subject, predicate and object, and its type says what posts say: based on, a
variant of, compared with. The words themselves are a `nif:String` in `evidence.nt`, whose subject is the statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.concepts.linking import Ground
from kg.graph.schema import Edge, EdgeKind, Graph, concepts_of, edges_of
from kg.model import PostId, Relation, RelationKind
from kg.rdf import terms
from kg.rdf.literals import to_text

if TYPE_CHECKING:
    from kg.rdf.iris import Iris
    from kg.rdf.nodes import Facts

_PREDICATE_OF: Final = {EdgeKind.BROADER: terms.BROADER, EdgeKind.RELATED: terms.RELATED}
_EITHER_WAY: Final = frozenset({RelationKind.COMPARED_WITH, RelationKind.CONNECTED_WITH})


@dataclass(frozen=True, slots=True)
class Statement:
    """What posts say of two concepts, however many say it, and the edge that stands on it."""

    iri: str
    kind: RelationKind
    source: str
    edge: EdgeKind
    target: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the posts of a graph say of its concepts: every statement, and in which post which words make it."""

    statements: set[Statement]
    grounds_by_post: dict[PostId, list[Ground]]  # their targets are IRIs of statements


def find_said(graph: Graph, iris: Iris) -> Said:
    """Return what posts say of two concepts between which the graph has an edge."""
    statements: set[Statement] = set()
    grounds: dict[PostId, list[Ground]] = {}
    for edge, relation in _relations_of(graph):
        iri = _statement_of(edge, relation, iris)
        statements.add(Statement(iri, relation.kind, edge.source, edge.kind, edge.target))
        ground = Ground(iri, relation.span.start, relation.span.end, relation.confidence)
        grounds.setdefault(relation.post, []).append(ground)
    return Said(statements, grounds)


def to_statement_facts(statement: Statement, iris: Iris) -> Facts:
    """Return the edge that the statement supports, and what sort of statement it is."""
    return {
        terms.TYPE: [terms.STATEMENT],
        terms.SUBJECT: [iris.node(statement.source)],
        terms.PREDICATE: [_PREDICATE_OF[statement.edge]],
        terms.OBJECT: [iris.node(statement.target)],
        terms.KIND: [f"<{iris.relation_kind(statement.kind)}>"],
    }


def to_relation_kind_triples(kind: RelationKind, iris: Iris) -> Iterator[str]:
    """Yield the label of a sort of statements."""
    yield f"<{iris.relation_kind(kind)}> {terms.LABEL} {to_text(kind.value, 'en')} ."


def _relations_of(graph: Graph) -> Iterator[tuple[Edge, Relation]]:
    """Yield the relations with the edge they support.

    What is said against the way of a broader edge is left out (the broader one is based on the narrower): RDF has no
    term for it that would not contradict the edge.
    """
    for concept in concepts_of(graph):
        for edge in edges_of(graph, source=concept.id):
            for found in edge.evidence:
                if isinstance(found, Relation) and _runs_along(found, edge):
                    yield edge, found


def _runs_along(relation: Relation, edge: Edge) -> bool:
    return edge.kind is EdgeKind.RELATED or relation.subject == edge.source or relation.kind in _EITHER_WAY


def _statement_of(edge: Edge, relation: Relation, iris: Iris) -> str:
    """Return the statement's IRI: the ends in the way it is said, or as the edge has them if it holds either way."""
    if relation.kind in _EITHER_WAY:
        return iris.statement(edge.source, relation.kind, edge.target)
    return iris.statement(relation.subject, relation.kind, relation.object)
