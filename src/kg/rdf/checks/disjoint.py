"""The integrity conditions of SKOS that keep classes apart (S9, S37) and mappings apart (S46).

SKOS Simple Knowledge Organization System Reference, W3C 2009. kg writes neither collections nor broad matches, but a
graph that was extended by hand may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.rdf import terms
from kg.rdf.checks.finding import Finding
from kg.rdf.terms import to_term

_FILE: Final = "graph.nt"
_COLLECTIONS: Final = (to_term("skos:Collection"), to_term("skos:OrderedCollection"))  # S29: the second is the first
_LOOSE_MATCHES: Final = {
    to_term("skos:broadMatch"): "broadMatch",
    to_term("skos:narrowMatch"): "broadMatch",  # S43: the inverse; S46 is symmetric in the pair
    to_term("skos:relatedMatch"): "relatedMatch",
}
_REMEDY: Final = "take one of the two out of the vocabulary, and build again"


def check_disjoint(quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield each thing that is of two classes which share nothing, and each pair that is matched in two ways."""
    classes: defaultdict[str, set[str]] = defaultdict(set)
    exact: defaultdict[str, set[str]] = defaultdict(set)
    loose: list[tuple[str, str, str]] = []
    for quad in quads:
        if not isinstance(quad.object, NamedNode):
            continue
        subject, predicate, other = str(quad.subject), str(quad.predicate), str(quad.object)
        if predicate == terms.TYPE:
            classes[subject].add(other)
        elif predicate == terms.EXACT_MATCH:
            exact[subject].add(other)  # S44: symmetric
            exact[other].add(subject)
        elif predicate in _LOOSE_MATCHES:
            loose.append((subject, other, _LOOSE_MATCHES[predicate]))
    yield from _check_classes(classes)
    yield from _check_matches(exact, loose)


def _check_classes(classes: Mapping[str, set[str]]) -> Iterator[Finding]:
    for subject in sorted(classes):
        of = classes[subject]
        if terms.CONCEPT in of and terms.CONCEPT_SCHEME in of:
            yield _finding("S9", subject, "is a concept and a concept scheme")
        if not of.isdisjoint(_COLLECTIONS) and not of.isdisjoint((terms.CONCEPT, terms.CONCEPT_SCHEME)):
            yield _finding("S37", subject, "is a collection, and a concept or a concept scheme too")


def _check_matches(exact: Mapping[str, set[str]], loose: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    for subject, other, name in sorted(loose):
        if other in _same_as(subject, exact):
            yield _finding("S46", subject, f"has {other} both as exactMatch and as {name}")


def _same_as(concept: str, exact: Mapping[str, set[str]]) -> set[str]:
    """Return everything that is matched exactly, over any number of steps (S45)."""
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        fresh = exact.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _finding(rule: str, subject: str, message: str) -> Finding:
    return Finding(file=_FILE, rule=f"SKOS {rule}", subject=subject, message=message, remedy=_REMEDY)
