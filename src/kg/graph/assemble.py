"""One graph of posts, concepts, works and series from what the earlier stages found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from kg.concepts.rank import SalienceByPost
from kg.graph.cooccurrence import find_cooccurrences, to_edge
from kg.graph.relate import relate
from kg.graph.schema import Edge, EdgeKind, Evidence, Graph, Noun, add_edge, add_noun, empty_graph
from kg.model import Citation, Concept, ConceptId, Definition, Mention, Post, PostId, Relation, Run, Series, Work

E = TypeVar("E", Mention, Citation, Definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that the graph is made of."""

    posts: tuple[Post, ...]  # stubs too
    concepts: Mapping[ConceptId, Concept]  # all that are known; the graph keeps those in use and what is above them
    works: tuple[Work, ...]
    series: tuple[Series, ...]
    mentions: tuple[Mention, ...]
    citations: tuple[Citation, ...]
    definitions: tuple[Definition, ...]
    relations: tuple[Relation, ...] = ()


def assemble(findings: Findings, salience: SalienceByPost, run: Run) -> Graph:
    """Build the graph: nodes sorted by id, edges by their ends, whatever the order of the findings."""
    graph = empty_graph(run)
    concepts = in_use(findings)
    nouns: list[Noun] = [*findings.posts, *concepts, *findings.works, *findings.series]
    for noun in sorted(nouns, key=lambda each: each.id):
        add_noun(graph, noun)
    for edge in sorted(_edges(findings, concepts, salience), key=lambda each: (each.source, each.target, each.kind)):
        if edge.source in graph and edge.target in graph:
            add_edge(graph, edge)
    return graph


def in_use(findings: Findings) -> list[Concept]:
    """Return the concepts that a post names or introduces, and every known concept above them, sorted."""
    pending = {mention.concept for mention in findings.mentions}
    pending |= {definition.concept for definition in findings.definitions}
    used: dict[ConceptId, Concept] = {}
    while pending:
        concept_id = pending.pop()
        concept = findings.concepts.get(concept_id)
        if concept is not None and concept_id not in used:
            used[concept_id] = concept
            pending |= set(concept.broader)
    return [used[concept_id] for concept_id in sorted(used)]


def _edges(findings: Findings, concepts: Sequence[Concept], salience: SalienceByPost) -> Iterable[Edge]:
    for (post, concept), mentions in _grouped(findings.mentions, lambda each: (each.post, each.concept)):
        weight = salience[PostId(post)][ConceptId(concept)]
        yield _edge(post, concept, EdgeKind.MENTIONS, mentions, weight.weight, about=weight.about)
    for (post, target), citations in _grouped(findings.citations, lambda each: (each.post, each.target)):
        yield _edge(post, target, EdgeKind.CITES, citations, float(len(citations)))
    for (concept, post), definitions in _grouped(findings.definitions, lambda each: (each.concept, each.post)):
        yield _edge(concept, post, EdgeKind.DEFINED_BY, definitions)
    yield from relate(concepts, findings.relations)
    yield from map(to_edge, find_cooccurrences(findings.mentions))
    for member in findings.posts:
        if member.series is not None:
            yield _edge(member.id, member.series, EdgeKind.PART_OF, (), float(member.position or 0))


def _grouped(
    evidence: Iterable[E], key: Callable[[E], tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], tuple[E, ...]]]:
    in_order = sorted(evidence, key=lambda each: (key(each), each.span))
    return ((ends, tuple(group)) for ends, group in groupby(in_order, key=key))


def _edge(
    source: str,
    target: str,
    kind: EdgeKind,
    evidence: tuple[Evidence, ...] = (),
    weight: float = 1.0,
    *,
    about: bool = False,
) -> Edge:
    return Edge(source=source, target=target, kind=kind, weight=weight, about=about, evidence=evidence)
