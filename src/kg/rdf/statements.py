"""What posts say of two concepts as triples: an `rdf:Statement` of the edge that stands on it, which words refer to.

A statement repeats the edge it supports, subject, predicate and object, and its type says what posts say: based on, a
variant of, compared with. The words themselves are a `nif:String` in `evidence.nt`, whose subject is the statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.graph.schema import Edge, EdgeKind, Graph, concepts_of, edges_of
from kg.model import PostId, Relation, RelationKind
from kg.rdf import terms
from kg.rdf.literals import to_text

if TYPE_CHECKING:
    from kg.rdf.iris import Iris

_PREDICATE_OF: Final = {EdgeKind.BROADER: terms.BROADER, EdgeKind.RELATED: terms.RELATED}
_EITHER_WAY: Final = frozenset({RelationKind.COMPARED_WITH, RelationKind.CONNECTED_WITH})


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence with the IRI of the statement that it makes."""

    statement: str
    relation: Relation


def to_statement_triples(graph: Graph, iris: Iris) -> Iterator[str]:
    """Yield the statements that posts make, and the labels of what they say; some come more than once."""
    for edge, relation in _relations_of(graph):
        statement = f"<{_statement_of(edge, relation, iris)}>"
        kind = f"<{iris.relation_kind(relation.kind)}>"
        yield f"{statement} {terms.TYPE} {terms.STATEMENT} ."
        yield f"{statement} {terms.SUBJECT} <{iris.of(edge.source)}> ."
        yield f"{statement} {terms.PREDICATE} {_PREDICATE_OF[edge.kind]} ."
        yield f"{statement} {terms.OBJECT} <{iris.of(edge.target)}> ."
        yield f"{statement} {terms.KIND} {kind} ."
        yield f"{kind} {terms.LABEL} {to_text(relation.kind.value, 'en')} ."


def find_said(graph: Graph, iris: Iris) -> dict[PostId, list[Said]]:
    """Return the sentences of each post that make a statement."""
    found: dict[PostId, list[Said]] = {}
    for edge, relation in _relations_of(graph):
        found.setdefault(relation.post, []).append(Said(_statement_of(edge, relation, iris), relation))
    return found


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
