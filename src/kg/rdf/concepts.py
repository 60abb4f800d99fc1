"""Concepts and their schemes as triples, in SKOS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.graph.schema import EdgeKind, Graph, ties_of
from kg.rdf import terms
from kg.rdf.literals import to_quoted, to_text

if TYPE_CHECKING:
    from kg.model import Concept, ConceptKind
    from kg.rdf.iris import Iris
    from kg.rdf.nodes import Facts

_PREDICATE_OF: Final = {
    EdgeKind.BROADER: terms.BROADER,
    EdgeKind.RELATED: terms.RELATED,
    EdgeKind.DEFINED_BY: terms.DEFINED_BY,
}


def to_concept_facts(graph: Graph, concept: Concept, iris: Iris) -> Facts:
    """Return what the graph knows of one concept; what it is joined to lies in the graph too."""
    facts: Facts = {terms.TYPE: [terms.CONCEPT]}
    for predicate, term in _facts(concept, iris):
        facts.setdefault(predicate, []).append(term)
    for tie in ties_of(graph, concept.id):
        facts.setdefault(_PREDICATE_OF[tie.kind], []).append(iris.node(tie.target))
    return facts


def to_scheme_triples(scheme: str, iris: Iris) -> Iterator[str]:
    """Yield what is known of a concept scheme: it is one, and the last part of its id names it."""
    subject = iris.node(scheme)
    yield f"{subject} {terms.TYPE} {terms.CONCEPT_SCHEME} ."
    yield f"{subject} {terms.TITLE} {to_quoted(_last_part(scheme))} ."


def to_kind_triples(kind: ConceptKind, iris: Iris) -> Iterator[str]:
    """Yield the label of a sort of concepts."""
    yield f"<{iris.concept_kind(kind)}> {terms.LABEL} {to_text(kind.value, 'en')} ."


def _facts(concept: Concept, iris: Iris) -> Iterator[tuple[str, str]]:
    yield terms.KIND, f"<{iris.concept_kind(concept.kind)}>"
    yield terms.IN_SCHEME, iris.node(concept.scheme)
    for predicate, texts in (
        (terms.PREF_LABEL, concept.preferred),
        (terms.ALT_LABEL, concept.alternative),
        (terms.HIDDEN_LABEL, concept.hidden),
        (terms.DEFINITION, concept.definition),
    ):
        for text in texts:
            yield predicate, to_text(text.characters, text.language)
    for match in concept.exact_match:
        yield terms.EXACT_MATCH, iris.node(match)


def _last_part(scheme: str) -> str:
    parts = scheme.replace("#", "/").split("/")
    return next((part for part in reversed(parts) if part), scheme)
