"""The query operation of the SPARQL 1.1 Protocol, case by case as the W3C's tests describe them."""

from __future__ import annotations

import gzip
from urllib.parse import quote, urlencode

import httpx
import pytest
import rdflib

from tests.serve.live import ROWS, Endpoint, read_graph

ASK = "ASK {}"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def post(
    endpoint: Endpoint, content: str | bytes, media_type: str, path: str = "/sparql", **headers: str
) -> httpx.Response:
    with endpoint.client() as client:
        body = content.encode() if isinstance(content, str) else content
        return client.post(
            path, content=body, headers={"content-type": media_type, **headers} if media_type else headers
        )


def test_a_query_comes_by_get(endpoint: Endpoint) -> None:
    response = endpoint.get(f"/sparql?query={quote(ASK)}", ROWS)
    assert response.status_code == 200
    assert response.headers["content-type"] == ROWS
    assert response.json()["boolean"] is True


def test_a_query_comes_by_a_posted_form(endpoint: Endpoint) -> None:
    response = post(endpoint, urlencode({"query": ASK}), FORM, accept=ROWS)
    assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_a_query_comes_posted_as_itself(endpoint: Endpoint) -> None:
    for media_type in (DIRECT, f"{DIRECT}; charset=UTF-8", f'{DIRECT};charset="utf-8"'):
        response = post(endpoint, ASK, media_type, accept=ROWS)
        assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_a_construct_is_answered_with_rdf(endpoint: Endpoint) -> None:
    query = "CONSTRUCT { <urn:s> <urn:p> <urn:o> } {}"
    response = post(endpoint, query, DIRECT)
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(read_graph(response)) == 1


def test_a_describe_is_answered_with_rdf(endpoint: Endpoint) -> None:
    response = post(endpoint, "DESCRIBE <post/lost>", DIRECT)
    assert response.status_code == 200
    assert len(read_graph(response)) > 1


def test_a_get_without_a_query_is_answered_with_the_service_description(endpoint: Endpoint) -> None:
    response = endpoint.get("/sparql")
    graph = read_graph(response)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(f"{endpoint.root}sparql")
    assert (service, rdflib.RDF.type, sd.Service) in graph
    assert (service, sd.endpoint, service) in graph
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph


@pytest.mark.parametrize("accept", ["application/n-triples", "application/ld+json"])
def test_the_service_description_comes_in_every_rdf_format(endpoint: Endpoint, accept: str) -> None:
    response = endpoint.get("/sparql", accept)
    assert response.headers["content-type"] == accept
    assert len(read_graph(response)) > 10


def test_a_post_without_a_query_is_refused(endpoint: Endpoint) -> None:
    assert post(endpoint, "", FORM).status_code == 400


def test_a_posted_form_without_its_media_type_is_refused(endpoint: Endpoint) -> None:
    assert post(endpoint, urlencode({"query": ASK}), "").status_code == 415


def test_a_query_posted_as_something_else_is_refused(endpoint: Endpoint) -> None:
    assert post(endpoint, ASK, "text/plain").status_code == 415
    assert post(endpoint, ASK, "nonsense").status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_another_method_is_refused(endpoint: Endpoint, method: str) -> None:
    with endpoint.client() as client:
        response = client.request(method, f"/sparql?query={quote(ASK)}")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_two_queries_are_refused(endpoint: Endpoint) -> None:
    assert endpoint.get(f"/sparql?query={quote(ASK)}&query={quote(ASK)}").status_code == 400
    assert post(endpoint, urlencode([("query", ASK), ("query", ASK)]), FORM).status_code == 400
    assert post(endpoint, ASK, DIRECT, f"/sparql?query={quote(ASK)}").status_code == 400
    assert post(endpoint, urlencode({"query": ASK}), FORM, f"/sparql?query={quote(ASK)}").status_code == 400


def test_a_query_that_does_not_parse_is_refused_with_its_place(endpoint: Endpoint) -> None:
    response = endpoint.get(f"/sparql?query={quote('SELECT * WHERE { ?s ?p')}")
    assert response.status_code == 400
    assert "line 1, column" in response.json()["error"]


def test_a_query_that_is_not_utf8_is_refused(endpoint: Endpoint) -> None:
    assert post(endpoint, "ASK { ?s ?p '注意' }".encode("gb18030"), DIRECT).status_code == 400
    assert post(endpoint, ASK.encode("utf-16"), f"{DIRECT}; charset=utf-16").status_code == 415
    assert post(endpoint, b"query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D", FORM).status_code == 400
    assert endpoint.get("/sparql?query=%E6%B3").status_code == 400


def test_an_update_by_a_posted_form_is_refused(endpoint: Endpoint) -> None:
    assert post(endpoint, urlencode({"update": "CLEAR ALL"}), FORM).status_code == 403


def test_an_update_posted_as_itself_is_refused(endpoint: Endpoint) -> None:
    assert post(endpoint, "CLEAR ALL", "application/sparql-update").status_code == 403


