"""Rules for what triples lead to: whatever the graph says something of by name, it also describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.rdf import terms
from kg.rdf.checks.finding import Finding
from kg.rdf.nodes import to_curie

_FILE: Final = "graph.nt"
_INWARD: Final = frozenset(
    (
        terms.ABOUT,
        terms.AUTHOR,
        terms.CITES,
        terms.DEFINED_BY,
        terms.IN_SCHEME,
        terms.INTERACTION_STATISTIC,
        terms.IS_PART_OF,
        terms.KIND,
        terms.MENTIONS,
        terms.OBJECT,
        terms.SUBJECT,
        terms.USED,
        terms.WAS_ASSOCIATED_WITH,
        terms.WAS_GENERATED_BY,
    )
)


def find_subjects(quads: Iterable[Quad]) -> set[str]:
    """Return every IRI that the triples describe, without brackets."""
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def check_links(quads: Iterable[Quad], subjects: set[str]) -> Iterator[Finding]:
    """Yield what leads to nothing, and each post that is about a concept without naming it."""
    about: set[tuple[str, str]] = set()
    mentions: set[tuple[str, str]] = set()
    for quad in quads:
        predicate = str(quad.predicate)
        if predicate not in _INWARD or not isinstance(quad.object, NamedNode):
            continue
        if quad.object.value not in subjects:
            verb = to_curie(predicate) or predicate
            message = f"{verb} leads to {quad.object}, of which the graph says nothing"
            yield Finding(file=_FILE, rule="links lead somewhere", subject=str(quad.subject), message=message)
        if predicate == terms.ABOUT:
            about.add((str(quad.subject), str(quad.object)))
        elif predicate == terms.MENTIONS:
            mentions.add((str(quad.subject), str(quad.object)))
    for post, concept in sorted(about - mentions):
        yield Finding(
            file=_FILE, rule="about is mentioned", subject=post, message=f"is about {concept} without naming it"
        )
