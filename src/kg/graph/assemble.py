"""One graph of posts, concepts, works and series from what the earlier stages found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from kg.concepts.linking import Linking, Mentions
from kg.concepts.named import Named
from kg.concepts.rank import rank_post, rarity_of
from kg.graph.cooccurrence import find_cooccurrences, to_edge
from kg.graph.named_in import NamedIn
from kg.graph.relate import relate
from kg.graph.schema import Edge, EdgeKind, Evidence, Graph, Noun, add_edge, add_noun, empty_graph
from kg.model import Citation, Concept, ConceptId, Definition, Mention, Post, Relation, Run, Series, Work

E = TypeVar("E", Citation, Definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that the graph is made of."""

    posts: tuple[Post, ...]  # stubs too
    concepts: Mapping[ConceptId, Concept]  # all that are known; the graph keeps those in use and what is above them
    works: tuple[Work, ...]
    series: tuple[Series, ...]
    mentions: Collection[Mention]
    citations: tuple[Citation, ...]
    definitions: tuple[Definition, ...]
    relations: tuple[Relation, ...] = ()


def assemble(findings: Findings, run: Run) -> Graph:
    """Build the graph: nodes sorted by id, edges by their ends, whatever the order of the findings."""
    graph = empty_graph(run)
    linkings = Mentions.of(findings.mentions).linkings
    named = Named.of(linking.concepts for linking in linkings)
    concepts = in_use(findings, named)
    nouns: list[Noun] = [*findings.posts, *concepts, *findings.works, *findings.series]
    for noun in sorted(nouns, key=lambda each: each.id):
        add_noun(graph, noun)
    for edges in (_from_posts(findings, linkings, named), _from_concepts(findings, concepts, named)):
        for edge in edges:
            if edge.source in graph and edge.target in graph:
                add_edge(graph, edge)
    return graph


def in_use(findings: Findings, named: Named) -> list[Concept]:
    """Return the concepts that a post names or introduces, and every known concept above them, sorted."""
    pending = {*named.concepts, *(definition.concept for definition in findings.definitions)}
    used: dict[ConceptId, Concept] = {}
    while pending:
        concept_id = pending.pop()
        concept = findings.concepts.get(concept_id)
        if concept is not None and concept_id not in used:
            used[concept_id] = concept
            pending |= set(concept.broader)
    return [used[concept_id] for concept_id in sorted(used)]


def _from_posts(findings: Findings, linkings: Sequence[Linking], named: Named) -> Iterator[Edge]:
    """Yield the edges that begin at posts, post by post: only one post's mentions are unpacked at a time."""
    rarity = rarity_of(named)
    linking_of = {linking.post: linking for linking in linkings if linking.post is not None}
    citations = _grouped(findings.citations, "post")
    for post in sorted(findings.posts, key=lambda each: each.id):
        edges = list(_to_mentioning(post, linking_of[post.id], rarity)) if post.id in linking_of else []
        for target, cites in _grouped(citations.get(post.id, ()), "target").items():
            edges.append(_edge(post.id, target, EdgeKind.CITES, _by_span(cites), float(len(cites))))
        if post.series is not None:
            edges.append(_edge(post.id, post.series, EdgeKind.PART_OF, (), float(post.position or 0)))
        yield from sorted(edges, key=lambda each: (each.target, each.kind))


def _to_mentioning(post: Post, linking: Linking, rarity: Mapping[ConceptId, float]) -> Iterator[Edge]:
    starts = linking.starts()
    for concept, salience in rank_post(post, starts, rarity).items():
        evidence = NamedIn(linking, concept, len(starts[concept]))
        yield _edge(post.id, concept, EdgeKind.MENTIONS, evidence, _shared(salience.weight), about=salience.about)


@cache
def _shared(weight: float) -> float:
    """Return one object for equal weights: they have four places, so that there are ten thousand at most."""
    return weight


def _from_concepts(findings: Findings, concepts: Sequence[Concept], named: Named) -> list[Edge]:
    """Return the edges that begin at concepts, sorted."""
    edges = [*relate(concepts, findings.relations), *map(to_edge, find_cooccurrences(named))]
    for concept, definitions in _grouped(findings.definitions, "concept").items():
        for post, here in _grouped(definitions, "post").items():
            edges.append(_edge(concept, post, EdgeKind.DEFINED_BY, _by_span(here)))
    return sorted(edges, key=lambda each: (each.source, each.target, each.kind))


def _grouped(evidence: Iterable[E], end: str) -> dict[str, list[E]]:
    groups: defaultdict[str, list[E]] = defaultdict(list)
    for each in evidence:
        groups[getattr(each, end)].append(each)
    return groups


def _by_span(evidence: Iterable[E]) -> tuple[E, ...]:
    return tuple(sorted(evidence, key=lambda each: each.span))


def _edge(
    source: str,
    target: str,
    kind: EdgeKind,
    evidence: Sequence[Evidence] = (),
    weight: float = 1.0,
    *,
    about: bool = False,
) -> Edge:
    return Edge(source=source, target=target, kind=kind, weight=weight, about=about, evidence=evidence)
