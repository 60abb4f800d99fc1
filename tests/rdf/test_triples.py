"""The profile, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.model import WorkKind
from kg.rdf.terms import PREFIXES
from tests.rdf.blog import BASE, GARDEN, NOUNS, PAPER, RUN, STUB, TRANSFORMER, ask, to_graph
from tests.rdf.written import to_triples


@pytest.fixture(scope="module")
def store() -> Store:
    return to_store(to_triples(to_graph()))


def to_store(triples: list[str]) -> Store:
    store = Store()
    store.load("\n".join(triples), format=RdfFormat.N_TRIPLES)
    return store


def objects(store: Store, subject: str, predicate: str) -> list[str]:
    """Return the values of a predicate, sorted, as N-Triples writes them; subjects are relative to the base."""
    rows = ask(store, f"SELECT ?o {{ <{subject}> {predicate} ?o }}")
    return sorted(str(row["o"]) for row in rows)


@pytest.mark.parametrize(
    ("subject", "predicate", "values"),
    [
        ("post/注意力", "rdf:type", ["<http://schema.org/BlogPosting>"]),
        ("post/注意力", "schema:headline", ['"注意力机制简介"@zh-hans']),
        ("post/注意力", "schema:datePublished", ['"2020-01-05"^^<http://www.w3.org/2001/XMLSchema#date>']),
        ("post/注意力", "schema:author", [f"<{BASE}person/王_小明>"]),
        ("person/王_小明", "schema:name", ['"王 小明"']),
        ("post/注意力", "schema:inLanguage", ['"zh-hans"']),
        ("post/注意力", "schema:abstract", ['"介绍注意力机制。"@zh-hans']),
        ("post/注意力", "schema:keywords", ['"NLP"', '"注意力"']),
        ("post/注意力", "schema:isPartOf", [f"<{BASE}blog>", f"<{BASE}series/basics>"]),
        ("post/注意力", "schema:position", ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>']),
        ("post/注意力", "schema:interactionStatistic", [f"<{BASE}post/注意力#readers>"]),
        ("post/注意力#readers", "schema:interactionType", ["<http://schema.org/ReadAction>"]),
        (
            "post/注意力#readers",
            "schema:userInteractionCount",
            ['"120"^^<http://www.w3.org/2001/XMLSchema#integer>'],
        ),
        ("post/注意力", "schema:about", [f"<{BASE}concept/attention>"]),
        ("post/注意力", "schema:mentions", [f"<{BASE}concept/attention>", f"<{BASE}concept/transformer>"]),
        ("post/注意力", "cito:cites", ["<https://blog.example/transformer>"]),
        ("post/garden", "schema:headline", []),
        ("post/garden", "schema:datePublished", []),
        ("post/garden", "dcterms:date", ['"--10-27"^^<http://www.w3.org/2001/XMLSchema#gMonthDay>']),
        ("https://blog.example/transformer", "schema:url", ["<https://blog.example/transformer>"]),
        ("https://blog.example/transformer", "schema:sameAs", ["<https://old.example/?p=2>"]),
        (
            "https://blog.example/transformer",
            "prov:wasDerivedFrom",
            [f"<{BASE}source/b.txt>", f"<{BASE}source/list.txt>"],
        ),
        ("post/lost", "rdf:type", ["<http://schema.org/BlogPosting>"]),
        ("post/lost", "prov:wasDerivedFrom", []),
        ("post/lost", "schema:isPartOf", []),
        ("concept/attention", "skos:prefLabel", ['"attention"@en', '"注意力机制"@zh']),
        ("concept/attention", "skos:altLabel", ['"attention mechanism"@en']),
        ("concept/attention", "skos:hiddenLabel", ['"attn"@en']),
        ("concept/attention", "skos:definition", ['"Weighs the parts of an input."@en']),
        ("concept/attention", "skos:broader", [f"<{BASE}concept/neural-network>"]),
        ("concept/attention", "skos:related", [f"<{BASE}concept/transformer>"]),
        ("concept/attention", "skos:exactMatch", ["<http://www.wikidata.org/entity/Q1>"]),
        ("concept/attention", "skos:inScheme", [f"<{BASE}scheme/core>"]),
        ("concept/attention", "dcterms:type", [f"<{BASE}concept-kind/technique>"]),
        ("concept/attention", "rdfs:isDefinedBy", [f"<{BASE}post/注意力>"]),
        ("concept/discovered/mostly", "skos:inScheme", [f"<{BASE}scheme/discovered>"]),
        ("scheme/discovered", "rdf:type", ["<http://www.w3.org/2004/02/skos/core#ConceptScheme>"]),
        (
            "https://arxiv.org/abs/1706.03762",
            "rdf:type",
            ["<http://purl.org/spar/fabio/ResearchPaper>", "<http://schema.org/ScholarlyArticle>"],
        ),
        ("https://arxiv.org/abs/1706.03762", "dcterms:identifier", ['"arXiv:1706.03762"']),
        ("https://arxiv.org/abs/1706.03762", "schema:headline", ['"Attention Is All You Need"@en']),
        ("series/basics", "schema:name", ['"Basics"']),
        ("dataset", "dcterms:title", ['"A blog"']),
        ("dataset", "prov:wasGeneratedBy", [f"<{BASE}run>"]),
        ("dataset/schema/BlogPosting", "void:entities", ['"4"^^<http://www.w3.org/2001/XMLSchema#integer>']),
        ("dataset/schema/mentions", "void:triples", ['"6"^^<http://www.w3.org/2001/XMLSchema#integer>']),
        ("software/kg", "schema:softwareVersion", ['"1.2.3"']),
        ("run", "prov:used", [f"<{BASE}vocabulary/core.ttl/{'0a' * 32}>"]),
        (
            f"vocabulary/core.ttl/{'0a' * 32}/checksum",
            "spdx:checksumValue",
            [f'"{"0a" * 32}"^^<http://www.w3.org/2001/XMLSchema#hexBinary>'],
        ),
    ],
)
def test_the_profile_says(store: Store, subject: str, predicate: str, values: list[str]) -> None:
    assert objects(store, subject, predicate) == values


def test_the_dataset_counts_its_own_triples() -> None:
    triples = to_triples(to_graph())
    assert objects(to_store(triples), "dataset", "void:triples")[0].startswith(f'"{len(triples)}"')


def test_no_triple_has_a_blank_node_or_a_clock() -> None:
    for triple in to_triples(to_graph()):
        assert triple.startswith("<")
        assert " _:" not in triple
        assert "dateTime" not in triple


def test_about_is_always_mentioned_too(store: Store) -> None:
    query = "ASK { ?post schema:about ?concept FILTER NOT EXISTS { ?post schema:mentions ?concept } }"
    assert not store.query(query, prefixes=PREFIXES)


@given(st.integers(min_value=1))
@settings(deadline=None)
def test_the_order_in_which_the_graph_was_built_does_not_matter(seed: int) -> None:
    assert to_triples(to_graph(seed=seed)) == to_triples(to_graph(seed=0))


def test_posts_keep_their_iris_when_others_are_added() -> None:
    few = set(to_triples(to_graph((GARDEN, STUB), ())))
    all_of_them = set(to_triples(to_graph()))
    assert {line for line in few if "post/lost" in line} <= all_of_them


@pytest.mark.parametrize(
    ("kind", "name"), [("paper", "ScholarlyArticle"), ("article", "Article"), ("book", "Book"), ("page", "WebPage")]
)
def test_each_kind_of_work_has_its_class(kind: str, name: str) -> None:
    triples = to_triples(to_graph((replace(PAPER, kind=WorkKind(kind)),), ()))
    assert f"<{PAPER.id}> <{PREFIXES['rdf']}type> <http://schema.org/{name}> ." in triples


def test_a_month_and_day_that_is_none_is_left_out() -> None:
    triples = to_triples(to_graph((replace(GARDEN, month_day="--13-40"),), ()))
    assert not any("gMonthDay" in line for line in triples)


def test_a_post_of_unknown_language_has_no_in_language() -> None:
    triples = to_triples(to_graph((replace(TRANSFORMER, language="und", series=None),), ()))
    assert not any("inLanguage" in line for line in triples)
    assert any('"Transformer 入门"@und' in line for line in triples)


def test_the_triples_are_sorted_and_distinct() -> None:
    triples = to_triples(to_graph(NOUNS, run=RUN))
    assert triples == sorted(set(triples))