def test_an_update_by_get_is_refused(endpoint: Endpoint) -> None:
    assert endpoint.get("/sparql?update=CLEAR%20ALL").status_code == 403


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "CREATE GRAPH <a:b>",
        "DROP SILENT ALL",
        "COPY DEFAULT TO <a:b>",
        "MOVE DEFAULT TO <a:b>",
        "ADD DEFAULT TO <a:b>",
        "PREFIX a: <b:> # x\nINSERT DATA { a:b a:c 1 }",
        "ASK {} ; CLEAR ALL",
    ],
)
def test_an_update_in_the_place_of_a_query_is_refused(endpoint: Endpoint, update: str) -> None:
    assert endpoint.ask(update).status_code == 400
    assert endpoint.get(f"/sparql?query={quote(update)}").status_code == 400


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_dataset_of_graphs_that_are_not_here_is_refused(endpoint: Endpoint, name: str) -> None:
    chosen = urlencode({name: "http://example.org/graph"})
    for response in (
        endpoint.get(f"/sparql?query={quote(ASK)}&{chosen}"),
        post(endpoint, f"query={quote(ASK)}&{chosen}", FORM),
        post(endpoint, ASK, DIRECT, f"/sparql?{chosen}"),
        post(endpoint, f"query={quote(ASK)}", FORM, f"/sparql?{chosen}"),
    ):
        assert response.status_code == 400
        assert "graph that is not here" in response.json()["error"]


@pytest.mark.parametrize("clause", ["FROM <http://example.org/g>", "FROM NAMED <file:///etc/passwd>"])
def test_a_dataset_in_the_query_of_graphs_that_are_not_here_is_refused(endpoint: Endpoint, clause: str) -> None:
    response = endpoint.ask(f"SELECT * {clause} {{ ?s ?p ?o }}")
    assert response.status_code == 400
    assert "FROM" in response.json()["error"]


@pytest.mark.parametrize(("sent", "length"), [("100%25", 4), ("100%2525", 6), ("%25%32%35", 3), ("a%2Bb+c", 5)])
def test_a_query_is_decoded_once_both_ways(endpoint: Endpoint, sent: str, length: int) -> None:
    encoded = f"query=SELECT+(STRLEN(%22{sent}%22)+AS+%3Fn)+%7B%7D"
    for response in (endpoint.get(f"/sparql?{encoded}", ROWS), post(endpoint, encoded, FORM, accept=ROWS)):
        assert response.json()["results"]["bindings"][0]["n"]["value"] == str(length)


def test_a_query_posted_as_itself_is_not_decoded_at_all(endpoint: Endpoint) -> None:
    response = endpoint.ask('SELECT (STRLEN("100%25+") AS ?n) {}')
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "7"


def test_parameters_that_the_protocol_does_not_know_are_passed_over(endpoint: Endpoint) -> None:
    assert endpoint.get(f"/sparql?query={quote(ASK)}&output=x&timeout=5", ROWS).status_code == 200


def test_a_head_has_the_headers_of_a_get_and_no_body(endpoint: Endpoint) -> None:
    with endpoint.client() as client:
        response = client.head(f"/sparql?query={quote(ASK)}", headers={"accept": ROWS})
    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["content-length"]) > 0


def test_options_says_which_methods_there_are(endpoint: Endpoint) -> None:
    with endpoint.client() as client:
        for path, methods in (("/sparql", {"GET", "HEAD", "POST", "OPTIONS"}), ("/search", {"GET", "HEAD", "OPTIONS"})):
            response = client.options(path)
            assert (response.status_code, response.content) == (204, b"")
            assert set(response.headers["allow"].split(", ")) == methods
            assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "x-unknown"])
def test_a_compressed_body_is_refused_before_it_is_unpacked(endpoint: Endpoint, coding: str) -> None:
    packed = gzip.compress(b"ASK {} #" + b" " * 10_000_000)
    response = post(endpoint, packed, DIRECT, **{"content-encoding": coding})
    assert response.status_code == 415
    assert "compressed" in response.json()["error"]


@pytest.mark.parametrize("accept", ["image/png", "application/rdf+xml", "text/html;q=0, */*;q=0"])
def test_a_media_type_that_cannot_be_had_is_406(endpoint: Endpoint, accept: str) -> None:
    for query in (ASK, "CONSTRUCT WHERE { ?s ?p ?o }"):
        response = endpoint.ask(query, accept)
        assert response.status_code == 406
        assert "accept one of" in response.json()["remedy"]
    assert endpoint.get("/sparql", accept).status_code == 406


def test_rows_for_one_who_wants_only_triples_are_406(endpoint: Endpoint) -> None:
    assert endpoint.ask(ASK, "text/turtle").status_code == 406
    assert endpoint.ask("DESCRIBE <post/lost>", "text/csv").status_code == 406
