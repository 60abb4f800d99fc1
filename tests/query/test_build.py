"""A build opened for Python gives back what was built, and only reads."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, NothingBuiltError, QueryError, UsageError
from kg.graph.schema import EdgeKind, concepts_of, edges_of, posts_of
from kg.model import Concept, ConceptId, Post, Source
from kg.query.build import Build
from tests.rdf.blog import ATTENTION, BASE, to_graph

TITLES = "SELECT ?title ?date { ?post schema:headline ?title ; schema:datePublished ?date } ORDER BY ?date"


@pytest.fixture(scope="module")
def opened(build: Path) -> Build:
    return kg.load(build)


def kept(post: Post) -> Post:
    """Return the post as far as a build keeps it."""
    sources = tuple(Source(path) for path in sorted(source.path for source in post.sources))
    keywords = tuple(sorted(post.keywords))
    return replace(post, sources=sources, zones=(), links=(), keywords=keywords, language=post.language.lower())


def test_every_post_comes_back_with_its_text(opened: Build) -> None:
    assert list(opened.posts) == [kept(post) for post in posts_of(to_graph())]
    assert [post.body for post in opened.posts] == [post.body if not post.is_stub else "" for post in opened.posts]
    assert {post.id: post.text for post in opened.posts}[ATTENTION.id] == ATTENTION.text


def test_every_concept_comes_back_with_its_labels(opened: Build) -> None:
    def related(concept: Concept) -> Concept:
        edges = [edge for edge in edges_of(to_graph()) if edge.source == concept.id]
        return replace(
            concept,
            broader=tuple(ConceptId(edge.target) for edge in edges if edge.kind is EdgeKind.BROADER),
            related=tuple(ConceptId(edge.target) for edge in edges if edge.kind is EdgeKind.RELATED),
        )

    assert list(opened.concepts) == [related(concept) for concept in concepts_of(to_graph())]


def test_the_graph_has_every_node_and_edge_by_the_ids_of_the_nouns(opened: Build) -> None:
    graph = to_graph()
    assert set(opened.graph) == set(graph)
    assert set(opened.graph.edges(keys=True)) == {(edge.source, edge.target, edge.kind) for edge in edges_of(graph)}
    assert {post.id for post in opened.posts} | {concept.id for concept in opened.concepts} < set(opened.graph)


def test_a_query_gives_values_of_python(opened: Build) -> None:
    assert opened.query(TITLES) == [
        {"title": "注意力机制简介", "date": date(2020, 1, 5)},
        {"title": "Transformer 入门", "date": date(2021, 2, 6)},
    ]
    row = 'SELECT * { VALUES (?n ?d ?f ?b ?i ?none ?bad) { (1 2.50 1e0 true <a:b> UNDEF "x"^^xsd:integer) } }'
    assert opened.query(row) == [
        {"n": 1, "d": Decimal("2.50"), "f": 1.0, "b": True, "i": "a:b", "none": None, "bad": "x"}
    ]
    assert opened.is_true("ASK { ?post cito:cites ?cited }")
    assert not opened.is_true("ASK { <a:b> ?p ?o }")


def test_a_named_question_takes_its_parameters_by_name(opened: Build) -> None:
    assert [row["title"] for row in opened.answer("posts-naming", concept="ATTN")] == [
        "Transformer 入门",
        "注意力机制简介",
    ]
    assert len(opened.answer("first-and-last", least=1)) == 3
    assert opened.answer("search", text="注意力")[0]["kind"] == "concept"


def test_a_text_is_searched_for(opened: Build) -> None:
    assert [hit.title for hit in opened.search("机制").posts] == ["注意力机制简介"]


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT", QueryError),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", QueryError),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", QueryError),
        ("DELETE WHERE { ?s ?p ?o }", QueryError),
        ("ASK { ?s ?p ?o }", UsageError),
        ("DESCRIBE <a:b>", UsageError),
    ],
)
def test_what_is_no_select_or_may_not_run_is_refused(opened: Build, query: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        opened.query(query)


def test_a_select_is_neither_true_nor_false(opened: Build) -> None:
    with pytest.raises(UsageError):
        opened.is_true(TITLES)


def test_a_folder_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NothingBuiltError) as caught:
        kg.load(tmp_path)
    assert "kg build" in caught.value.remedy


def test_a_build_that_lost_a_file_says_build_again(build: Path, tmp_path: Path) -> None:
    shutil.copytree(build / "store", tmp_path / "store")
    opened = kg.load(str(tmp_path))
    assert repr(opened) == f"<kg build {str(tmp_path)!r}>"
    with pytest.raises(InputError, match=r"graph\.json"):
        _ = opened.graph


def test_the_base_is_that_of_the_build(opened: Build) -> None:
    assert opened.base == BASE
