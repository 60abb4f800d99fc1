"""The whole graph, subject after subject: the other modules know what a post, a concept, a work is.

What is said of one subject is worked out when its turn comes, so that only the subjects' names are in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from kg.concepts.linking import Ground
from kg.graph.schema import (
    Graph,
    concepts_of,
    grounds_of,
    packed_grounds_of,
    posts_of,
    run_of,
    series_of,
    works_of,
)
from kg.model import Post
from kg.piecewise import Piece, key_of
from kg.rdf.concepts import to_concept_facts, to_kind_triples, to_scheme_triples
from kg.rdf.dataset import to_dataset_triples
from kg.rdf.evidence import to_evidence, to_start
from kg.rdf.iris import Iris
from kg.rdf.nodes import Facts, Node, to_node, to_nodes
from kg.rdf.posts import to_author, to_author_facts, to_counter, to_counter_facts, to_post_facts
from kg.rdf.statements import Statement, find_said, to_relation_kind_triples, to_statement_facts
from kg.rdf.works import to_series_facts, to_work_facts

Section: TypeAlias = Node | Piece


class _Place(NamedTuple):
    """Where something comes in the order of all, and what tells of it when its turn comes."""

    start: str  # what its lines begin with: a subject, or what the subjects of the evidence in a text begin with
    tell: Callable[[Any], Facts] | None  # None for a post's evidence
    noun: Any


def to_sections(graph: Graph) -> Iterator[Section]:
    """Yield each subject of the graph, and for each post with a text the piece that holds all lines of its evidence.

    They come in the order of what their lines begin with: the nodes are those of `graph.nt` without its numbers, the
    lines those of `evidence.nt`.
    """
    iris = Iris(run_of(graph).base)
    said = find_said(graph, iris)
    places = [*_places_of_posts(graph, iris), *_places_of_others(graph, said.statements, iris)]
    places.sort(key=attrgetter("start"))
    for start, group in groupby(places, key=attrgetter("start")):
        place, *others = group
        if place.tell is None:
            post = others[-1].noun if others else place.noun  # two ids of one IRI are one text: the last one's
            yield _to_piece(graph, post, said.grounds_by_post.get(post.id, []), iris)
        else:
            yield to_node(start, _unite(place.tell(place.noun), [each.tell(each.noun) for each in others if each.tell]))


def _to_piece(graph: Graph, post: Post, said: list[Ground], iris: Iris) -> Piece:
    """Return the lines about the text of a post as a piece of their file."""
    told = (iris.base, post.id, post.title or "", repr(said))
    parts = (part.encode("utf-8", "surrogatepass") for part in told)
    body = post.packed("body")
    key = key_of(*parts, body, *packed_grounds_of(graph, post.id))
    return Piece(key, lambda: to_evidence(post, grounds_of(graph, post.id), said, iris))


def _places_of_posts(graph: Graph, iris: Iris) -> Iterator[_Place]:
    tell_post = partial(to_post_facts, graph, iris=iris)
    authors: set[str] = set()
    for post in posts_of(graph):
        yield _Place(iris.node(post.id), tell_post, post)
        if not post.is_stub:
            yield _Place(to_start(post, iris), None, post)
        counter, author = to_counter(post, iris), to_author(post, iris)
        if counter:
            yield _Place(counter, to_counter_facts, post)
        if author and post.author not in authors:
            authors.add(post.author or "")
            yield _Place(author, to_author_facts, post.author)


def _places_of_others(graph: Graph, statements: Set[Statement], iris: Iris) -> Iterator[_Place]:
    tell_concept, tell_statement = partial(to_concept_facts, graph, iris=iris), partial(to_statement_facts, iris=iris)
    tell_work = partial(to_work_facts, iris=iris)
    concepts = concepts_of(graph)
    for concept in concepts:
        yield _Place(iris.node(concept.id), tell_concept, concept)
    for statement in statements:
        yield _Place(f"<{statement.iri}>", tell_statement, statement)
    for work in works_of(graph):
        yield _Place(iris.node(work.id), tell_work, work)
    for series in series_of(graph):
        yield _Place(iris.node(series.id), to_series_facts, series)
    triples = set(to_dataset_triples(run_of(graph), iris))
    for scheme in {concept.scheme for concept in concepts}:
        triples.update(to_scheme_triples(scheme, iris))
    for kind in {concept.kind for concept in concepts}:
        triples.update(to_kind_triples(kind, iris))
    for said in {statement.kind for statement in statements}:
        triples.update(to_relation_kind_triples(said, iris))
    for node in to_nodes(sorted(triples)):
        yield _Place(node.subject, _facts_of, node)


def _facts_of(node: Node) -> Facts:
    return node.objects_by_predicate


def _unite(facts: Facts, others: Iterable[Facts]) -> Facts:
    """Return all that is told of one subject in several places."""
    for each in others:
        facts = {predicate: facts.get(predicate, []) + each.get(predicate, []) for predicate in {**facts, **each}}
    return facts
