"""The whole graph as triples: the other modules know what a post, a concept, a work is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.schema import Graph, concepts_of, posts_of, run_of, series_of, works_of
from kg.rdf.concepts import to_concept_triples, to_kind_triples, to_scheme_triples
from kg.rdf.counts import to_count_triples
from kg.rdf.dataset import to_dataset_triples
from kg.rdf.iris import Iris
from kg.rdf.posts import EdgesByPost, to_edges_by_post, to_post_triples
from kg.rdf.statements import to_statement_triples
from kg.rdf.works import to_series_triples, to_work_triples


def to_triples(graph: Graph, edges_by_post: EdgesByPost | None = None) -> list[str]:
    """Return every triple but the evidence, each once, sorted by bytes.

    A triple is the line that N-Triples has for it, without the line's end: the form that sorts, compares and
    writes fastest.
    """
    run = run_of(graph)
    iris = Iris(run.base)
    edges_by_post = to_edges_by_post(graph) if edges_by_post is None else edges_by_post
    # A dict keeps the order of the nouns, which is nearly that of the lines: a set would take longer to sort.
    described = sorted(dict.fromkeys((*_content(graph, edges_by_post, iris), *to_dataset_triples(run, iris))))
    described += list(to_count_triples(described, iris))
    described.sort()
    return described


def _content(graph: Graph, edges_by_post: EdgesByPost, iris: Iris) -> Iterator[str]:
    concepts = concepts_of(graph)
    for post in posts_of(graph):
        yield from to_post_triples(post, edges_by_post[post.id], iris)
    for concept in concepts:
        yield from to_concept_triples(graph, concept, iris)
    for scheme in sorted({concept.scheme for concept in concepts}):
        yield from to_scheme_triples(scheme, iris)
    for kind in sorted({concept.kind for concept in concepts}):
        yield from to_kind_triples(kind, iris)
    yield from to_statement_triples(graph, iris)
    for work in works_of(graph):
        yield from to_work_triples(work, iris)
    for series in series_of(graph):
        yield from to_series_triples(series, iris)
