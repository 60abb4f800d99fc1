"""The whole graph as triples: the other modules know what a post, a concept, a work is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.schema import Graph, concepts_of, posts_of, run_of, series_of, works_of
from kg.rdf.concepts import to_concept_triples, to_kind_triples, to_scheme_triples
from kg.rdf.dataset import to_count_triples, to_dataset_triples, to_size_triple
from kg.rdf.iris import Iris
from kg.rdf.posts import to_post_triples
from kg.rdf.works import to_series_triples, to_work_triples


def to_triples(graph: Graph) -> list[str]:
    """Return every triple but the evidence, each once, sorted by bytes.

    A triple is the line that N-Triples has for it, without the line's end: the form that sorts, compares and
    writes fastest.
    """
    run = run_of(graph)
    iris = Iris(run.base)
    triples = set(_content(graph, iris))
    triples.update(to_dataset_triples(run, iris))
    triples.update(list(to_count_triples(triples, iris)))
    triples.add(to_size_triple(len(triples) + 1, iris))
    return sorted(triples)


def _content(graph: Graph, iris: Iris) -> Iterator[str]:
    concepts = concepts_of(graph)
    for post in posts_of(graph):
        yield from to_post_triples(graph, post, iris)
    for concept in concepts:
        yield from to_concept_triples(graph, concept, iris)
    for scheme in sorted({concept.scheme for concept in concepts}):
        yield from to_scheme_triples(scheme, iris)
    for kind in sorted({concept.kind for concept in concepts}):
        yield from to_kind_triples(kind, iris)
    for work in works_of(graph):
        yield from to_work_triples(work, iris)
    for series in series_of(graph):
        yield from to_series_triples(series, iris)
