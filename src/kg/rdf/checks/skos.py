"""Rules for concepts: the integrity conditions of SKOS (S13, S14, S27), and a hierarchy without circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Final

from pyoxigraph import Literal, Quad

from kg.rdf import terms
from kg.rdf.checks.finding import Finding

_FILE: Final = "graph.nt"
_REMEDY: Final = "correct the vocabulary that says so, and build again"
_VERB_OF: Final = {"broader": "under", "related": "related to"}
_LABELS: Final = {terms.PREF_LABEL: "prefLabel", terms.ALT_LABEL: "altLabel", terms.HIDDEN_LABEL: "hiddenLabel"}


@dataclass(slots=True)
class _Concepts:
    """What is being gathered: all keyed by the concept's IRI, in angle brackets."""

    known: set[str] = field(default_factory=set)
    broader: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    related: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: defaultdict[str, list[tuple[str, Literal]]] = field(default_factory=lambda: defaultdict(list))


def check_concepts(quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield each condition that a concept breaks."""
    concepts = _gather(quads)
    for concept in sorted(concepts.known):
        yield from _check_labels(concept, concepts.labels[concept])
    yield from _check_ends(concepts)
    yield from _check_cycles(concepts.broader)
    yield from _check_related(concepts)


def _gather(quads: Iterable[Quad]) -> _Concepts:
    concepts = _Concepts()
    for quad in quads:
        subject, predicate, term = str(quad.subject), str(quad.predicate), quad.object
        if predicate == terms.TYPE and str(term) == terms.CONCEPT:
            concepts.known.add(subject)
        elif predicate == terms.BROADER:
            concepts.broader[subject].add(str(term))
        elif predicate == terms.RELATED:
            concepts.related[subject].add(str(term))
        elif predicate in _LABELS and isinstance(term, Literal):
            concepts.labels[subject].append((_LABELS[predicate], term))
    return concepts


def _check_labels(concept: str, labels: Iterable[tuple[str, Literal]]) -> Iterator[Finding]:
    property_of: dict[Literal, str] = {}
    preferred: dict[str, Literal] = {}
    for name, label in labels:
        if property_of.setdefault(label, name) != name:
            yield _finding("S13", concept, f"has {label} as {property_of[label]} and as {name}")
        if name == "prefLabel" and preferred.setdefault(label.language or "", label) != label:
            yield _finding(
                "S14", concept, f"has two prefLabels in one language: {preferred[label.language or '']}, {label}"
            )
    if not preferred:
        yield _finding("prefLabel", concept, "has no prefLabel")


def _check_ends(concepts: _Concepts) -> Iterator[Finding]:
    for name, ends_of in (("broader", concepts.broader), ("related", concepts.related)):
        for concept in sorted(ends_of):
            for end in sorted(ends_of[concept] - concepts.known):
                yield _finding(
                    f"{name} exists", concept, f"is {_VERB_OF[name]} {end}, which is no concept of the graph"
                )


def _check_cycles(broader: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Yield the circles, one after the other: each is cut where it closes, then the rest is searched."""
    remaining = {concept: set(ends) for concept, ends in broader.items()}
    while True:
        try:
            TopologicalSorter(remaining).prepare()
        except CycleError as error:
            cycle: list[str] = error.args[1]
            yield _finding("no cycle in broader", cycle[0], f"lies under itself: {' < '.join(cycle)}")
            remaining[cycle[1]].discard(cycle[0])
            continue
        return


def _check_related(concepts: _Concepts) -> Iterator[Finding]:
    above: dict[str, set[str]] = {}
    for concept in sorted(concepts.related):
        for other in sorted(concepts.related[concept]):
            for lower, upper in ((concept, other), (other, concept)):
                if lower not in above:
                    above[lower] = _above(lower, concepts.broader)
                if upper in above[lower]:
                    yield _finding("S27", concept, f"is related to {other}, and one lies under the other")


def _above(concept: str, broader: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        fresh = broader.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _finding(rule: str, concept: str, message: str) -> Finding:
    return Finding(file=_FILE, rule=f"SKOS {rule}", subject=concept, message=message, remedy=_REMEDY)
