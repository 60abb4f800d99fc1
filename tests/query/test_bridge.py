"""rdflib's API on the store: the same triples and answers as rdflib's own, and none of its ways out."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDFS, SKOS, BNode, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result
from rdflib.term import Node

import kg
from kg.errors import QueryError, UsageError
from kg.query.bridge import _to_ox, _to_rdflib
from kg.rdf.terms import PREFIXES
from tests.rdf.blog import BASE

QUERIES = (
    "SELECT ?title ?date { ?post schema:headline ?title ; schema:datePublished ?date }",
    "SELECT ?concept (COUNT(*) AS ?n) { ?post schema:mentions ?concept } GROUP BY ?concept",
    "SELECT ?post ?missing { ?post a schema:BlogPosting OPTIONAL { ?post schema:datePublished ?missing } }",
    "ASK { ?post cito:cites ?cited }",
    "ASK { ?post cito:cites ?post }",
    "CONSTRUCT { ?a skos:related ?b } { ?a skos:broader+ ?b }",
)


@pytest.fixture(scope="module")
def bridged(build: Path) -> rdflib.Graph:
    return kg.load(build).rdf


@pytest.fixture(scope="module")
def loaded(build: Path) -> rdflib.Graph:
    """Return the triples in rdflib's own memory, with numbers as the store writes them: 5 for a non-negative 05."""
    store = ox.Store()
    for name in ("graph.nt", "evidence.nt"):
        store.bulk_load(path=build / name, format=ox.RdfFormat.N_TRIPLES)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return rdflib.Graph().parse(data=dumped, format="nt")


def to_rows(result: Result) -> set[tuple[Node, ...]]:
    return {tuple(row) for row in result if isinstance(row, tuple)}


def test_the_triples_are_those_of_the_files(bridged: rdflib.Graph, loaded: rdflib.Graph) -> None:
    assert set(bridged) == set(loaded)
    assert len(bridged) == len(loaded)


def test_patterns_find_what_rdflib_finds(bridged: rdflib.Graph, loaded: rdflib.Graph) -> None:
    some = sorted(loaded)[::7]
    for subject, predicate, value in some:
        for pattern in (
            (subject, None, None),
            (None, predicate, value),
            (subject, predicate, None),
            (None, None, value),
        ):
            assert set(bridged.triples(pattern)) == set(loaded.triples(pattern))
        assert (subject, predicate, value) in bridged
    assert list(bridged.triples((Literal("a"), None, None))) == []
    assert bridged.value(URIRef(f"{BASE}concept/attention"), SKOS.definition) == Literal(
        "Weighs the parts of an input.", "en"
    )


@pytest.mark.parametrize("query", QUERIES)
def test_queries_are_answered_as_rdflib_answers_them(bridged: rdflib.Graph, loaded: rdflib.Graph, query: str) -> None:
    mine, its = bridged.query(query), loaded.query(query, initNs=PREFIXES)
    assert mine.type == its.type
    assert mine.askAnswer == its.askAnswer
    if mine.type != "ASK":
        assert to_rows(mine) == to_rows(its)


def test_a_result_is_written_in_the_formats_of_rdflib(bridged: rdflib.Graph) -> None:
    document = json.loads(bridged.query(QUERIES[0]).serialize(format="json") or b"")
    assert document["head"]["vars"] == ["title", "date"]


def test_a_variable_is_bound_from_outside(bridged: rdflib.Graph) -> None:
    concept = URIRef(f"{BASE}concept/transformer")
    for names in ("?label", "?label ?concept"):
        found = bridged.query(f"SELECT {names} {{ ?concept skos:prefLabel ?label }}", initBindings={"concept": concept})
        assert {row[0] for row in to_rows(found)} == {Literal("Transformer", "en")}


def test_a_prepared_query_runs_in_rdflib_on_the_same_triples(bridged: rdflib.Graph) -> None:
    prepared = prepareQuery("SELECT ?l { ?c skos:prefLabel ?l FILTER (LANG(?l) = 'zh') }", initNs=PREFIXES)
    assert to_rows(bridged.query(prepared)) == {(Literal("注意力机制", "zh"),)}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVIC\\u0045 <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { ?s ?p",
    ],
)
def test_a_query_that_leaves_the_build_or_does_not_parse_is_refused(bridged: rdflib.Graph, query: str) -> None:
    with pytest.raises(QueryError):
        bridged.query(query)


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <a:b> { ?s ?p ?o } }", "SELECT * FROM <file:///a> { ?s ?p ?o }"])
def test_a_prepared_query_may_not_leave_the_build_either(bridged: rdflib.Graph, query: str) -> None:
    with pytest.raises(QueryError):
        bridged.query(prepareQuery(query))


def test_nothing_is_changed(bridged: rdflib.Graph) -> None:
    triple = (URIRef("a:b"), RDFS.label, Literal("x"))
    size = len(bridged)
    for change in (bridged.add, bridged.remove):
        with pytest.raises(UsageError):
            change(triple)
    for update in ("LOAD <file:///etc/passwd>", "INSERT DATA { <a:b> <a:c> 1 }", "DELETE WHERE { ?s ?p ?o }"):
        with pytest.raises(UsageError):
            bridged.update(update)
    with pytest.raises(UsageError):
        bridged.parse(data="<a:b> <a:c> 1 .", format="turtle")
    assert len(bridged) == size


def test_the_prefixes_of_the_profile_are_bound_and_ones_own_may_be_added(bridged: rdflib.Graph) -> None:
    assert dict(bridged.namespaces())["schema"] == URIRef("http://schema.org/")
    assert bridged.qname("http://schema.org/name") == "schema:name"
    bridged.bind("mine", "https://mine.example/")
    assert bridged.namespace_manager.store.namespace("mine") == URIRef("https://mine.example/")
    assert bridged.namespace_manager.store.prefix(URIRef("https://mine.example/")) == "mine"


ANY_SIGN = st.characters(codec="utf-8")
TERMS = st.one_of(
    st.text(ANY_SIGN).map(Literal),
    st.text(ANY_SIGN).map(lambda text: Literal(text, lang="zh")),
    st.integers().map(Literal),
    st.sampled_from(("01", "x", "")).map(
        lambda text: Literal(text, datatype=URIRef(f"{PREFIXES['xsd']}integer"), normalize=False)
    ),
    st.just(URIRef("https://a.example/注意")),
    st.just(BNode("b1")),
)


@given(TERMS)
def test_a_term_goes_there_and_back(term: Literal | URIRef | BNode) -> None:
    back = _to_rdflib(_to_ox(term))
    assert back == term
    assert type(back) is type(term)
