"""One graph of posts, concepts, works and series from what the earlier stages found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.concepts.linking import Linking, Mentions
from kg.concepts.named import Named
from kg.concepts.rank import Salience, rank_post, rarity_of
from kg.graph.cooccurrence import find_cooccurrences, to_edge
from kg.graph.relate import relate
from kg.graph.schema import Edge, EdgeKind, Graph, Noun, Tie, add_edge, add_noun, add_ties, empty_graph
from kg.model import Citation, Concept, ConceptId, Definition, Mention, Post, PostId, Relation, Run, Series, Work

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
    naming = _naming_of(findings)
    concepts = in_use(findings, naming.named)
    nouns: list[Noun] = [*findings.posts, *concepts, *findings.works, *findings.series]
    for noun in sorted(nouns, key=lambda each: each.id):
        add_noun(graph, noun)
    node_of = {node: node for node in graph}  # one object for each id, however many were read
    _join_posts(graph, findings, naming, node_of)
    for edge in _from_concepts(findings, concepts, naming.named):
        if edge.evidence and edge.source in node_of and edge.target in node_of:
            add_edge(graph, edge)
        elif edge.source in node_of and edge.target in node_of:
            add_ties(graph, node_of[edge.source], [Tie(node_of[edge.target], edge.kind, edge.weight)])
    return graph


@dataclass(frozen=True, slots=True)
class _Naming:
    """What the posts name: as it is kept, and in numbers."""

    named: Named = field(default_factory=Named)
    linking_by_post: dict[PostId, Linking] = field(default_factory=dict)
    place_by_post: dict[PostId, int] = field(default_factory=dict)  # in `named`


def _naming_of(findings: Findings) -> _Naming:
    """Return what posts name; each linking is unpacked once."""
    naming = _Naming()
    for linking in Mentions.of(findings.mentions).linkings:
        post = linking.post
        if post is not None:
            naming.linking_by_post[post], naming.place_by_post[post] = linking, naming.named.posts
            naming.named.add(linking.tallies())
    return naming


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


def _join_posts(graph: Graph, findings: Findings, naming: _Naming, node_of: Mapping[str, str]) -> None:
    """Add the edges that begin at posts, post by post."""
    rarity = rarity_of(naming.named)
    citations = _grouped((each for each in findings.citations if each.target in node_of), "post")
    for post in sorted(findings.posts, key=lambda each: each.id):
        place, linking = naming.place_by_post.get(post.id), naming.linking_by_post.get(post.id)
        named = naming.named[place] if place is not None else []
        cited = sorted(citations.get(post.id, ()), key=lambda each: (each.target, each.span))
        ties = sorted(_ties_of(post, rank_post(post, named, rarity), cited, node_of))
        add_ties(graph, node_of[post.id], ties, linking=linking, cited=cited)


def _ties_of(
    post: Post, saliences: Mapping[ConceptId, Salience], cited: Iterable[Citation], node_of: Mapping[str, str]
) -> Iterator[Tie]:
    for concept, salience in saliences.items():
        if concept in node_of:
            yield Tie(node_of[concept], EdgeKind.MENTIONS, *salience)
    for target, count in Counter(each.target for each in cited).items():
        yield Tie(node_of[target], EdgeKind.CITES, float(count))
    if post.series is not None and post.series in node_of:
        yield Tie(node_of[post.series], EdgeKind.PART_OF, float(post.position or 0))


def _from_concepts(findings: Findings, concepts: Sequence[Concept], named: Named) -> list[Edge]:
    """Return the edges that begin at concepts, sorted."""
    edges = [*relate(concepts, findings.relations), *map(to_edge, find_cooccurrences(named))]
    for concept, definitions in _grouped(findings.definitions, "concept").items():
        for post, here in _grouped(definitions, "post").items():
            in_order = tuple(sorted(here, key=lambda each: each.span))
            edges.append(
                Edge(
                    source=concept,
                    target=post,
                    kind=EdgeKind.DEFINED_BY,
                    weight=1.0,
                    about=False,
                    evidence=in_order,
                )
            )
    return sorted(edges, key=lambda each: (each.source, each.target, each.kind))


def _grouped(evidence: Iterable[E], end: str) -> dict[str, list[E]]:
    groups: defaultdict[str, list[E]] = defaultdict(list)
    for each in evidence:
        groups[getattr(each, end)].append(each)
    return groups
