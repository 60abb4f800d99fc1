"""Posts as triples: what is known of each, what it names and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.graph.schema import Edge, EdgeKind, Graph, edges_of, posts_of
from kg.rdf import terms
from kg.rdf.iris import Iris, to_text_iri
from kg.rdf.literals import to_date, to_integer, to_language, to_month_day, to_quoted, to_text

if TYPE_CHECKING:
    from kg.model import Post

EdgesByPost: TypeAlias = Mapping[str, tuple[Edge, ...]]

_MONTH_DAY: Final = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_PREDICATE_OF: Final = {
    EdgeKind.MENTIONS: terms.MENTIONS,
    EdgeKind.CITES: terms.CITES,
    EdgeKind.PART_OF: terms.IS_PART_OF,
}


def to_edges_by_post(graph: Graph) -> EdgesByPost:
    """Return the edges that leave each post, by the post's id: the triples and the evidence both need them."""
    return {post.id: tuple(edges_of(graph, source=post.id)) for post in posts_of(graph)}


def to_post_triples(post: Post, edges: Iterable[Edge], iris: Iris) -> Iterator[str]:
    """Yield what the graph knows of one post; of a stub, no source."""
    subject = f"<{iris.of(post.id)}>"
    yield f"{subject} {terms.TYPE} {terms.BLOG_POSTING} ."
    for predicate, term in _facts(post, iris):
        yield f"{subject} {predicate} {term} ."
    for edge in edges:
        target = iris.of(edge.target)
        yield f"{subject} {_PREDICATE_OF[edge.kind]} <{target}> ."
        if edge.about:
            yield f"{subject} {terms.ABOUT} <{target}> ."
        if edge.weight and edge.kind is EdgeKind.PART_OF:
            yield f"{subject} {terms.POSITION} {to_integer(int(edge.weight))} ."
    if post.readers is not None:
        yield from _reader_triples(subject, post.readers, iris.of(post.id))
    if post.author and post.author.strip():
        yield from _author_triples(subject, post.author, iris)


def _facts(post: Post, iris: Iris) -> Iterator[tuple[str, str]]:
    if post.title:
        yield terms.HEADLINE, to_text(post.title, post.language)
    if post.abstract:
        yield terms.ABSTRACT, to_text(post.abstract, post.language)
    if post.language != "und":
        yield terms.IN_LANGUAGE, to_quoted(to_language(post.language))
    if post.published:
        yield terms.DATE_PUBLISHED, to_date(post.published)
    elif post.month_day and _MONTH_DAY.fullmatch(post.month_day):
        yield terms.DATE, to_month_day(post.month_day)
    if post.address:
        yield terms.URL, f"<{iris.of(post.address)}>"
    for alias in post.aliases:
        yield terms.SAME_AS, f"<{iris.of(alias)}>"
    for keyword in post.keywords:
        yield terms.KEYWORDS, to_quoted(keyword)
    if not post.is_stub:
        yield terms.IS_PART_OF, f"<{iris.base}blog>"
    for source in post.sources:
        yield terms.WAS_DERIVED_FROM, f"<{iris.source(source.path)}>"


def _reader_triples(subject: str, readers: int, post_iri: str) -> Iterator[str]:
    counter = f"<{to_text_iri(post_iri)}#readers>"
    yield f"{subject} {terms.INTERACTION_STATISTIC} {counter} ."
    yield f"{counter} {terms.TYPE} {terms.INTERACTION_COUNTER} ."
    yield f"{counter} {terms.INTERACTION_TYPE} {terms.READ_ACTION} ."
    yield f"{counter} {terms.USER_INTERACTION_COUNT} {to_integer(readers)} ."


def _author_triples(subject: str, author: str, iris: Iris) -> Iterator[str]:
    person = f"<{iris.person(author)}>"
    yield f"{subject} {terms.AUTHOR} {person} ."
    yield f"{person} {terms.TYPE} {terms.PERSON} ."
    yield f"{person} {terms.NAME} {to_quoted(' '.join(author.split()))} ."
