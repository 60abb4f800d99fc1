"""The numbers that the graph has of itself are those that a query counts in it, its description among them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.graph.schema import Graph
from kg.model import PostId
from tests.rdf.blog import GARDEN, STUB, ask, to_graph
from tests.rdf.test_write import ANY_TEXT, titled
from tests.rdf.written import to_triples

TOLD_AND_COUNTED = {
    "SELECT ?n { [] void:triples ?n ; void:uriSpace [] }": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?n { [] void:distinctSubjects ?n }": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "SELECT ?n { [] void:properties ?n }": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "SELECT ?n { [] void:classes ?n }": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
    "SELECT ?t ?n { [] void:classPartition [ void:class ?t ; void:entities ?n ] }": "SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t",
    "SELECT ?t ?n { [] void:propertyPartition [ void:property ?t ; void:triples ?n ] }": "SELECT ?t (COUNT(*) AS ?n) { ?s ?t ?o } GROUP BY ?t",
}


def rows(store: Store, query: str) -> set[str]:
    return {" ".join(map(str, row)) for row in ask(store, query)}


def to_store(triples: list[str]) -> Store:
    store = Store()
    store.load("\n".join(triples), format=RdfFormat.N_TRIPLES)
    return store


def told_as_counted(triples: list[str]) -> None:
    store = to_store(triples)
    for told, counted in TOLD_AND_COUNTED.items():
        assert rows(store, told) == rows(store, counted) != set(), told


@pytest.mark.parametrize("graph", [to_graph((), ()), to_graph((GARDEN, STUB), ()), to_graph()])
def test_every_number_is_what_a_query_counts(graph: Graph) -> None:
    told_as_counted(to_triples(graph))


@given(ANY_TEXT)
@settings(deadline=None, max_examples=15)
def test_every_number_is_right_for_any_text(text: str) -> None:
    told_as_counted(to_triples(titled(text)))


@given(st.sampled_from(("dataset", "dataset/schema/about", "dataset/graph.nt", "run", "software/kg", "blog")))
def test_a_post_whose_id_is_that_of_a_part_of_the_description_breaks_no_number(identifier: str) -> None:
    told_as_counted(to_triples(to_graph((replace(GARDEN, id=PostId(identifier)),), ())))
