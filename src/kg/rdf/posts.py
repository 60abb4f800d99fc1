"""Posts as triples: what is known of each, what it names and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.graph.schema import EdgeKind, Graph, ties_of
from kg.rdf import terms
from kg.rdf.iris import Iris, to_text_iri
from kg.rdf.literals import to_date, to_integer, to_language, to_month_day, to_quoted, to_text

if TYPE_CHECKING:
    from kg.model import Post
    from kg.rdf.nodes import Facts

_MONTH_DAY: Final = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_PREDICATE_OF: Final = {
    EdgeKind.MENTIONS: terms.MENTIONS,
    EdgeKind.CITES: terms.CITES,
    EdgeKind.PART_OF: terms.IS_PART_OF,
}


def to_post_facts(graph: Graph, post: Post, iris: Iris) -> Facts:
    """Return what the graph knows of one post; of a stub, no source."""
    facts: Facts = {terms.TYPE: [terms.BLOG_POSTING]}
    for predicate, term in _facts(post, iris):
        facts.setdefault(predicate, []).append(term)
    for target, kind, weight, is_about in ties_of(graph, post.id):
        node = iris.node(target)
        facts.setdefault(_PREDICATE_OF[kind], []).append(node)
        if is_about:
            facts.setdefault(terms.ABOUT, []).append(node)
        if weight and kind == EdgeKind.PART_OF:
            facts.setdefault(terms.POSITION, []).append(to_integer(int(weight)))
    return facts


def to_counter(post: Post, iris: Iris) -> str | None:
    """Return the IRI of the counter of a post's readers, in angle brackets; None where nobody counted."""
    return f"<{to_text_iri(iris.of(post.id))}#readers>" if post.readers is not None else None


def to_counter_facts(post: Post) -> Facts:
    """Return how many read a post that counts its readers."""
    return {
        terms.TYPE: [terms.INTERACTION_COUNTER],
        terms.INTERACTION_TYPE: [terms.READ_ACTION],
        terms.USER_INTERACTION_COUNT: [to_integer(post.readers or 0)],
    }


def to_author(post: Post, iris: Iris) -> str | None:
    """Return the IRI of a post's author, in angle brackets."""
    return f"<{iris.person(post.author)}>" if post.author and post.author.strip() else None


def to_author_facts(name: str) -> Facts:
    """Return what is known of an author: the name."""
    return {terms.TYPE: [terms.PERSON], terms.NAME: [to_quoted(" ".join(name.split()))]}


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
        yield terms.URL, iris.node(post.address)
    for alias in post.aliases:
        yield terms.SAME_AS, iris.node(alias)
    for keyword in post.keywords:
        yield terms.KEYWORDS, to_quoted(keyword)
    if not post.is_stub:
        yield terms.IS_PART_OF, f"<{iris.base}blog>"
    for source in post.sources:
        yield terms.WAS_DERIVED_FROM, f"<{iris.source(source.path)}>"
    counter, author = to_counter(post, iris), to_author(post, iris)
    if counter:
        yield terms.INTERACTION_STATISTIC, counter
    if author:
        yield terms.AUTHOR, author
